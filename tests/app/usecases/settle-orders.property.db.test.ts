import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops.server.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const CUSTOMERS = ['1', '2', '3'];

/** One state of an order's life. */
const stateShape = fc.record({
  customerId: fc.constantFrom(...CUSTOMERS, null),
  gross: fc.integer({ min: 0, max: 9_999 }),
  refunded: fc.integer({ min: 0, max: 9_999 }),
  paid: fc.boolean(),
  cancelled: fc.boolean(),
});

/** The lives of a few orders: each a list of states, a minute apart. */
const livesShape = fc.array(fc.array(stateShape, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

type Life = readonly (typeof stateShape extends fc.Arbitrary<infer State> ? State : never)[];

function statesOf(life: Life, orderIndex: number): ReadOrder[] {
  return life.map((state, index) =>
    readOrder(
      orderFact({
        orderId: String(5001 + orderIndex),
        customerId: state.customerId,
        lines: [{ gross: state.gross, refunded: Math.min(state.gross, state.refunded) }],
        paid: state.paid,
        cancelledAt: state.cancelled ? '2026-03-01T12:00:00.000Z' : null,
        updatedAt: new Date(Date.UTC(2026, 2, 1, 10, index)).toISOString(),
      }),
    ),
  );
}

/** What the newest states are worth for a customer, said without the engine. */
function expectedPoints(lives: readonly Life[], customerId: string): number {
  return lives
    .map((life) => life.at(-1))
    .filter((state) => state?.customerId === customerId && state.paid && !state.cancelled)
    .reduce(
      (sum, state) =>
        sum + (state ? Math.floor(Math.max(0, state.gross - state.refunded) / 100) : 0),
      0,
    );
}

/** Delivers in the given order, in batches, some of them at the same time. */
async function deliver(shop: Shop, deliveries: readonly ReadOrder[], batchSize: number) {
  const batches: ReadOrder[][] = [];
  for (let start = 0; start < deliveries.length; start += batchSize) {
    batches.push(deliveries.slice(start, start + batchSize));
  }
  for (let start = 0; start < batches.length; start += 3) {
    const together = batches.slice(start, start + 3);
    await Promise.all(together.map((batch) => settle(opened.database, shop, ...batch)));
  }
}

test('any order of arrival, repeated and concurrent, ends in the same balanced ledger', async () => {
  await fc.assert(
    fc.asyncProperty(
      livesShape,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (lives, dice, batchSize) => {
        let thrown = 0;
        const roll = () => dice[thrown++ % dice.length] ?? 0;
        const shop = await openShop(opened.database);
        const once = lives.flatMap(statesOf);
        const twice = [...once, ...once.filter(() => roll() < 0.5)];
        const shuffled = twice
          .map((delivery) => ({ delivery, place: roll() }))
          .sort((a, b) => a.place - b.place)
          .map(({ delivery }) => delivery);
        await deliver(shop, shuffled, batchSize);
        await expectBalancedLedger(opened.database, shop);
        for (const customerId of CUSTOMERS) {
          const balances = await balancesOf(opened.database, shop, customerId);
          expect(balances?.['available'] ?? 0).toBe(expectedPoints(lives, customerId));
          expect(balances?.['owed'] ?? 0).toBe(0);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
