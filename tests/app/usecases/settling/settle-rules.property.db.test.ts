import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { listActionsNamed } from '#app/db/actions/actions.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import { insertProgramVersion } from '#app/db/programs/first-program.server.ts';
import { lockAgainstJudging, lockForJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { decideActions } from '#app/usecases/actions/decide-actions.server.ts';
import { takeBackAction } from '#app/usecases/actions/take-back-actions.server.ts';
import { judgeAgainSince } from '#app/usecases/settling/judge-again.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { settleAnsweredOrders } from '#app/usecases/settling/settle-answered-orders.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger, openShop, PROGRAM_START } from '#tests/support/ledger.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { type HandMerge, type HandProgram, worthsByHand } from '#tests/support/rules-by-hand.ts';

import { buyerOf, handOrderOf, readsOf } from './orders-of-play.ts';
import { handProgram, toProgram } from './rules-of-play.ts';
import { type action, DAY_MS, playShape, type Shape, START } from './rules-play.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2029-02-01T00:00:00Z');

async function publish(shop: Shop, hand: HandProgram, number: number): Promise<void> {
  const published = hand.versions[number - 1];
  if (!published) return;
  await inTransaction(opened.database, async (sql) => {
    await lockAgainstJudging(sql, shop.id);
    const from = new Date(published.inForceFrom);
    await insertProgramVersion(sql, shop.id, number, toProgram(hand, published), from);
    await judgeAgainSince(sql, shop, from, NOW);
  });
}

/** What the worker does with a delivery whose order has another customer by now. */
async function hear(shop: Shop, reads: readonly ReadOrder[]): Promise<void> {
  const { ambiguous } = await inTransaction(opened.database, (sql) =>
    settleOrders(sql, shop, reads, NOW),
  );
  const answers = reads
    .filter(({ fact }) => ambiguous.includes(fact.orderId))
    .map((read): ReadOrder => ({ ...read, source: 'api' }));
  await inTransaction(opened.database, (sql) =>
    settleAnsweredOrders(sql, shop, { answered: answers }, new Set(), NOW),
  );
}

async function worthsOf(shop: Shop): Promise<Map<string, number>> {
  const { rows } = await opened.database.pool.query<{ id: string; points: string }>(
    'SELECT order_id AS id, settled_points AS points FROM orders WHERE shop_id = $1',
    [shop.id],
  );
  return new Map(rows.map(({ id, points }) => [id, Number(points)]));
}

test('bonuses, limits, first orders, challenges, actions and yearly tiers end as if all had been judged at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      playShape,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.integer({ min: 1, max: 4 }),
      async (play, dice, together) => {
        const roll = () => dice.next().value as number;
        const hand = handProgram(play);
        const merge =
          play.mergeDay === null
            ? null
            : { absorbed: '1', kept: '2', at: START + play.mergeDay * DAY_MS };
        const orders = play.orders.map((shape, index) => {
          const id = String(5001 + index);
          const buyer = buyerOf(shape, merge);
          return { reads: readsOf(shape, id, buyer), hand: handOrderOf(shape, id, buyer) };
        });
        const [first] = hand.versions;
        if (!first) throw new Error('a program without a version');
        const shop = await openShop(opened.database, toProgram(hand, first));
        const states = orders.flatMap(({ reads }) => reads);
        const happenings: (() => Promise<void>)[] = [
          ...inBatches([...states, ...states.filter(() => roll() < 0.3)], together, roll).map(
            (batch) => () => hear(shop, batch),
          ),
          ...hand.versions.slice(1).map((_, index) => () => publish(shop, hand, index + 2)),
          ...(merge ? [() => mergeThem(shop, merge)] : []),
          ...play.actions.map((each, index) => () => act(shop, each, index)),
        ];
        for (const happen of shuffled(happenings, roll)) await happen();
        for (const [index, { isTakenBack }] of play.actions.entries()) {
          if (isTakenBack) await takeBack(shop, index);
        }

        await expectBalancedLedger(opened.database, shop);
        const expected = worthsByHand(
          hand,
          orders.map((each) => each.hand),
          play.actions
            .filter(({ isTakenBack }) => !isTakenBack)
            .map(({ customer, day }) => ({ customer, at: noonOf(day), points: 60 })),
          merge ? [merge] : [],
        );
        expect(await worthsOf(shop)).toEqual(expected);
      },
    ),
    { numRuns: 80 },
  );
}, 240_000);

function noonOf(day: number): number {
  return START + (day + 0.5) * DAY_MS;
}

async function act(shop: Shop, { customer, day }: Shape<typeof action>, index: number) {
  await inTransaction(opened.database, async (sql) => {
    const enrolment = {
      customer: customerDetails(customer),
      joinedAt: PROGRAM_START,
      emailHash: null,
    };
    const { members } = await ensureMembers(sql, shop.id, [enrolment]);
    const memberId = members.get(enrolment.customer.customerId)?.memberId;
    if (memberId === undefined) throw new Error('the customer did not become a member');
    const wish = {
      ...{ externalId: `review-${index}`, memberId, rule: 'review', occasion: 'api' as const },
      ...{ at: new Date(noonOf(day)), proof: null, tags: [], isToldTooLate: false, isFinal: true },
      input: [],
    };
    await decideActions(sql, shop, [wish], NOW);
  });
}

async function takeBack(shop: Shop, index: number): Promise<void> {
  await inTransaction(opened.database, async (sql) => {
    await lockForJudging(sql, shop.id);
    const found = (await listActionsNamed(sql, shop.id, [`review-${index}`])).get(
      `review-${index}`,
    );
    if (found) await takeBackAction(sql, shop, found, NOW, NOW);
  });
}

async function mergeThem(shop: Shop, { absorbed, kept, at }: HandMerge): Promise<void> {
  const merge = {
    absorbed: CustomerId.parse(absorbed),
    kept: CustomerId.parse(kept),
    mergedAt: new Date(at),
    isInferred: false,
  };
  await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, NOW));
}

function shuffled<Item>(items: readonly Item[], roll: () => number): Item[] {
  return items
    .map((item) => ({ item, place: roll() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function inBatches<Item>(items: readonly Item[], size: number, roll: () => number): Item[][] {
  const mixed = shuffled(items, roll);
  const batches: Item[][] = [];
  for (let start = 0; start < mixed.length; start += size) {
    batches.push(mixed.slice(start, start + size));
  }
  return batches;
}
