import { describe, expect, test } from 'vitest';

import { NOTHING_BEFORE } from '#app/loyalty/history/before.ts';
import {
  enrolmentBy,
  judgeOrder,
  type OrderContext,
  type ShopTerms,
} from '#app/loyalty/earning/judge-order.ts';
import { tierReached } from '#app/loyalty/program/ladder.ts';
import { orderFact } from '#tests/support/orders.ts';

import { LADDER, MEMBERS_ORDER, programOf, SHOP, versionOf } from '../a-program.ts';

type Change = Parameters<typeof orderFact>[0];

const judge = (
  change: Change,
  program = programOf(),
  context: Partial<OrderContext> = {},
  shop: Partial<ShopTerms> = {},
) =>
  judgeOrder(
    orderFact(change),
    [versionOf(program)],
    { ...SHOP, ...shop },
    { ...MEMBERS_ORDER, ...context },
  ).receipt;

describe('what an order is worth', () => {
  test('a point for each whole euro, rounded down once per order', () => {
    expect(judge({ lines: [{ gross: 1990 }, { gross: 1090 }] }).points).toBe(30);
  });

  test('points for every ten euros, or for each order', () => {
    const perTen = programOf({ order: { earns: { kind: 'per_amount', points: 3, amount: 10 } } });
    expect(judge({ lines: [{ gross: 3999 }] }, perTen).points).toBe(11);
    const perOrder = programOf({ order: { earns: { kind: 'per_order', points: 50 } } });
    expect(judge({ lines: [{ gross: 1 }] }, perOrder).points).toBe(50);
    expect(judge({ lines: [{ gross: 1, refunded: 1 }] }, perOrder)).toMatchObject({
      points: 0,
      nothing: 'below_one_point',
    });
  });

  test('nothing below the minimum, all of it from there on', () => {
    const program = programOf({ order: { minimum: 2000 } });
    expect(judge({ lines: [{ gross: 1999 }] }, program)).toMatchObject({
      points: 0,
      minimum: 2000,
      nothing: 'below_minimum',
    });
    expect(judge({ lines: [{ gross: 2000 }] }, program)).toMatchObject({
      points: 20,
      nothing: null,
    });
  });

  test('a refund that leaves less than the minimum takes all of it', () => {
    const program = programOf({ order: { minimum: 2000 } });
    expect(judge({ lines: [{ gross: 4000, refunded: 2001 }] }, program).points).toBe(0);
  });
});

describe('what earns nothing, and says why', () => {
  test.each([
    [{ processedAt: '2025-12-31T23:59:59.000Z' }, {}, 'before_program'],
    [{ test: true }, {}, 'test_order'],
    [{ business: true }, {}, 'business_order'],
    [{ currency: 'USD' }, {}, 'other_currency'],
    [{ customerId: null }, { hasMember: false }, 'no_customer'],
    [{}, { hasMember: false }, 'not_a_member'],
    [{ deleted: true }, {}, 'deleted'],
    [{ cancelledAt: '2026-03-02T10:00:00.000Z' }, {}, 'cancelled'],
    [{ paid: false }, {}, 'not_paid'],
    [{}, { chargedBack: true }, 'charged_back'],
    [{ lines: [{ gross: 99 }] }, {}, 'below_one_point'],
  ] as const)('%j, %j: %s', (change, context, nothing) => {
    expect(judge(change, programOf(), context)).toMatchObject({ points: 0, nothing });
  });

  test('orders of other channels than the program names', () => {
    const program = programOf({ order: { channels: ['web', 'pos'] } });
    expect(judge({ sourceName: 'shopify_draft_order' }, program).nothing).toBe('other_channel');
    expect(judge({ sourceName: 'pos' }, program).points).toBe(40);
  });

  test('orders of companies earn where the program says so', () => {
    expect(judge({ business: true }, programOf({ order: { business: true } })).points).toBe(40);
  });

  test.each([
    ['on_development_shops', true, 40],
    ['on_development_shops', false, 0],
    ['never', true, 0],
  ] as const)('test orders count %s; development shop: %j', (testOrders, isDevelopment, points) => {
    const program = programOf({ order: { testOrders } });
    expect(judge({ test: true }, program, {}, { isDevelopment }).points).toBe(points);
  });
});

describe('a shop that changed its currency', () => {
  const changed: ShopTerms = {
    ...SHOP,
    formerCurrencies: [
      { currency: 'DEM', until: new Date('2026-02-01T00:00:00Z') },
      { currency: 'CHF', until: new Date('2026-03-01T00:00:00Z') },
    ],
  };

  test.each([
    ['2026-01-31T23:59:59.000Z', 'DEM', 40],
    ['2026-02-01T00:00:00.000Z', 'CHF', 40],
    ['2026-02-28T23:59:59.000Z', 'EUR', 0],
    ['2026-03-01T00:00:00.000Z', 'EUR', 40],
    ['2026-03-01T00:00:00.000Z', 'CHF', 0],
  ])('an order of %s in %s is worth %i', (processedAt, currency, points) => {
    expect(judge({ processedAt, currency }, programOf(), {}, changed).points).toBe(points);
  });
});

describe('tiers', () => {
  const program = programOf({ tiers: LADDER });
  const afterPoints = (points: number) => ({
    ...NOTHING_BEFORE,
    tier: () => tierReached(LADDER, points),
  });

  test.each([
    [0, 'bronze', 40],
    [249, 'bronze', 40],
    [250, 'silver', 50],
    [1_000, 'gold', 80],
    [-30, 'bronze', 40],
  ])('after %i points an order is judged as %s', (earnedBefore, key, points) => {
    const receipt = judge({}, program, { before: afterPoints(earnedBefore) });
    expect([receipt.tier?.key, receipt.points]).toEqual([key, points]);
  });

  test('are not mentioned where all earn the same', () => {
    expect(judge({}, programOf(), { before: afterPoints(1_000) }).tier).toBeNull();
  });

  test('an order that was claimed is judged at the lowest, whatever the member reached', () => {
    const claimedAt = '2026-03-20T10:00:00.000Z';
    const receipt = judge({}, program, { before: afterPoints(5_000), claimedAt });
    expect(receipt).toMatchObject({ points: 40, claimedAt, tier: { key: 'bronze' } });
  });
});

test('the version in force at the time of the order judges it, however late that is', () => {
  const doubled = versionOf(
    programOf({ order: { earns: { kind: 'per_amount', points: 2, amount: 1 } } }),
    { version: 2, inForceFrom: new Date('2026-06-01T00:00:00Z') },
  );
  const versions = [doubled, versionOf(programOf())];
  const judged = (change: Change) =>
    judgeOrder(orderFact(change), versions, SHOP, MEMBERS_ORDER).receipt;
  const later = judged({ processedAt: '2026-06-01T00:00:00.000Z' });
  const before = judged({
    processedAt: '2026-05-31T23:59:59.000Z',
    updatedAt: '2026-07-01T00:00:00.000Z',
  });
  expect([later.points, later.programVersion]).toEqual([80, 2]);
  expect([before.points, before.programVersion]).toEqual([40, 1]);
});

describe('who becomes a member by an order', () => {
  const enrolment = (change: Change, program = programOf()) =>
    enrolmentBy(orderFact(change), [versionOf(program)], SHOP);

  test('does not depend on when in its life the order is seen', () => {
    const states: Change[] = [
      { paid: false },
      {},
      { lines: [{ gross: 4000, refunded: 4000 }] },
      { cancelledAt: '2026-03-02T10:00:00.000Z' },
      { deleted: true },
    ];
    expect(new Set(states.map((state) => enrolment(state)))).toEqual(new Set(['every_buyer']));
  });

  test.each(['every_buyer', 'account_holders', 'who_joins'] as const)(
    'is what the version says: %s',
    (who) => {
      expect(enrolment({}, programOf({ enrolment: { who, claimDays: 90 } }))).toBe(who);
    },
  );

  test.each([
    { customerId: null },
    { test: true },
    { business: true },
    { currency: 'USD' },
    { processedAt: '2025-12-31T23:59:59.000Z' },
  ])('nobody where the order can never earn: %j', (change) => {
    expect(enrolment(change)).toBe('never');
  });
});
