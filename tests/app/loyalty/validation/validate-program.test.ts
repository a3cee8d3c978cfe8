import { describe, expect, test } from 'vitest';

import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { isPublishable, validateProgram } from '#app/loyalty/validation/validate-program.ts';

const { plain } = PRESETS;

/** A program as the first preset, with other rules. */
function program(change: {
  order?: Partial<Program['earning']['order']>;
  earning?: Partial<Program['earning']>;
  rest?: Partial<Program>;
}): Program {
  const order = { ...plain.earning.order, ...change.order };
  return {
    ...plain,
    tiers: [...plain.tiers],
    ...change.rest,
    earning: { ...plain.earning, order, ...change.earning },
  };
}

const onePointPerTen = { kind: 'per_amount', points: 1, amount: 10 } as const;
const afterDays = (days: number) => ({ kind: 'after_days', days }) as const;

function problemsOf(given: Program, currency = 'EUR') {
  return validateProgram(given, currency).map(
    ({ severity, path, code }) => `${severity} ${path} ${code}`,
  );
}

test.each(Object.entries(PRESETS))('the preset %s makes sense', (_name, preset) => {
  expect(validateProgram(preset, 'EUR')).toEqual([]);
});

describe('the least that an order must cost', () => {
  const minimum = (order: Partial<Program['earning']['order']>) =>
    program({ order: { earns: onePointPerTen, ...order } });
  const expected = ['warning earning.order.minimum minimum_earns_nothing'];

  test('should earn something', () => {
    expect(problemsOf(minimum({ minimum: 999 }))).toEqual(expected);
    expect(problemsOf(minimum({ minimum: 1_000 }))).toEqual([]);
    expect(problemsOf(minimum({ minimum: 999, rounding: 'nearest' }))).toEqual([]);
  });

  test('is counted in the money of the shop', () => {
    expect(problemsOf(minimum({ minimum: 999 }), 'JPY')).toEqual([]);
  });

  test('may be nothing, and anything where each order earns the same', () => {
    expect(problemsOf(minimum({ minimum: 0 }))).toEqual([]);
    expect(problemsOf(minimum({ minimum: 1, earns: { kind: 'per_order', points: 5 } }))).toEqual(
      [],
    );
  });
});

describe('expiry', () => {
  test('within a month is soon', () => {
    const expiring = (days: number) =>
      program({
        earning: { expiry: afterDays(days) },
        rest: { redemption: { graceDays: 0, afterReturn: 'given_back' } },
      });
    expect(problemsOf(expiring(30))).toEqual(['warning earning.expiry.days expires_soon']);
    expect(problemsOf(expiring(31))).toEqual([]);
  });

  test('should not be shorter than the grace for points that come back', () => {
    const with_ = (graceDays: number) =>
      program({
        earning: { expiry: afterDays(90) },
        rest: { redemption: { graceDays, afterReturn: 'given_back' } },
      });
    expect(problemsOf(with_(91))).toEqual(['warning redemption.graceDays grace_outlasts_expiry']);
    expect(problemsOf(with_(90))).toEqual([]);
  });
});

test('points that are spendable at once and forgiven after a return are a loophole', () => {
  const forgiven = { refunds: { beyondBalance: 'forgiven' } } as const;
  expect(problemsOf(program({ rest: forgiven }))).toEqual([
    'warning refunds.beyondBalance returns_leave_points',
  ]);
  expect(problemsOf(program({ rest: forgiven, earning: { maturity: afterDays(14) } }))).toEqual([]);
});

describe('tiers', () => {
  const ladder = (...tiers: Program['tiers']) => program({ rest: { tiers } });
  const tier = (key: string, name: string | null, from: number, earningPercent = 100) => ({
    key,
    name,
    from,
    earningPercent,
    entry: null,
    perks: [],
  });

  test('of one name cannot be told apart', () => {
    const twice = ladder(tier('leaf', null, 0), tier('gold', 'Leaf', 10));
    expect(problemsOf(twice)).toEqual(['error tiers.1.name tier_name_twice']);
    expect(isPublishable(validateProgram(twice, 'EUR'))).toBe(false);
  });

  test('should not take away what the one below gives', () => {
    const falling = ladder(tier('a', null, 0), tier('b', null, 10, 200), tier('c', null, 20, 150));
    expect(problemsOf(falling)).toEqual(['warning tiers.2.earningPercent tier_earns_less']);
    expect(isPublishable(validateProgram(falling, 'EUR'))).toBe(true);
  });

  test('begin with what everybody earns', () => {
    expect(problemsOf(ladder(tier('a', null, 0, 150)))).toEqual([
      'warning tiers.0.earningPercent lowest_tier_multiplies',
    ]);
  });
});

test('who joins by herself need not be able to claim orders', () => {
  expect(problemsOf(program({ rest: { enrolment: { who: 'who_joins', claimDays: 0 } } }))).toEqual(
    [],
  );
});
