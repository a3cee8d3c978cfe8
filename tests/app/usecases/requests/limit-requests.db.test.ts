import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { dropFullLimits } from '#app/db/requests/request-limits.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import {
  limitKey,
  limitShopper,
  type RequestLimited,
} from '#app/usecases/requests/limit-requests.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';

const SHOPPER_BURST = 30;
const KEY_BURST = 1_000;

let opened: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  shop = await openShop(opened.database);
});

const ask = (customerId: string | null, shopDomain = shop.domain) =>
  limitShopper(opened, {
    shopDomain,
    customerId: customerId === null ? null : CustomerId.parse(customerId),
  });
const times = <Result>(count: number, work: () => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, work));
const allowed = (all: readonly RequestLimited[]) => all.filter(({ isAllowed }) => isAllowed).length;

/** Has time pass: the database's own cannot be moved. */
const wait = (ms: number) =>
  opened.database.pool.query(
    `UPDATE request_limits SET full_at = full_at - $2 * interval '1 millisecond' WHERE shop_id = $1`,
    [shop.id, ms],
  );

test('of many requests at once as many pass as may, and then one for each interval', async () => {
  const first = await times(80, () => ask('7'));
  // A slow machine makes up for a few while they are asked for.
  expect(allowed(first)).toBeGreaterThanOrEqual(SHOPPER_BURST);
  expect(allowed(first)).toBeLessThan(60);
  await wait(20_000);
  expect(allowed(await times(50, () => ask('7')))).toBeGreaterThanOrEqual(10);
});

test('who is refused learns when to come again, however often she has tried meanwhile', async () => {
  const soon = {
    isAllowed: false,
    waitSeconds: expect.toSatisfy((n: number) => n > 0 && n <= 2) as number,
  };
  await times(60, () => ask('7'));
  await times(200, () => ask('7'));
  const refused = await times(5, () => ask('7'));
  expect(refused.filter(({ isAllowed }) => !isAllowed)).toContainEqual(soon);
  await wait(2_000);
  expect(await ask('7')).toEqual({ isAllowed: true });
});

test('nobody is refused for what others ask, nor for what is asked in another shop', async () => {
  const other = await openShop(opened.database);
  await times(60, () => ask('7'));
  expect(await ask('8')).toEqual({ isAllowed: true });
  expect(await ask('7', other.domain)).toEqual({ isAllowed: true });
  expect(await limitKey(opened, shop, '7')).toEqual({ isAllowed: true });
});

test('whoever is signed out, or in a shop that is not known, is not counted', async () => {
  expect(allowed(await times(60, () => ask(null)))).toBe(60);
  expect(allowed(await times(60, () => ask('7', 'nowhere.myshopify.com')))).toBe(60);
  const { rowCount } = await opened.database.pool.query(
    'SELECT FROM request_limits WHERE shop_id = $1',
    [shop.id],
  );
  expect(rowCount).toBe(0);
});

test('a till that was offline reports all at once', async () => {
  const all = await times(KEY_BURST, () => limitKey(opened, shop, '7'));
  expect(allowed(all)).toBe(KEY_BURST);
});

test('who asks for nothing any more leaves nothing, and who has asked for much is remembered', async () => {
  await times(20, () => ask('7'));
  await wait(60_000);
  await times(20, () => ask('8'));
  await dropFullLimits(opened.database.pool);
  const { rows } = await opened.database.pool.query(
    'SELECT caller FROM request_limits WHERE shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([{ caller: 'customer:8' }]);
});
