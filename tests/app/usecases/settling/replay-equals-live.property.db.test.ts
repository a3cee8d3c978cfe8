import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { insertProgramVersion } from '#app/db/programs/first-program.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { readTiersNow } from '#app/usecases/tiers/tiers-now.server.ts';
import { SHOP } from '#tests/app/loyalty/a-program.ts';
import {
  anyDay,
  anyKeeping,
  anyOrder,
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

/** Days after the beginning on which a shop and its replay are compared. */
const MOMENTS = [100.3, 365, 380.9, 600, 830, 1_500];

const program = fc
  .tuple(anyProgram({ hasProducts: false }), anyKeeping)
  .map(([any, keeping]): Program => ({
    ...any,
    ...keeping,
    earning: { ...any.earning, ...keeping.earning },
  }));

const play = fc.record({
  programs: fc.tuple(program, program),
  day: anyDay,
  orders: fc.array(
    fc.record({
      order: anyOrder,
      shippedAfter: fc.option(fc.constantFrom(0, 3.4, 40), { freq: 3 }),
    }),
    { minLength: 2, maxLength: 10 },
  ),
});

test('whatever the program says, a replay has what the ledger has, at every moment and for every member', async () => {
  await fc.assert(
    fc.asyncProperty(play, async ({ programs: [first, second], day, orders }) => {
      const versions: ProgramVersion[] = [
        { version: 1, program: first, inForceFrom: PROGRAM_START },
        { version: 2, program: second, inForceFrom: new Date(isoOf(day)) },
      ];
      const shop = await openShop(opened.database, first);
      await inTransaction(opened.database, (sql) =>
        insertProgramVersion(sql, shop.id, 2, second, new Date(isoOf(day))),
      );
      const facts = orders.flatMap(({ order, shippedAfter }, index): OrderFact[] => {
        const shippedAt = shippedAfter === null ? null : placedAt(order) + shippedAfter * DAY_MS;
        const fulfilledAt = shippedAt === null ? null : new Date(shippedAt).toISOString();
        const states = factsOf(order, String(5_001 + index));
        return states.slice(-1).map((fact) => ({ ...fact, fulfilledAt }));
      });
      const replay = new Replay(versions, SHOP);
      for (const fact of facts) replay.add(fact);
      let told = -Infinity;
      for (const moment of MOMENTS.map((each) => Date.parse(isoOf(each)))) {
        const news = facts.filter(({ processedAt }) => {
          const at = Date.parse(processedAt);
          return told < at && at <= moment;
        });
        await inTransaction(opened.database, (sql) =>
          settleOrders(
            sql,
            shop,
            news.map((fact) => readOrder(fact, 'api')),
            new Date(moment),
          ),
        );
        told = moment;
        const clock = { now: () => new Date(moment) };
        await ageLots({ database: opened.database, clock }, shop.id);
        const members = [...replay.membersAt(moment)].map(
          ({ customerId, earned, pending, available, expired, tier }) =>
            [customerId, { earned, pending, available, expired, tier: tier?.key ?? null }] as const,
        );
        expect(new Map(members)).toEqual(await readLive(shop, versions, new Date(moment)));
      }
      await expectBalancedLedger(opened.database, shop);
    }),
    { numRuns: 30 },
  );
}, 240_000);

const DAY_MS = 86_400_000;

/** Every member by her customer's id, as the ledger has her. */
async function readLive(shop: Shop, versions: readonly ProgramVersion[], now: Date) {
  const { rows } = await opened.database.pool.query<Record<string, string>>(
    `SELECT m.id, m.customer_id, a.earned, a.pending, a.available,
       coalesce((SELECT sum(expired) FROM lots WHERE shop_id = $1 AND owner_id = m.id), 0) AS expired
     FROM members m JOIN accounts a ON a.shop_id = $1 AND a.member_id = m.id WHERE m.shop_id = $1`,
    [shop.id],
  );
  const ids = rows.map(({ id }) => MemberId.parse(id));
  const tiers = await readTiersNow(opened.database.pool, shop, versions, ids, now);
  return new Map(
    rows.map(({ id, customer_id: customer, earned, pending, available, expired }) => [
      customer,
      {
        ...{ earned: Number(earned), pending: Number(pending), available: Number(available) },
        ...{ expired: Number(expired), tier: tiers.get(MemberId.parse(id)) ?? null },
      },
    ]),
  );
}
