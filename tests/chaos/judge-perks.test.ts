import { expect, test } from 'vitest';

import type { FoundPerkUse } from './found-ledger.ts';
import type { History } from './history.ts';
import { judgePerks } from './judge-perks.ts';
import type { ToldLine } from './told-history.ts';

const HISTORY = {
  ...{ timezone: 'Europe/Berlin', merges: [] },
  versions: [
    {
      ...{ version: 1, inForceFrom: '2026-01-01T00:00:00Z' },
      program: {
        tiers: [
          { key: 'bronze', perks: [{ key: 'coffee', every: 'month' }] },
          {
            key: 'gold',
            perks: [
              { key: 'coffee', every: 'month' },
              { key: 'lounge', every: 'lasting' },
            ],
          },
        ],
      },
    },
  ],
} as unknown as History;

const use = (at: string, periodStart = '2026-02-28T23:00:00Z', logged = 1): FoundPerkUse => ({
  ...{ id: at, customerId: '7', perk: 'coffee', logged, isUndone: false },
  ...{ at: new Date(at), periodStart: new Date(periodStart) },
});

const tick = (at: string, states: readonly string[], perk = 'coffee'): ToldLine => ({
  ...{ what: 'perk', customerId: '7', perk, at },
  answers: states.map((state) => ({ state })),
});

const problems = (told: readonly ToldLine[], found: readonly FoundPerkUse[]) =>
  judgePerks(HISTORY, told, found).length;

const [MARCH, LATER, APRIL] = [
  '2026-03-05T10:00:00Z',
  '2026-03-31T21:59:59Z',
  '2026-03-31T22:00:00Z',
];

test('a perk is used once in its period of the calendar, whoever asks how often', () => {
  const told = [tick(MARCH, ['ticked', 'ticked']), tick(LATER, ['used']), tick(APRIL, ['ticked'])];
  expect(problems(told, [use(MARCH), use(APRIL, APRIL)])).toBe(0);
  expect(
    problems([tick(MARCH, ['ticked']), tick(LATER, ['ticked'])], [use(MARCH), use(LATER)]),
  ).toBe(1);
});

test('what was told is noted, and what is noted was told', () => {
  expect(problems([tick(MARCH, ['ticked'])], [])).toBe(1);
  expect(problems([], [use(MARCH)])).toBe(1);
  expect(problems([tick(MARCH, ['used'])], [])).toBe(1);
  // The answer got lost: asked again, staff are told that it was used.
  expect(problems([tick(MARCH, ['used'])], [use(MARCH)])).toBe(0);
  expect(problems([tick(MARCH, ['ticked'])], [use(MARCH, MARCH)])).toBe(1);
  expect(problems([tick(MARCH, ['ticked'])], [use(MARCH, undefined, 0)])).toBe(1);
});

test('what every tier opens is denied to nobody, and what lasts is not used up', () => {
  expect(problems([tick(MARCH, ['not_of_tier'])], [])).toBe(1);
  expect(problems([tick(MARCH, ['not_of_tier'], 'lounge')], [])).toBe(0);
  expect(problems([tick(MARCH, ['lasting'], 'lounge')], [])).toBe(0);
  expect(problems([tick(MARCH, ['lasting'])], [])).toBe(1);
});

test('a perk that was undone can be used again, and only staff undo it', () => {
  const undone: ToldLine = {
    ...{ what: 'perk undone', use: MARCH, at: MARCH },
    answers: [{ state: 'undone' }],
  };
  const told = [tick(MARCH, ['ticked']), tick(LATER, ['ticked'])];
  const first = { ...use(MARCH), isUndone: true };
  expect(problems([...told, undone], [first, use(LATER)])).toBe(0);
  expect(problems(told, [first, use(LATER)])).toBe(1);
  expect(problems([tick(MARCH, ['ticked']), undone], [use(MARCH)])).toBe(1);
});
