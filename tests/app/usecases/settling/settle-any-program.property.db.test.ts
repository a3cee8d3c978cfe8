import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { insertProgramVersion } from '#app/db/programs/first-program.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { compareMarks, History } from '#app/loyalty/history/history.ts';
import { KeptMark, shareKept } from '#app/loyalty/history/kept-mark.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import type { CustomerMerge } from '#app/loyalty/orders/chain.ts';
import type { FactShare } from '#app/loyalty/orders/mark.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { judgeAgainSince } from '#app/usecases/settling/judge-again.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { MEMBERS_ORDER, SHOP } from '#tests/app/loyalty/a-program.ts';
import {
  anyDay,
  anyOrder,
  type AnyOrder,
  anyProgram,
  factsOf,
  isoOf,
  placedAt,
} from '#tests/support/any-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger, openShop, PROGRAM_START } from '#tests/support/ledger.ts';
import { readOrder } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2029-02-01T00:00:00Z');

/** What each order comes to where all are judged one after the other, as they stand in the end. */
function sharesInTurn(
  facts: readonly OrderFact[],
  versions: readonly ProgramVersion[],
  merges: readonly CustomerMerge[],
): Map<string, FactShare> {
  const shares = new Map<string, FactShare>();
  const owner = (customerId: string) =>
    merges.some(({ absorbed }) => absorbed === customerId) ? merges[0]?.kept : customerId;
  for (const [, own] of Map.groupBy(facts, ({ customerId }) => owner(customerId ?? ''))) {
    const joinedAt = Math.min(
      ...own.filter(enrols(versions)).map(({ processedAt }) => Date.parse(processedAt)),
    );
    const memberOf = () => ({ joinedAt, pins: [], floors: [] });
    const history = new History({ versions, timezone: SHOP.timezone, merges, memberOf });
    const places = own.map((fact) => ({
      fact,
      kind: 'order' as const,
      at: Date.parse(fact.processedAt),
      orderId: fact.orderId,
      track: fact.customerId ?? CustomerId.parse('1'),
    }));
    for (const { fact, ...place } of places.sort(compareMarks)) {
      const before = history.before(place);
      const { share } = judgeOrder(fact, versions, SHOP, { ...MEMBERS_ORDER, before });
      shares.set(fact.orderId, share);
      history.add({ ...place, ...share });
    }
  }
  return shares;
}

/** Whether an order makes its buyer a member: it may earn, once it is paid. */
function enrols(versions: readonly ProgramVersion[]) {
  return ({ processedAt, sourceName }: OrderFact): boolean => {
    const version = versions.findLast(
      ({ inForceFrom }) => inForceFrom.toISOString() <= processedAt,
    );
    const channels = version?.program.earning.order.channels ?? [];
    return channels === 'all' || channels.includes(sourceName);
  };
}

/** What is placed after a merge is placed by whom both have become. */
function buyerOf(order: AnyOrder, merge: CustomerMerge | null): string {
  return order.customer === merge?.absorbed && placedAt(order) >= merge.mergedAt
    ? merge.kept
    : order.customer;
}

async function publish(shop: Shop, { version, program, inForceFrom }: ProgramVersion) {
  await inTransaction(opened.database, async (sql) => {
    await lockAgainstJudging(sql, shop.id);
    await insertProgramVersion(sql, shop.id, version, program, inForceFrom);
    await judgeAgainSince(sql, shop, inForceFrom, NOW);
  });
}

/** What each order came to for those behind it, points and all, as it is stored. */
async function sharesOf(shop: Shop): Promise<Map<string, FactShare>> {
  const { rows } = await opened.database.pool.query<{ id: string; points: string; mark: unknown }>(
    'SELECT order_id AS id, settled_points AS points, mark FROM orders WHERE shop_id = $1',
    [shop.id],
  );
  return new Map(
    rows.map(({ id, points, mark }) => [id, shareKept(KeptMark.parse(mark), Number(points))]),
  );
}

const play = fc.record({
  programs: fc.tuple(anyProgram({ hasProducts: true }), anyProgram({ hasProducts: true })),
  day: anyDay,
  orders: fc.array(anyOrder, { minLength: 2, maxLength: 10 }),
  mergeDay: fc.option(fc.integer({ min: 300, max: 500 }), { freq: 1 }),
  places: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
});

test('whatever the program says, any order of arrival ends as if all had been judged in turn', async () => {
  await fc.assert(
    fc.asyncProperty(
      play,
      async ({ programs: [first, second], day, mergeDay, places, ...rest }) => {
        const roll = () => places.next().value as number;
        const merge: CustomerMerge | null =
          mergeDay === null
            ? null
            : {
                absorbed: CustomerId.parse('1'),
                kept: CustomerId.parse('2'),
                mergedAt: Date.parse(isoOf(mergeDay)),
              };
        const versions = [
          { version: 1, program: first, inForceFrom: PROGRAM_START },
          { version: 2, program: second, inForceFrom: new Date(isoOf(day)) },
        ];
        const orders = rest.orders.map((order, index) =>
          factsOf(order, String(5_001 + index), buyerOf(order, merge)),
        );
        const shop = await openShop(opened.database, first);
        const hear = (fact: OrderFact) => () =>
          inTransaction(opened.database, (sql) =>
            settleOrders(sql, shop, [readOrder(fact, 'api')], NOW),
          );
        const happenings: (() => Promise<unknown>)[] = [
          ...orders.flat().map(hear),
          ...versions.slice(1).map((version) => () => publish(shop, version)),
          ...(merge ? [() => mergeThem(shop, merge)] : []),
        ];
        const inAnyOrder = happenings
          .map((happen) => ({ happen, place: roll() }))
          .sort((a, b) => a.place - b.place);
        for (const { happen } of inAnyOrder) await happen();

        await expectBalancedLedger(opened.database, shop);
        const facts = orders.flatMap((states) => states.slice(-1));
        expect(await sharesOf(shop)).toEqual(sharesInTurn(facts, versions, merge ? [merge] : []));
      },
    ),
    { numRuns: 30 },
  );
}, 240_000);

async function mergeThem(shop: Shop, { absorbed, kept, mergedAt }: CustomerMerge): Promise<void> {
  const merge = { absorbed, kept, mergedAt: new Date(mergedAt), isInferred: false };
  await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, NOW));
}
