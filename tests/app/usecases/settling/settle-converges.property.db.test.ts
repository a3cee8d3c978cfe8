import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import { insertProgramVersion } from '#app/db/programs/first-program.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, MemberId, OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { Limit } from '#app/loyalty/program/parts.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { decideActions } from '#app/usecases/actions/decide-actions.server.ts';
import { joinProgram } from '#app/usecases/members/join-program.server.ts';
import { judgeAgainSince } from '#app/usecases/settling/judge-again.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { setTier } from '#app/usecases/assessing/set-tier.server.ts';
import { settleAnsweredOrders } from '#app/usecases/settling/settle-answered-orders.server.ts';
import { settleBehind } from '#app/usecases/settling/settle-behind.server.ts';
import { settleAgain, settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { bonusOf, challengeOf } from '#tests/app/loyalty/a-history.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger, openShop, PROGRAM_START } from '#tests/support/ledger.ts';
import { customerDetails, orderFact, readOrder } from '#tests/support/orders.ts';
import { byGuest, proven } from '#tests/support/shop-on-paper.ts';
import { staffUserId } from '#tests/support/program-versions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const DAY_MS = 86_400_000;
const START = PROGRAM_START.getTime();
const NOW = new Date('2028-02-01T00:00:00Z');
const DAYS = 500;
const on = (day: number) => new Date(START + day * DAY_MS);

const day = fc.oneof(fc.integer({ min: 1, max: DAYS }), fc.integer({ min: 355, max: 375 }));
const tier = { name: null, entry: null, perks: [] };

const goal: fc.Arbitrary<Challenge['goal']> = fc.constantFrom(
  { kind: 'orders', count: 3 },
  { kind: 'items', lines: 'all', count: 4 },
  { kind: 'spend', amount: 5_000 },
  { kind: 'streak', period: 'week', count: 2 },
);

/** Whatever a program can ask of a history. */
const program: fc.Arbitrary<Program> = fc
  .record({
    who: fc.constantFrom('every_buyer' as const, 'who_joins' as const),
    window: fc.constantFrom(
      { kind: 'life' as const },
      { kind: 'since_joining' as const },
      { kind: 'calendar_year' as const },
      { kind: 'rolling' as const, days: 40 },
    ),
    measure: fc.constantFrom('points' as const, 'spend' as const, 'orders' as const),
    to: fc.constantFrom('one_step' as const, 'reached' as const),
    graceDays: fc.constantFrom(0, 20),
    froms: fc.constantFrom([2, 4], [30, 100], [60, 5_000]),
    percents: fc.constantFrom([100, 100], [150, 300]),
    limits: fc.constantFrom<Limit[]>(
      [],
      [{ per: 'month', times: 2, points: null }],
      [{ per: 'ever', times: null, points: 90 }],
    ),
    orders: fc.constantFrom('all' as const, 'first' as const, 'later' as const),
    onlyGold: fc.boolean(),
    hasChallenge: fc.boolean(),
    goal,
    within: fc.constantFrom('ever' as const, 'month' as const),
    repeats: fc.constantFrom('once' as const, 'again' as const),
  })
  .map(({ who, window, measure, to, graceDays, froms, percents, limits, ...given }) =>
    programOf({
      enrolment: { who, claimDays: 60 },
      order: { limits },
      earning: {
        actions: [actionRule({ key: 'review', points: 35, occasion: { kind: 'api' } })],
        bonuses: [
          bonusOf({
            limits,
            conditions: {
              orders: given.orders,
              members: { tiers: given.onlyGold ? ['gold'] : 'all', tags: { any: [], none: [] } },
            },
          }),
        ],
        challenges: given.hasChallenge
          ? [challengeOf({ goal: given.goal, within: given.within, repeats: given.repeats })]
          : [],
      },
      qualification: { measure, window, demotion: { to, graceDays, warningDays: 0 } },
      tiers: [
        { ...tier, key: 'bronze', from: 0, earningPercent: 100 },
        { ...tier, key: 'silver', from: froms[0], earningPercent: percents[0] },
        { ...tier, key: 'gold', from: froms[1], earningPercent: percents[1] },
      ],
    }),
  );

const order = fc.record({
  customer: fc.constantFrom('1', '2', '3'),
  day,
  hour: fc.constantFrom(10, 23.5),
  units: fc.integer({ min: 1, max: 3 }),
  isGuest: fc.constantFrom(false, false, true),
  states: fc.array(fc.record({ paid: fc.boolean(), returned: fc.constantFrom(0, 0, 1, 3) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

const history = fc.record({
  first: program,
  later: fc.array(fc.record({ day, program }), { maxLength: 2 }),
  orders: fc.array(order, { minLength: 2, maxLength: 9 }),
  /** Who was merged into another cannot join any more. */
  joins: fc.array(fc.record({ customer: fc.constantFrom('2', '3'), day }), { maxLength: 3 }),
  actions: fc.array(fc.record({ customer: fc.constantFrom('1', '2', '3'), day }), { maxLength: 2 }),
  /** What an order seemed to say of it first is another time than the true one. */
  merge: fc.option(fc.record({ day, thought: fc.option(day) }), { freq: 4 }),
  pin: fc.option(fc.record({ day, tier: fc.constantFrom('silver', 'gold') })),
});

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;
type Happening = (shop: Shop) => Promise<unknown>;

const addressOf = (customer: string) => `${customer}@example.com`;

function readsOf({ orders, merge, first }: History): ReadOrder[] {
  // Of who is no member yet no address is kept: by a guest's only what is heard of later is found.
  const hasGuests = first.enrolment.who === 'every_buyer';
  return orders.flatMap(({ customer, day: placedOn, hour, units, states, isGuest }, index) => {
    const placed = on(placedOn).getTime() + hour * 3_600_000;
    // What is placed after a merge is placed by whom both have become.
    const isKept = customer === '1' && merge && placed >= on(merge.day).getTime();
    const buyer = isKept ? '2' : customer;
    return states.map(({ paid, returned }, number) => {
      const refundedQuantity = Math.min(returned, units);
      const read = readOrder(
        orderFact({
          orderId: String(5001 + index),
          customerId: buyer,
          processedAt: new Date(placed).toISOString(),
          updatedAt: new Date(placed + number * 60_000).toISOString(),
          paid,
          lines: [
            {
              gross: 1_000 * units,
              quantity: units,
              refunded: 1_000 * refundedQuantity,
              refundedQuantity,
            },
          ],
        }),
      );
      if (hasGuests && isGuest) return byGuest(read, addressOf(customer));
      return { ...read, customer: proven(buyer, addressOf(buyer)) };
    });
  });
}

async function hear(shop: Shop, read: ReadOrder): Promise<void> {
  const settled = await inTransaction(opened.database, (sql) =>
    settleOrders(sql, shop, [read], NOW),
  );
  if (settled.ambiguous.length === 0) return;
  const answer: ReadOrder = { ...read, source: 'api' };
  await inTransaction(opened.database, (sql) =>
    settleAnsweredOrders(sql, shop, { answered: [answer] }, new Set(), NOW),
  );
}

function mergeOn(mergedOn: number, isInferred: boolean): Happening {
  const customers = { absorbed: CustomerId.parse('1'), kept: CustomerId.parse('2') };
  const merge = { ...customers, mergedAt: on(mergedOn), isInferred };
  return (shop) => inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, NOW));
}

const publish =
  (version: number, from: Date, published: Program): Happening =>
  (shop) =>
    inTransaction(opened.database, async (sql) => {
      await lockAgainstJudging(sql, shop.id);
      await insertProgramVersion(sql, shop.id, version, published, from);
      await judgeAgainSince(sql, shop, from, NOW);
    });

const join =
  (customer: string, joinedOn: number): Happening =>
  (shop) =>
    joinProgram(
      { database: opened.database, clock: { now: () => on(joinedOn) } },
      shop,
      proven(customer, addressOf(customer)),
    );

const act =
  (memberIds: ReadonlyMap<string, MemberId>, index: number, given: History['actions'][number]) =>
  (shop: Shop) =>
    inTransaction(opened.database, (sql) => {
      const memberId = memberIds.get(given.customer) ?? MemberId.parse('1');
      const wish = {
        ...{ externalId: `review-${index}`, memberId, rule: 'review', occasion: 'api' as const },
        ...{ at: on(given.day + 0.6), proof: null, tags: [], isToldTooLate: false, isFinal: true },
        input: [],
      };
      return decideActions(sql, shop, [wish], NOW);
    });

const pinOn =
  (memberIds: ReadonlyMap<string, MemberId>, pin: NonNullable<History['pin']>): Happening =>
  (shop) =>
    setTier({ database: opened.database, clock: { now: () => on(pin.day) } }, shop, {
      ...{ staffUserId, memberId: memberIds.get('3') ?? '', tier: pin.tier },
      ...{ until: on(pin.day + 30), reason: 'a friend' },
    });

/** Plays a history in the order that the dice say. @returns what became of each order in the end */
async function play(given: History, dice: readonly number[]): Promise<Map<string, unknown>> {
  const shop = await openShop(opened.database, given.first);
  const memberIds = await enrol(shop, given);
  const happenings: Happening[] = [
    ...readsOf(given).map(
      (read): Happening =>
        (there) =>
          hear(there, read),
    ),
    ...given.later.map((each, index) =>
      // Whoever has become a member by an order stays one, so all versions agree on that.
      publish(index + 2, on(each.day), { ...each.program, enrolment: given.first.enrolment }),
    ),
    ...given.joins.map((each) => join(each.customer, each.day)),
    ...(given.merge ? [mergeOn(given.merge.day, false)] : []),
    ...(given.merge && given.merge.thought !== null ? [mergeOn(given.merge.thought, true)] : []),
    ...given.actions.map((each, index) => act(memberIds, index, each)),
    ...(given.pin ? [pinOn(memberIds, given.pin)] : []),
  ];
  const arriving = happenings
    .map((happen, index) => ({ happen, place: dice[index % dice.length] ?? 0 }))
    .sort((a, b) => a.place - b.place);
  for (const { happen } of arriving) await happen(shop);
  await expectNothingToSettle(shop);
  await expectBalancedLedger(opened.database, shop);
  return outcomesOf(shop);
}

/** Whoever acts, or is given a tier, is a member from the beginning on. */
async function enrol(shop: Shop, { actions, pin }: History): Promise<Map<string, MemberId>> {
  const customers = new Set([...actions.map(({ customer }) => customer), ...(pin ? ['3'] : [])]);
  const enrolments = [...customers].map((id) => ({
    customer: customerDetails(id),
    joinedAt: PROGRAM_START,
    emailHash: null,
  }));
  const { members } = await inTransaction(opened.database, (sql) =>
    ensureMembers(sql, shop.id, enrolments),
  );
  return new Map([...members].map(([customerId, { memberId }]) => [customerId, memberId]));
}

/** What was settled step by step is what judging all of it again comes to. */
async function expectNothingToSettle(shop: Shop): Promise<void> {
  const { rows: members } = await opened.database.pool.query<{ id: string }>(
    'SELECT id FROM members WHERE shop_id = $1 AND merged_into IS NULL',
    [shop.id],
  );
  const { rows: orders } = await opened.database.pool.query<{ order_id: string }>(
    'SELECT order_id FROM orders WHERE shop_id = $1',
    [shop.id],
  );
  const all = members.map(({ id }) => ({ memberId: MemberId.parse(id), from: new Date(0) }));
  const ids = orders.map((row) => OrderId.parse(row.order_id));
  const posted = await inTransaction(opened.database, async (sql) => [
    await settleBehind(sql, shop.id, all, NOW),
    (await settleAgain(sql, shop, ids, NOW)).transfersPosted,
  ]);
  expect(posted).toEqual([0, 0]);
}

/** What each order is worth and why, whose it is and where it stands, and what it leaves for those behind it. */
async function outcomesOf(shop: Shop): Promise<Map<string, unknown>> {
  const { rows } = await opened.database.pool.query<{ id: string }>(
    `SELECT order_id AS id, settled_points, receipt - 'pointsBefore' AS receipt, mark, tier, chain_at, claimed_at, track,
       (SELECT customer_id FROM members m WHERE m.shop_id = $1 AND m.id = member_id) AS owner
     FROM orders WHERE shop_id = $1 ORDER BY order_id`,
    [shop.id],
  );
  return new Map(rows.map(({ id, ...outcome }) => [id, outcome]));
}

test('any two orders of arrival end in the same judgements, and leave nothing to settle', async () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 40,
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(history, chances, chances, async (given, one, other) => {
      expect(await play(given, one)).toEqual(await play(given, other));
    }),
    { numRuns: 25 },
  );
}, 240_000);
