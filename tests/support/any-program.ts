import fc from 'fast-check';

import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import type {
  Limit,
  LineScope,
  OrderConditions,
  ProductScope,
} from '#app/loyalty/program/parts.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';
import { orderRule, programOf } from '#tests/app/loyalty/a-program.ts';

import { orderFact } from './orders.ts';

/**
 * Programs and orders of every kind that can be judged without asking Shopify for anything, in few values of each, so that
 * limits, periods and tiers are met. For laws that hold whatever the program says.
 */

const DAY_MS = 86_400_000;
/** When the first version begins. */
const START = Date.parse('2026-01-01T00:00:00Z');
/** Two years and a little, so that yearly tiers are reached, held and lost. */
const DAYS = 800;

const period = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const within = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'ever', 'ever');

const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ per: within, times: fc.constantFrom(1, 2), points: fc.constant(null) }),
  fc.record({ per: within, times: fc.constant(null), points: fc.constantFrom(10, 60, 150) }),
  fc.record({ per: within, times: fc.constantFrom(1, 3), points: fc.constantFrom(25, 100) }),
);
const limits: fc.Arbitrary<Limit[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Limit[]>([]) },
  { weight: 1, arbitrary: fc.array(limit, { minLength: 1, maxLength: 2 }) },
);

const productScope: fc.Arbitrary<ProductScope> = fc
  .subarray(['11', '12', '13'], { minLength: 1 })
  .map((products) => ({ products, collections: [], vendors: [], types: [], tags: [] }));
const lineScope: fc.Arbitrary<LineScope> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('all' as const) },
  { weight: 1, arbitrary: productScope.map((only) => ({ only })) },
  { weight: 1, arbitrary: productScope.map((except) => ({ except })) },
);

const tiersOfMembers = fc.constantFrom<'all' | string[]>(
  'all',
  'all',
  'all',
  ['silver', 'gold'],
  ['bronze'],
);
const members = tiersOfMembers.map((tiers) => ({ tiers, tags: { any: [], none: [] } }));
const channels = fc.constantFrom<'all' | string[]>('all', 'all', ['web'], ['pos']);

const conditions: fc.Arbitrary<OrderConditions> = fc.record({
  members,
  channels,
  orders: fc.constantFrom('all', 'all', 'first', 'later'),
  subscriptions: fc.constant('all'),
  minimum: fc.constantFrom(0, 0, 2_000, 5_000),
});

const window = fc
  .tuple(
    fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 2 }),
    fc.option(fc.constantFrom(30, 200, 600), { freq: 2 }),
  )
  .map(([first, days]) => ({
    from: first === null ? null : isoOf(first),
    until: days === null ? null : isoOf((first ?? 0) + days),
  }));

const bonus = (key: string): fc.Arbitrary<Bonus> =>
  fc.record({
    key: fc.constant(key),
    name: fc.constant(null),
    window,
    conditions,
    lines: lineScope,
    gives: fc.oneof(
      fc.record({ kind: fc.constant('multiple'), percent: fc.constantFrom(100, 133, 200, 300) }),
      fc.record({ kind: fc.constant('per_item'), points: fc.constantFrom(3, 7) }),
      fc.record({ kind: fc.constant('per_order'), points: fc.constantFrom(20, 50) }),
    ),
    limits,
  });

const goal: fc.Arbitrary<Challenge['goal']> = fc.oneof(
  fc.record({ kind: fc.constant('items'), lines: lineScope, count: fc.constantFrom(2, 5) }),
  fc.record({ kind: fc.constant('orders'), count: fc.constantFrom(1, 2, 4) }),
  fc.record({ kind: fc.constant('spend'), amount: fc.constantFrom(5_000, 12_345) }),
  fc.record({
    kind: fc.constant('variety'),
    groups: fc.array(productScope, { minLength: 2, maxLength: 4 }),
    count: fc.constantFrom(1, 2),
  }),
  fc.record({ kind: fc.constant('streak'), period, count: fc.constantFrom(1, 2, 3) }),
);

const challenge = (key: string): fc.Arbitrary<Challenge> =>
  fc.record({
    key: fc.constant(key),
    name: fc.constant(null),
    window,
    conditions,
    goal,
    within,
    repeats: fc.constantFrom('once', 'once_a_period', 'again'),
    prize: fc.oneof(
      fc.record({ kind: fc.constant('points'), points: fc.constantFrom(11, 40) }),
      fc.constant({ kind: 'reward' as const, reward: 'mug' }),
    ),
  });

const qualification: fc.Arbitrary<Qualification> = fc.record({
  measure: fc.constantFrom('points', 'spend', 'orders'),
  window: fc.oneof(
    fc.record({ kind: fc.constantFrom('life', 'since_joining', 'calendar_year') }),
    fc.record({ kind: fc.constant('rolling'), days: fc.constantFrom(7, 30, 200) }),
  ),
  demotion: fc.record({
    to: fc.constantFrom('one_step', 'reached'),
    graceDays: fc.constantFrom(0, 0, 10, 400),
    warningDays: fc.constant(0),
  }),
});

/** What each rung asks for, in any measure. */
const FROMS = { points: [60, 250], spend: [6_000, 25_000], orders: [2, 4] } as const;

const ladder = fc.record({
  percents: fc.constantFrom<readonly [number, number, number]>(
    [100, 100, 100],
    [100, 150, 200],
    [100, 133, 110],
  ),
  hasTiers: fc.constantFrom(true, true, false),
});

const orderRules = fc.record({
  earns: fc.oneof(
    fc.record({
      kind: fc.constant('per_amount' as const),
      points: fc.constantFrom(1, 3),
      amount: fc.constantFrom(1, 7),
    }),
    fc.record({ kind: fc.constant('per_order' as const), points: fc.constantFrom(5, 33) }),
  ),
  rounding: fc.constantFrom('down', 'nearest', 'up'),
  minimum: fc.constantFrom(0, 0, 1_500),
  channels,
  members,
  limits,
  counts: fc.record({
    shipping: fc.boolean(),
    tax: fc.constantFrom('as_priced', 'included', 'excluded'),
    duties: fc.boolean(),
  }),
});

/** A program; without products it can be replayed out of an export. */
export function anyProgram({ hasProducts }: { readonly hasProducts: boolean }) {
  return fc
    .record({
      order: orderRules,
      lines: lineScope,
      bonuses: fc.tuple(bonus('one'), bonus('two'), bonus('three')),
      howMany: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })),
      combining: fc.constantFrom('add_up' as const, 'best_wins' as const),
      challenges: fc.tuple(challenge('card'), challenge('tour')),
      qualification,
      ladder,
    })
    .map((shape): Program => {
      const [bonusCount, challengeCount] = shape.howMany;
      const { measure } = shape.qualification;
      const tiers = shape.ladder.hasTiers
        ? tiersFrom(FROMS[measure as 'points'], shape.ladder)
        : [];
      const program = programOf({
        earning: {
          bonuses: shape.bonuses.slice(0, bonusCount),
          combining: shape.combining,
          challenges: shape.challenges.slice(0, challengeCount),
        },
        qualification: shape.qualification,
        tiers,
      });
      const order = orderRule({ ...shape.order, lines: shape.lines });
      const whole = { ...program, earning: { ...program.earning, order } };
      return hasProducts ? whole : withoutProducts(whole);
    });
}

function tiersFrom(
  [silver, gold]: readonly [number, number],
  { percents }: { readonly percents: readonly [number, number, number] },
): Tier[] {
  const rung = { name: null, entry: null, perks: [] };
  return [
    { ...rung, key: 'bronze', from: 0, earningPercent: percents[0] },
    { ...rung, key: 'silver', from: silver, earningPercent: percents[1] },
    { ...rung, key: 'gold', from: gold, earningPercent: percents[2] },
  ];
}

function withoutProducts({ earning, ...program }: Program): Program {
  return {
    ...program,
    earning: {
      ...earning,
      order: { ...earning.order, lines: 'all' },
      bonuses: earning.bonuses.map((each) => ({ ...each, lines: 'all' })),
      challenges: earning.challenges
        .filter(({ goal: { kind } }) => kind !== 'variety')
        .map((each) => ({
          ...each,
          goal: each.goal.kind === 'items' ? { ...each.goal, lines: 'all' } : each.goal,
        })),
    },
  };
}

const line = fc
  .record({
    price: fc.constantFrom(0, 333, 1_000, 2_501),
    quantity: fc.integer({ min: 1, max: 4 }),
    discount: fc.constantFrom(0, 0, 100, 1_000_000),
    returned: fc.constantFrom(0, 0, 0, 1, 4),
    tax: fc.constantFrom(0, 7, 19),
    giftCard: fc.constantFrom(false, false, false, true),
  })
  .map(({ price, quantity, returned, tax, ...rest }) => {
    const gross = price * quantity;
    const discount = Math.min(gross, rest.discount);
    const refundedQuantity = Math.min(returned, quantity);
    const refunded = Math.round(((gross - discount) * refundedQuantity) / quantity);
    return {
      ...{ gross, quantity, discount, refundedQuantity, refunded, giftCard: rest.giftCard },
      tax: Math.round(((gross - discount) * tax) / (100 + tax)),
    };
  });

/** What a line is of, which stays what it is in every state. */
const product = fc.constantFrom('11', '12', '13', null);

/** One state of an order. */
const state = fc.record({
  paid: fc.constantFrom(true, true, true, false),
  isCancelled: fc.constantFrom(false, false, false, true),
  lines: fc.array(line, { maxLength: 3 }),
  shipping: fc.constantFrom(0, 490),
  duties: fc.constantFrom(0, 100),
  refundedWithoutLines: fc.constantFrom(0, 0, 0, 500),
  paidByGiftCard: fc.constantFrom(0, 0, 0, 700),
});

export const anyOrder = fc.record({
  customer: fc.constantFrom('1', '2'),
  // Few days, so that periods are shared, and hours that are another day in Berlin.
  day: fc.oneof(fc.integer({ min: 0, max: DAYS }), fc.integer({ min: 355, max: 375 })),
  hour: fc.constantFrom(10, 22.5, 23.5),
  sourceName: fc.constantFrom('web', 'pos'),
  taxesIncluded: fc.boolean(),
  products: fc.tuple(product, product, product),
  states: fc.array(state, { minLength: 1, maxLength: 3 }),
});

type Shape<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;
export type AnyOrder = Shape<typeof anyOrder>;

/** When an order was placed; milliseconds since 1970. */
export function placedAt({ day, hour }: Pick<AnyOrder, 'day' | 'hour'>): number {
  return START + day * DAY_MS + hour * 3_600_000;
}

/** The states of an order one after the other. */
export function factsOf(shape: AnyOrder, orderId: string, customerId: string = shape.customer) {
  const at = placedAt(shape);
  return shape.states.map(({ isCancelled, ...rest }, index) => {
    const lines = rest.lines.map((each, place) => {
      const productId = shape.products[place] ?? null;
      return productId === null ? each : { ...each, productId };
    });
    const updatedAt = new Date(at + index * 60_000).toISOString();
    const net = rest.lines.reduce(
      (sum, { gross, discount, refunded }) => sum + gross - discount - refunded,
      0,
    );
    return orderFact({
      ...{ orderId, customerId, updatedAt, ...rest, lines },
      processedAt: new Date(at).toISOString(),
      cancelledAt: isCancelled ? updatedAt : null,
      sourceName: shape.sourceName,
      taxesIncluded: shape.taxesIncluded,
      chargedWithLines: net + rest.shipping + rest.duties,
    });
  });
}

/** When points can be spent and are lost, in every way that a program can say it. */
export const anyKeeping = fc.record({
  earning: fc.record({
    maturity: fc.oneof(
      fc.constant({ kind: 'at_once' as const }),
      fc.record({ kind: fc.constant('after_days' as const), days: fc.constantFrom(1, 14, 90) }),
      fc.record({ kind: fc.constant('after_fulfilment' as const), days: fc.constantFrom(0, 14) }),
    ),
    expiry: fc.oneof(
      fc.constant({ kind: 'never' as const }),
      fc.record({
        kind: fc.constantFrom('after_days' as const, 'after_inactivity' as const),
        days: fc.constantFrom(5, 60, 365),
      }),
      fc.record({
        kind: fc.constant('yearly' as const),
        month: fc.constantFrom(2, 3, 12),
        day: fc.constantFrom(1, 29, 31),
        minimumDays: fc.constantFrom(0, 90, 400),
      }),
    ),
  }),
  refunds: fc.record({ beyondBalance: fc.constantFrom('owed' as const, 'forgiven' as const) }),
});

/** When the second version begins, in days after the first. */
export const anyDay = fc.integer({ min: 1, max: DAYS });

/** A day after the beginning. */
export function isoOf(day: number): string {
  return new Date(START + day * DAY_MS).toISOString();
}
