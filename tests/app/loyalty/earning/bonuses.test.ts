import { describe, expect, test } from 'vitest';

import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { MemberConditions } from '#app/loyalty/program/parts.ts';
import type { NothingEarned } from '#app/loyalty/receipts/order-receipt.ts';
import { orderFact } from '#tests/support/orders.ts';

import { bonusOf, judgeAll, product, products, traitsOf } from '../a-history.ts';
import { LADDER, programOf, versionOf } from '../a-program.ts';

type Order = Parameters<typeof orderFact>[0];

const COFFEE = '11';
const TEA = '12';

function judge(
  bonuses: Bonus[],
  order: Order = {},
  change: Parameters<typeof programOf>[0] = {},
  traits: OrderTraits | null = null,
) {
  const { earning, ...rest } = change;
  const program = programOf({ ...rest, earning: { bonuses, ...earning } });
  const fact = orderFact(order);
  const receipt = judgeAll([fact], { versions: [versionOf(program)], traits }).receipts.get(
    fact.orderId,
  );
  if (!receipt) throw new Error('the order was not judged');
  return receipt;
}

const reasonOf = (...args: Parameters<typeof judge>) => judge(...args).noBonuses[0]?.reason;

const MIXED: Order = {
  lines: [
    { gross: 1_000, productId: COFFEE },
    { gross: 3_000, productId: TEA },
  ],
};
const LEARNT = traitsOf({
  products: {
    [COFFEE]: product({
      collections: ['5'],
      tags: ['Fair Trade'],
      vendor: 'Roaster',
      type: 'Beans',
    }),
    [TEA]: product({ vendor: 'Garden' }),
  },
});

describe('what a bonus gives', () => {
  test('a multiple is counted on its lines, and the receipt says on how much', () => {
    const lines = { only: products({ products: [COFFEE] }) };
    expect(
      judge([bonusOf({ lines, gives: { kind: 'multiple', percent: 300 } })], MIXED),
    ).toMatchObject({
      points: 60,
      base: { points: 40, cut: null },
      bonuses: [{ key: 'double', counted: 1_000, units: 1, points: 20, cut: null }],
    });
  });

  test('so many points for each unit that was not returned', () => {
    const lines = [
      { gross: 3_000, refunded: 1_000, quantity: 3, refundedQuantity: 1, productId: COFFEE },
      { gross: 1_000, productId: TEA },
    ];
    const bonus = bonusOf({
      lines: { only: products({ products: [COFFEE] }) },
      gives: { kind: 'per_item', points: 25 },
    });
    expect(judge([bonus], { lines })).toMatchObject({
      points: 80,
      bonuses: [{ units: 2, points: 50 }],
    });
  });

  test('units that cost nothing give nothing', () => {
    const bonus = bonusOf({ gives: { kind: 'per_item', points: 25 } });
    const lines = [{ gross: 1_000, discount: 1_000 }, { gross: 100 }];
    expect(judge([bonus], { lines }).points).toBe(26);
  });

  test('so many points for an order in which its lines count for something', () => {
    const lines = { only: products({ products: [COFFEE] }) };
    const bonus = bonusOf({ lines, gives: { kind: 'per_order', points: 50 } });
    expect(judge([bonus], MIXED).points).toBe(90);
    const returned = [
      { gross: 1_000, refunded: 1_000, productId: COFFEE },
      { gross: 3_000, productId: TEA },
    ];
    expect(judge([bonus], { lines: returned })).toMatchObject({
      points: 30,
      noBonuses: [{ key: 'double', reason: 'no_such_line' }],
    });
  });

  test('tiers multiply what is earned by amount, and not fixed points', () => {
    const bonuses = [bonusOf(), bonusOf({ key: 'gift', gives: { kind: 'per_order', points: 50 } })];
    const tiers = LADDER.map((tier) => ({ ...tier, earningPercent: 150 }));
    expect(judge(bonuses, {}, { tiers }).points).toBe(170);
  });

  test('a multiple of points per order is one of its share of the order', () => {
    const order = { earns: { kind: 'per_order', points: 10 } } as const;
    const half = bonusOf({ lines: { only: products({ products: [COFFEE] }) } });
    expect(judge([bonusOf()], MIXED, { order }).points).toBe(20);
    // A quarter of the order counts twice: 12.5.
    expect(judge([half], MIXED, { order }).points).toBe(12);
  });

  test('what counts besides lines belongs to the whole order only', () => {
    const order = { counts: { shipping: true } };
    const shipped: Order = { ...MIXED, shipping: 500, chargedWithLines: 4_500 };
    const except = bonusOf({ lines: { except: products({ products: [COFFEE] }) } });
    expect(judge([bonusOf()], shipped, { order }).points).toBe(90);
    expect(judge([except], shipped, { order }).points).toBe(75);
  });

  test('fractions are rounded once for all of it', () => {
    // 1.99 at 150 % is 2.985; rounded by itself the half would be lost twice.
    const bonus = bonusOf({ gives: { kind: 'multiple', percent: 150 } });
    expect(judge([bonus], { lines: [{ gross: 199 }] })).toMatchObject({
      points: 2,
      bonuses: [{ points: 1 }],
    });
  });

  test('a refund without lines falls on its lines in proportion', () => {
    const bonus = bonusOf({ lines: { only: products({ products: [COFFEE] }) } });
    const refunded: Order = { ...MIXED, refundedWithoutLines: 2_000, chargedWithLines: 4_000 };
    expect(judge([bonus], refunded)).toMatchObject({ points: 25, bonuses: [{ counted: 500 }] });
  });
});

describe('several bonuses', () => {
  const triple = bonusOf({ key: 'triple', gives: { kind: 'multiple', percent: 300 } });
  const fifty = bonusOf({ key: 'fifty', gives: { kind: 'per_order', points: 50 } });
  const ten = bonusOf({ key: 'ten', gives: { kind: 'per_item', points: 10 } });

  test('that add up: double and triple are four times, and all fixed points are given', () => {
    expect(judge([bonusOf(), triple, fifty, ten]).points).toBe(160 + 60);
  });

  test('of which the best wins: the highest multiple, and the highest of the fixed ones', () => {
    const earning = { combining: 'best_wins' } as const;
    expect(judge([bonusOf(), triple, fifty, ten], {}, { earning })).toMatchObject({
      points: 120 + 50,
      bonuses: [{ key: 'triple' }, { key: 'fifty' }],
      noBonuses: [
        { key: 'double', reason: 'another_was_better' },
        { key: 'ten', reason: 'another_was_better' },
      ],
    });
  });

  test('of which the best wins line by line', () => {
    const onCoffee = { ...triple, lines: { only: products({ products: [COFFEE] }) } };
    const earning = { combining: 'best_wins' } as const;
    expect(judge([bonusOf(), onCoffee], MIXED, { earning })).toMatchObject({
      points: 30 + 60,
      bonuses: [
        { key: 'double', counted: 3_000, points: 30 },
        { key: 'triple', counted: 1_000, points: 20 },
      ],
    });
  });

  test('of which one that its limit cuts off makes way for one that gives more', () => {
    const earning = { combining: 'best_wins' } as const;
    const triples = (left: number) => ({
      ...triple,
      limits: [{ per: 'month' as const, times: null, points: left }],
    });
    expect(judge([bonusOf(), triples(39)], {}, { earning })).toMatchObject({
      points: 40 + 40,
      bonuses: [{ key: 'double', points: 40, cut: null }],
      noBonuses: [{ key: 'triple', reason: 'another_was_better' }],
    });
    expect(judge([bonusOf(), triples(41)], {}, { earning })).toMatchObject({
      points: 40 + 41,
      bonuses: [{ key: 'triple', points: 41, cut: { uncut: 80 } }],
      noBonuses: [{ key: 'double', reason: 'another_was_better' }],
    });
    // One makes way, and another with a limit that is not reached stays.
    const onCoffee = { ...triples(100), lines: { only: products({ products: [COFFEE] }) } };
    const short = { ...bonusOf(), key: 'short', limits: triples(1).limits };
    const half = bonusOf({ key: 'half', gives: { kind: 'multiple', percent: 150 } });
    expect(judge([onCoffee, short, half], MIXED, { earning })).toMatchObject({
      points: 40 + 20 + 15,
      bonuses: [
        { key: 'triple', counted: 1_000, points: 20 },
        { key: 'half', counted: 3_000, points: 15 },
      ],
    });
    // Neither of two that are cut off is better than one that is not.
    const fourfold = {
      ...triples(20),
      key: 'fourfold',
      gives: { kind: 'multiple', percent: 400 },
    } as const;
    expect(judge([triples(10), fourfold, bonusOf()], {}, { earning })).toMatchObject({
      points: 40 + 40,
      bonuses: [{ key: 'double' }],
    });
  });
});

describe('a bonus that is not given, and why', () => {
  const at = '2026-03-01T10:00:00.000Z';

  test('its time is over: what happens at the end is no longer in it', () => {
    expect(judge([bonusOf({ window: { from: at, until: null } })]).points).toBe(80);
    expect(judge([bonusOf({ window: { from: null, until: at } })])).toMatchObject({
      points: 40,
      base: null,
      noBonuses: [{ reason: 'ended', at }],
    });
  });

  test('it has not begun', () => {
    const window = { from: '2026-03-01T10:00:01+00:00', until: null };
    expect(judge([bonusOf({ window })]).noBonuses).toMatchObject([
      { reason: 'not_begun', at: window.from },
    ]);
  });

  test('the time of the order decides, not that of its payment', () => {
    const window = { from: null, until: '2026-03-02T00:00:00Z' };
    expect(judge([bonusOf({ window })], { updatedAt: '2026-03-20T00:00:00.000Z' }).points).toBe(80);
  });

  test('it is for another tier', () => {
    const members = { tiers: ['gold'], tags: { any: [], none: [] } };
    expect(reasonOf([bonusOf({ conditions: { members } })], {}, { tiers: LADDER })).toBe(
      'other_tier',
    );
    const own = { ...members, tiers: ['bronze'] };
    expect(judge([bonusOf({ conditions: { members: own } })], {}, { tiers: LADDER }).points).toBe(
      80,
    );
  });

  test.each([
    [{ any: ['vip'], none: [] }, ['VIP'], undefined],
    [{ any: ['vip'], none: [] }, ['other'], 'missing_tag'],
    [{ any: [], none: ['staff'] }, ['Staff'], 'excluded_tag'],
    [{ any: [], none: ['staff'] }, [], undefined],
    [{ any: [], none: ['staff'] }, null, 'not_known'],
    [{ any: ['vip'], none: [] }, null, 'not_known'],
  ])('tags %j, the customer has %j: %s', (tags, customerTags, reason) => {
    const conditions = { members: { tiers: 'all' as const, tags } };
    const traits = customerTags && traitsOf({ customerTags });
    expect(reasonOf([bonusOf({ conditions })], {}, {}, traits)).toBe(reason);
  });

  test.each([
    ['web', undefined],
    ['pos', 'other_channel'],
  ])('sold on %s: %s', (sourceName, reason) => {
    expect(reasonOf([bonusOf({ conditions: { channels: ['web'] } })], { sourceName })).toBe(reason);
  });

  test('less counts than it asks for', () => {
    expect(judge([bonusOf({ conditions: { minimum: 4_001 } })]).noBonuses).toMatchObject([
      { reason: 'below_minimum', minimum: 4_001 },
    ]);
  });

  test.each([
    ['only', 10_011, undefined],
    ['only', 99, 'no_such_line'],
    ['except', 10_011, 'no_such_line'],
    ['except', 99, undefined],
  ] as const)('subscriptions %s, line %i is one: %s', (subscriptions, line, reason) => {
    const traits = traitsOf({ subscriptionLines: [String(line)] });
    expect(reasonOf([bonusOf({ conditions: { subscriptions } })], {}, {}, traits)).toBe(reason);
  });

  test('whether a line was bought by a subscription is not known', () => {
    expect(reasonOf([bonusOf({ conditions: { subscriptions: 'only' } })])).toBe('not_known');
  });
});

describe('which lines a bonus is for', () => {
  test.each([
    [{ products: [COFFEE] }, 50],
    [{ collections: ['5'] }, 50],
    [{ vendors: ['roaster'] }, 50],
    [{ types: ['beans'] }, 50],
    [{ tags: ['fair trade'] }, 50],
    [{ vendors: ['garden'], products: [COFFEE] }, 80],
    [{ vendors: ['nobody'] }, 40],
  ])('%j', (scope, points) => {
    const only = bonusOf({ lines: { only: products(scope) } });
    const except = bonusOf({ lines: { except: products(scope) } });
    expect(judge([only], MIXED, {}, LEARNT).points).toBe(points);
    expect(judge([except], MIXED, {}, LEARNT).points).toBe(40 + 80 - points);
  });

  test('a product of which nothing was learnt is neither named nor excepted', () => {
    const scope = products({ vendors: ['roaster'] });
    for (const lines of [{ only: scope }, { except: scope }]) {
      expect(reasonOf([bonusOf({ lines })], MIXED)).toBe('not_known');
    }
  });

  test('what is no product of the shop’s is in no list', () => {
    const scope = products({ vendors: ['roaster'] });
    expect(reasonOf([bonusOf({ lines: { only: scope } })], {}, {}, LEARNT)).toBe('no_such_line');
    expect(judge([bonusOf({ lines: { except: scope } })], {}, {}, LEARNT).points).toBe(80);
  });
});

describe('lines that the program leaves out', () => {
  const order = { lines: { except: products({ vendors: ['Garden'] }) } };

  test('earn nothing by the base rule, nor by a bonus', () => {
    const bonus = bonusOf({ gives: { kind: 'per_item', points: 5 } });
    const receipt = judge([bonusOf({ key: 'twice' }), bonus], MIXED, { order }, LEARNT);
    expect(receipt.points).toBe(20 + 5);
    expect(receipt.lines.map(({ excluded }) => excluded)).toEqual([null, 'left_out']);
  });

  test('are told from those of which nothing is known', () => {
    const receipt = judge([], MIXED, { order });
    expect(receipt).toMatchObject({ points: 0, counted: 0 });
    expect(receipt.lines.map(({ excluded }) => excluded)).toEqual(['not_known', 'not_known']);
  });
});

describe('members whose orders earn nothing at all', () => {
  test.each<[MemberConditions, NothingEarned]>([
    [{ tiers: ['gold'], tags: { any: [], none: [] } }, 'other_tier'],
    [{ tiers: 'all', tags: { any: ['vip'], none: [] } }, 'missing_tag'],
    [{ tiers: 'all', tags: { any: [], none: ['staff'] } }, 'excluded_tag'],
  ])('%j', (members, nothing) => {
    const order = { members };
    const traits = traitsOf({ customerTags: ['staff'] });
    const fifty = bonusOf({ gives: { kind: 'per_order', points: 50 } });
    expect(judge([fifty], {}, { order, tiers: LADDER }, traits)).toMatchObject({
      points: 0,
      nothing,
    });
  });
});
