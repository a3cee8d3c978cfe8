import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { sweep } from '#app/usecases/sweep.server.ts';
import { withdrawVersion } from '#app/usecases/programs/withdraw-version.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import {
  inForceBySorting,
  judgedBy,
  publish,
  SettableClock,
  staffUserId,
  worth,
} from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const HOURS = 24;
const hourAt = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));

/** Something that happens to a shop when its clock shows an hour; clocks are set back, too. Orders may be dated ahead. */
const eventShape = fc.record({
  clock: fc.integer({ min: 0, max: HOURS / 3 }),
  does: fc.oneof(
    fc.constant({ kind: 'publish' } as const),
    fc.record({ kind: fc.constant('schedule' as const), hour: fc.integer({ min: 0, max: HOURS }) }),
    fc.record({ kind: fc.constant('withdraw' as const), back: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('order' as const), hour: fc.integer({ min: 0, max: HOURS }) }),
    fc.constant({ kind: 'sweep' } as const),
  ),
});
type Event = typeof eventShape extends fc.Arbitrary<infer Shape> ? Shape : never;

/** An order of 1 EUR: worth as many points as its version gives for a euro. */
function orderAt(orderId: string, hour: number) {
  const at = hourAt(hour).toISOString();
  return readOrder(orderFact({ orderId, processedAt: at, updatedAt: at, lines: [{ gross: 100 }] }));
}

/** @param index names the order, and how much the version is worth that is published */
async function carryOut(
  shop: Shop,
  clock: SettableClock,
  event: Event,
  index: number,
): Promise<void> {
  const { database } = opened;
  const { does } = event;
  clock.time = hourAt(event.clock);
  switch (does.kind) {
    case 'publish':
      await publish(database, clock, shop, worth(index + 2));
      return;
    case 'schedule':
      await publish(database, clock, shop, worth(index + 2), hourAt(does.hour));
      return;
    case 'withdraw':
      await withdrawVersion(testServices(database, { clock }), shop, {
        staffUserId,
        version: (await newestVersion(shop)) - does.back,
      });
      return;
    case 'order':
      await settle(database, shop, orderAt(String(index + 1), does.hour));
      return;
    case 'sweep':
      await sweep(testServices(database, { clock }));
      return;
  }
}

async function newestVersion(shop: Shop): Promise<number> {
  const { rows } = await opened.database.pool.query<{ newest: number }>(
    'SELECT max(version) AS newest FROM program_versions WHERE shop_id = $1',
    [shop.id],
  );
  return rows[0]?.newest ?? 0;
}

/** Every order was judged by the version that is in force at its hour, and its points lie in the ledger. */
async function expectRightVersions(shop: Shop, hours: ReadonlyMap<string, number>): Promise<void> {
  const judged = await judgedBy(opened.database, shop);
  let points = 0;
  for (const [orderId, hour] of hours) {
    const version = await inForceBySorting(opened.database, shop, hourAt(hour));
    expect([orderId, judged.get(orderId)]).toEqual([orderId, version]);
    points += await worthOfVersion(shop, version);
  }
  const balances = await balancesOf(opened.database, shop, '7');
  expect(balances?.['available'] ?? 0).toBe(points);
  await expectBalancedLedger(opened.database, shop);
}

async function worthOfVersion(shop: Shop, version: number | null): Promise<number> {
  const { rows } = await opened.database.pool.query<{ points: number }>(
    `SELECT (document #>> '{earning,order,earns,points}')::integer AS points
     FROM program_versions WHERE shop_id = $1 AND version = $2`,
    [shop.id, version],
  );
  return rows[0]?.points ?? 0;
}

function hoursOfOrders(events: readonly Event[]): Map<string, number> {
  return new Map(
    events.flatMap(({ does }, index) =>
      does.kind === 'order' ? [[String(index + 1), does.hour] as const] : [],
    ),
  );
}

test('versions that are published, scheduled and withdrawn in any order judge what is placed while they are in force', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(eventShape, { maxLength: 14 }), async (events) => {
      const shop = await openShop(opened.database);
      const clock = new SettableClock('2026-06-01T00:00:00Z');
      for (const [index, event] of events.entries()) await carryOut(shop, clock, event, index);
      await expectRightVersions(shop, hoursOfOrders(events));
    }),
    { numRuns: 40 },
  );
});

test('also where orders arrive while versions are published', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(eventShape, { minLength: 6, maxLength: 12 }), async (events) => {
      const shop = await openShop(opened.database);
      await Promise.all(
        events.map((event, index) =>
          carryOut(shop, new SettableClock('2026-06-01T00:00:00Z'), event, index),
        ),
      );
      await expectRightVersions(shop, hoursOfOrders(events));
    }),
    { numRuns: 25 },
  );
});
