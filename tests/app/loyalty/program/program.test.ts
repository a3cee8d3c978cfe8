import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { PRESETS } from '#app/loyalty/presets/presets.ts';
import { jsonSchemaOfProgram, Program, versionInForce } from '#app/loyalty/program/program.ts';

import { programOf, versionOf } from '../a-program.ts';

const at = (day: string) => new Date(`2026-${day}T00:00:00Z`);
const version = (number: number, day: string) =>
  versionOf(programOf(), { version: number, inForceFrom: at(day) });

describe('the version in force', () => {
  const versions = [version(1, '01-01'), version(2, '06-01'), version(3, '05-01')];
  const inForce = (moment: Date) => versionInForce(versions, moment)?.version;

  test('is none before the first, and each from its very first moment', () => {
    expect(inForce(new Date(at('01-01').getTime() - 1))).toBeUndefined();
    expect(inForce(at('01-01'))).toBe(1);
  });

  test('is the one that was scheduled from its time on, though another was published in between', () => {
    expect([inForce(at('05-31')), inForce(at('06-01')), inForce(at('12-31'))]).toEqual([3, 2, 2]);
  });

  test('of two that begin at the same time is the newer', () => {
    const same = [version(2, '06-01'), version(3, '06-01'), version(1, '01-01')];
    expect(versionInForce(same, at('06-01'))?.version).toBe(3);
    expect(versionInForce([...same].reverse(), at('06-01'))?.version).toBe(3);
  });

  test('does not depend on the order in which they are listed, and never begins later', () => {
    const some = fc.uniqueArray(
      fc.record({ version: fc.integer({ min: 1, max: 20 }), day: fc.integer({ min: 0, max: 9 }) }),
      { selector: (each) => each.version, maxLength: 8 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 9 }), (shapes, moment) => {
        const listed = shapes.map(({ version: number, day }) =>
          versionOf(programOf(), { version: number, inForceFrom: new Date(day) }),
        );
        const found = versionInForce(listed, new Date(moment));
        expect(versionInForce([...listed].reverse(), new Date(moment))).toBe(found);
        expect(found === undefined).toBe(listed.every(({ inForceFrom }) => +inForceFrom > moment));
        expect(+(found?.inForceFrom ?? 0)).toBeLessThanOrEqual(moment);
      }),
    );
  });
});

describe('a program', () => {
  test.each(Object.entries(PRESETS))('of the presets is one: %s', (_, preset) => {
    expect(Program.parse(preset)).toEqual(preset);
  });

  const plain = programOf();
  const { order } = plain.earning;

  test.each([
    ['of another format', { ...plain, format: 2 }],
    ['with a word that means nothing', { ...plain, bonus: 2 }],
    ['that earns nothing', programOf({ order: { earns: { kind: 'per_order', points: 0 } } })],
    [
      'that earns for no amount',
      programOf({ order: { earns: { kind: 'per_amount', points: 1, amount: 0 } } }),
    ],
    ['that earns in no channel', programOf({ order: { channels: [] } })],
    ['with a minimum below nothing', programOf({ order: { minimum: -1 } })],
    ['with half a day', programOf({ enrolment: { who: 'who_joins', claimDays: 0.5 } })],
    [
      'whose points expire at once',
      programOf({ earning: { expiry: { kind: 'after_days', days: 0 } } }),
    ],
    ['without a word on rounding', { ...plain, earning: { order: { ...order, rounding: 'odd' } } }],
    ['with an empty name', { ...plain, name: '  ' }],
  ])('%s is refused', (_, document) => {
    expect(Program.safeParse(document).success).toBe(false);
  });
});

test('its JSON Schema names every part, and allows no other', () => {
  expect(jsonSchemaOfProgram()).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: Object.keys(programOf()),
    properties: { format: { const: 3 }, tiers: { type: 'array', maxItems: 20 } },
  });
});
