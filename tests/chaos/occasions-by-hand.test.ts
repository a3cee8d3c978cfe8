import { expect, test } from 'vitest';

import type { FoundAction } from './found-ledger.ts';
import type { History, TrueBirthday, TrueConsent, TrueOrderState } from './history.ts';
import { judgeOccasions } from './judge-occasions.ts';
import { birthdaysByHand } from './occasions-by-hand.ts';

const action = (kind: string, points: number, days: object = {}) => ({
  key: kind,
  occasion: { kind, ...days },
  points,
});

/** Of somebody who bought for the first time on the first of February, by a program that changes on the first of March. */
function historyOf({
  consents = [],
  birthdays = [],
}: {
  consents?: TrueConsent[];
  birthdays?: TrueBirthday[];
}): History {
  const program = (points: number) => ({
    earning: {
      order: { channels: 'all', business: false, testOrders: 'never' },
      actions: [
        action('joining', points),
        action('newsletter', points + 1, { takenBackWithinDays: 10 }),
        action('birthday', points + 2, { toldDaysBefore: 5 }),
      ],
    },
  });
  const bought = (day: string) => ({
    id: day,
    states: [
      {
        ...{ customerId: '7', processedAt: `${day}T12:00:00Z`, currency: 'EUR' },
        ...{ test: false, business: false, sourceName: 'web' },
      } as TrueOrderState,
    ],
  });
  return {
    ...{ currency: 'EUR', isDevelopment: false, timezone: 'Europe/Berlin' },
    versions: [
      { version: 1, inForceFrom: '2026-01-01T00:00:00Z', program: program(10) },
      { version: 2, inForceFrom: '2026-03-01T00:00:00Z', program: program(20) },
    ] as never,
    customers: [{ id: '7', provenEmails: [], tags: [], consents }],
    orders: [bought('2026-02-01'), bought('2026-04-01')],
    ...{ merges: [], actions: [], gifts: [], birthdays, pins: [] },
  };
}

function judged(
  history: History,
  ...found: (readonly [kind: string, at: string, points: number])[]
) {
  const actions = found.map(([kind, at, points]): FoundAction => ({
    ...{ customerId: '7', track: '7', rule: kind, occasion: kind, points },
    ...{ done: new Date(at), given: new Date(at) },
  }));
  const { lost, twice } = judgeOccasions(
    {
      ...{ history, judgedAt: new Date('2026-07-01T00:00:00Z') },
      ...{ becomes: (id: string) => id, isErased: () => false },
    },
    actions,
  );
  return { lost: lost.length, twice: twice.length };
}

const JOINED = ['joining', '2026-02-01T12:00:00Z', 10] as const;

test('joining is due once, as of any order that may have been heard of first', () => {
  expect(judged(historyOf({}), JOINED)).toEqual({ lost: 0, twice: 0 });
  expect(judged(historyOf({}), ['joining', '2026-04-01T12:00:00Z', 20])).toEqual({
    ...{ lost: 0, twice: 0 },
  });
  expect(judged(historyOf({}))).toEqual({ lost: 1, twice: 0 });
  expect(judged(historyOf({}), JOINED, JOINED)).toEqual({ lost: 0, twice: 1 });
  expect(judged(historyOf({}), ['joining', '2026-04-01T12:00:00Z', 10])).toEqual({
    ...{ lost: 0, twice: 1 },
  });
});

test('the newsletter is due to who agrees in the end, and not to who withdrew in time', () => {
  const agreed = { subscribed: true, at: '2026-02-10T00:00:00Z' };
  const given = ['newsletter', agreed.at, 11] as const;
  const agrees = historyOf({ consents: [agreed] });
  expect(judged(agrees, JOINED, given)).toEqual({ lost: 0, twice: 0 });
  expect(judged(agrees, JOINED)).toEqual({ lost: 1, twice: 0 });
  const soon = historyOf({ consents: [agreed, { subscribed: false, at: '2026-02-19T00:00:00Z' }] });
  expect(judged(soon, JOINED)).toEqual({ lost: 0, twice: 0 });
  expect(judged(soon, JOINED, given)).toEqual({ lost: 0, twice: 1 });
  const late = historyOf({ consents: [agreed, { subscribed: false, at: '2026-02-20T00:00:00Z' }] });
  expect(judged(late, JOINED, given)).toEqual({ lost: 0, twice: 0 });
});

test('who agreed before she joined has points as of joining, unless she had withdrawn by then', () => {
  const agreed = { subscribed: true, at: '2026-01-10T00:00:00Z' };
  const given = ['newsletter', '2026-02-01T12:00:00Z', 11] as const;
  expect(judged(historyOf({ consents: [agreed] }), JOINED, given)).toEqual({ lost: 0, twice: 0 });
  const withdrawn = { subscribed: false, at: '2026-01-20T00:00:00Z' };
  const left = historyOf({ consents: [agreed, withdrawn] });
  expect(judged(left, JOINED, given)).toEqual({ lost: 0, twice: 1 });
});

test('a birthday is due once a year, where it was told in time', () => {
  const told = (at: string, day: TrueBirthday['day']) => ({ customerId: '7', told: at, day });
  const due = (...birthdays: TrueBirthday[]) =>
    birthdaysByHand(historyOf({ birthdays }), '7', Date.parse('2026-07-01T00:00:00Z'));
  const march = { month: 3, day: 15 };
  const given = [{ customerId: '7', at: Date.parse('2026-03-14T23:00:00Z'), points: 22 }];
  expect(due(told('2026-03-01T08:00:00Z', march))).toEqual(given);
  expect(due(told('2026-03-12T08:00:00Z', march))).toEqual([]);
  // Telling it again is no news, and changing it after its day does not bring it again.
  expect(due(told('2026-03-01T08:00:00Z', march), told('2026-03-12T08:00:00Z', march))).toEqual(
    given,
  );
  const may = told('2026-03-20T08:00:00Z', { month: 5, day: 1 });
  expect(due(told('2026-03-01T08:00:00Z', march), may)).toEqual(given);
  expect(due(told('2026-03-01T08:00:00Z', march), told('2026-03-10T08:00:00Z', null))).toEqual([]);
});
