import { afterAll, beforeAll, expect, test } from 'vitest';

import { saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

/** One order a day earns. */
const onceADay = () =>
  openShop(
    opened.database,
    programOf({ order: { limits: [{ per: 'day', times: 1, points: null }] } }),
  );

/** The shop as it is once Shopify has said, in the middle of May, that it is in New York. */
const moves = (shop: Shop): Promise<Shop> =>
  saveInstalledShop(
    opened.database.pool,
    { ...shop, timezone: 'America/New_York' },
    new Date('2026-05-15T10:00:00Z'),
  );

const orderAt = (orderId: string, at: string) =>
  readOrder(orderFact({ orderId, processedAt: at, updatedAt: at }));

test('what was placed before a move is judged by the days of its time, whenever it is heard of', async () => {
  // Two days in Berlin, one in New York.
  const orders = [
    orderAt('1001', '2026-05-14T21:30:00.000Z'),
    orderAt('1002', '2026-05-14T22:30:00.000Z'),
  ] as const;
  const punctual = await onceADay();
  await settle(opened.database, punctual, ...orders);
  const late = await onceADay();
  await settle(opened.database, late, orders[1]);
  const moved = await moves(late);
  await settle(opened.database, moved, orders[0]);
  const expected = await balancesOf(opened.database, punctual, '7');
  expect(expected).toMatchObject({ available: 80 });
  expect(await balancesOf(opened.database, moved, '7')).toEqual(expected);
  await expectBalancedLedger(opened.database, moved);
});

test('what is placed after a move is judged by the days of the new zone', async () => {
  const shop = await moves(await onceADay());
  // One day in New York, two in Berlin.
  const first = orderAt('1001', '2026-05-20T21:30:00.000Z');
  await settle(opened.database, shop, first, orderAt('1002', '2026-05-20T22:30:00.000Z'));
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
});
