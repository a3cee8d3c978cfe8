import { describe, expect, test } from 'vitest';

import type { Limit } from '#app/loyalty/program/parts.ts';
import { orderFact } from '#tests/support/orders.ts';

import { bonusOf, judgeAll, pointsOf } from '../a-history.ts';
import { programOf, versionOf } from '../a-program.ts';

type Order = Parameters<typeof orderFact>[0];

const limit = (change: Partial<Limit>): Limit => ({
  per: 'ever',
  times: null,
  points: null,
  ...change,
});
const order = (id: number, processedAt: string, change: Order = {}) =>
  orderFact({ orderId: String(id), processedAt, ...change });
const withLimit = (...limits: Limit[]) => [
  versionOf(programOf({ earning: { bonuses: [bonusOf({ limits })] } })),
];
const ofTheBase = (...limits: Limit[]) => [versionOf(programOf({ order: { limits } }))];

describe('how often', () => {
  const versions = withLimit(limit({ per: 'month', times: 1 }));

  test('once a month, by the calendar of the shop', () => {
    // In Berlin March begins an hour before it does in UTC, and April two hours.
    const orders = [
      order(1, '2026-02-28T22:59:59.000Z'),
      order(2, '2026-02-28T23:00:00.000Z'),
      order(3, '2026-03-31T21:59:59.000Z'),
      order(4, '2026-03-31T22:00:00.000Z'),
    ];
    expect(pointsOf(orders, { versions })).toEqual({ 1: 80, 2: 80, 3: 40, 4: 80 });
  });

  test('the receipt says which limit, and from when on there is more', () => {
    const orders = [order(1, '2026-03-01T10:00:00.000Z'), order(2, '2026-03-02T10:00:00.000Z')];
    expect(judgeAll(orders, { versions }).receipts.get('2')?.noBonuses).toEqual([
      {
        key: 'double',
        name: null,
        reason: 'limit_reached',
        per: 'month',
        until: '2026-03-31T22:00:00.000Z',
      },
    ]);
  });

  test('a time that gave nothing is none', () => {
    const orders = [
      order(1, '2026-03-01T10:00:00.000Z', { lines: [{ gross: 49 }] }),
      order(2, '2026-03-02T10:00:00.000Z'),
    ];
    expect(pointsOf(orders, { versions })).toEqual({ 1: 0, 2: 80 });
  });

  test.each([
    ['day', '2026-03-03T22:59:00.000Z', '2026-03-03T23:00:00.000Z'],
    ['week', '2026-03-08T22:59:00.000Z', '2026-03-08T23:00:00.000Z'],
    ['quarter', '2026-03-31T21:59:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['year', '2026-12-31T22:59:00.000Z', '2026-12-31T23:00:00.000Z'],
  ] as const)('%s: the last moment and the first of the next', (per, last, next) => {
    const orders = [order(1, '2026-03-03T10:00:00.000Z'), order(2, last), order(3, next)];
    expect(pointsOf(orders, { versions: withLimit(limit({ per, times: 1 })) })).toEqual({
      1: 80,
      2: 40,
      3: 80,
    });
  });

  test('for ever', () => {
    const orders = [order(1, '2026-03-01T10:00:00.000Z'), order(2, '2030-03-02T10:00:00.000Z')];
    const { receipts } = judgeAll(orders, { versions: withLimit(limit({ times: 1 })) });
    expect(receipts.get('2')?.noBonuses).toMatchObject([
      { reason: 'limit_reached', per: 'ever', until: null },
    ]);
  });
});

describe('how many points', () => {
  test('what would be more is cut off there', () => {
    const versions = withLimit(limit({ per: 'year', points: 100 }));
    const orders = [1, 2, 3, 4].map((id) => order(id, `2026-03-0${id}T10:00:00.000Z`));
    const { receipts } = judgeAll(orders, { versions });
    expect([...receipts.values()].map(({ points }) => points)).toEqual([80, 80, 60, 40]);
    expect(receipts.get('3')?.bonuses).toMatchObject([
      { points: 20, cut: { per: 'year', uncut: 40, until: '2026-12-31T23:00:00.000Z' } },
    ]);
  });

  test('of several limits the narrowest counts', () => {
    const versions = withLimit(
      limit({ per: 'day', points: 30 }),
      limit({ per: 'month', points: 50 }),
      limit({ per: 'year', points: 40 }),
    );
    const orders = [order(1, '2026-03-01T10:00:00.000Z'), order(2, '2026-03-02T10:00:00.000Z')];
    expect(pointsOf(orders, { versions })).toEqual({ 1: 70, 2: 50 });
  });

  test('those of the base rule leave bonuses as they are', () => {
    const limits = [limit({ per: 'day', points: 50 })];
    const versions = [
      versionOf(programOf({ order: { limits }, earning: { bonuses: [bonusOf()] } })),
    ];
    const orders = [order(1, '2026-03-01T10:00:00.000Z'), order(2, '2026-03-01T11:00:00.000Z')];
    const { receipts } = judgeAll(orders, { versions });
    expect([...receipts.values()].map(({ points }) => points)).toEqual([80, 50]);
    expect(receipts.get('2')?.base).toMatchObject({ points: 10, cut: { uncut: 40 } });
  });

  test('of what those of the base rule cut off no fraction of a point is left for a bonus', () => {
    const earning = { bonuses: [bonusOf()] };
    const versions = [
      versionOf(programOf({ order: { limits: [limit({ per: 'day', points: 2 })] }, earning })),
    ];
    const orders = [order(1, '2026-03-01T10:00:00.000Z', { lines: [{ gross: 360 }] })];
    // 3.6 cut off at 2, and 3.6 more: with the 0.6 that were cut off as well it would be one point more.
    expect(pointsOf(orders, { versions })).toEqual({ 1: 5 });
  });

  test('an order beyond them earns nothing, and says so', () => {
    const versions = ofTheBase(limit({ per: 'day', points: 40 }));
    const orders = [order(1, '2026-03-01T10:00:00.000Z'), order(2, '2026-03-01T11:00:00.000Z')];
    expect(judgeAll(orders, { versions }).receipts.get('2')).toMatchObject({
      points: 0,
      nothing: 'limit_reached',
      base: { points: 0, cut: { uncut: 40, per: 'day' } },
    });
  });

  test('a fraction of a point that came before a cut is not lost', () => {
    const half = bonusOf({
      key: 'half',
      gives: { kind: 'multiple', percent: 150 },
      limits: [limit({ points: 1 })],
    });
    const versions = [versionOf(programOf({ earning: { bonuses: [half, bonusOf()] } }))];
    // 3.98: 3 of 3.98 for the order, 1 of 1.99 for the half, and with 0.98 + 3.98 four more.
    const orders = [order(1, '2026-03-01T10:00:00.000Z', { lines: [{ gross: 398 }] })];
    expect(pointsOf(orders, { versions })).toEqual({ 1: 8 });
  });
});

describe('returns', () => {
  const early = (change: Order = {}) => order(1, '2026-03-01T10:00:00.000Z', change);
  const late = order(2, '2026-03-02T10:00:00.000Z');

  test.each([
    { cancelledAt: '2026-03-03T10:00:00.000Z' },
    { lines: [{ gross: 4_000, refunded: 4_000 }] },
    { paid: false },
    { deleted: true },
  ])('an earlier order that no longer counts frees the limit for the later one: %j', (change) => {
    const versions = withLimit(limit({ times: 1 }));
    expect(pointsOf([early(), late], { versions })).toEqual({ 1: 80, 2: 40 });
    expect(pointsOf([early(change), late], { versions })).toEqual({ 1: 0, 2: 80 });
  });

  test('what an earlier order earns less, the later one may earn more', () => {
    const versions = withLimit(limit({ points: 60 }));
    const returned = early({ lines: [{ gross: 4_000, refunded: 3_000 }] });
    expect(pointsOf([early(), late], { versions })).toEqual({ 1: 80, 2: 60 });
    expect(pointsOf([returned, late], { versions })).toEqual({ 1: 20, 2: 80 });
  });

  test('of the first order make the next one the first', () => {
    const welcome = bonusOf({ conditions: { orders: 'first' } });
    const later = bonusOf({ key: 'later', conditions: { orders: 'later' } });
    const versions = [versionOf(programOf({ earning: { bonuses: [welcome, later] } }))];
    const cancelled = early({ cancelledAt: '2026-03-03T10:00:00.000Z' });
    const reasons = (facts: Parameters<typeof judgeAll>[0]) =>
      judgeAll(facts, { versions })
        .receipts.get('2')
        ?.noBonuses.map(({ reason }) => reason);
    expect(reasons([early(), late])).toEqual(['not_first_order']);
    expect(reasons([cancelled, late])).toEqual(['first_order']);
  });
});
