import { expect } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/first-program.server.ts';
import { saveInstalledShop, type Shop } from '#app/db/shops.server.ts';
import { firstProgram } from '#app/loyalty/presets.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';
import { settleOrders } from '#app/usecases/settle-orders.server.ts';

/** When the shop of these tests began its program. */
export const PROGRAM_START = new Date('2026-01-01T00:00:00Z');

let shopCount = 0;

/** A shop with the first program in force since PROGRAM_START. */
export async function openShop(database: Database): Promise<Shop> {
  shopCount += 1;
  const details = {
    domain: `shop-${process.pid}-${shopCount}.myshopify.com`,
    name: 'Fernhill',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    locale: 'en',
    isDevelopment: false,
  };
  const shop = await saveInstalledShop(database.pool, details, PROGRAM_START);
  await insertFirstProgram(database.pool, shop.id, firstProgram(), PROGRAM_START);
  return shop;
}

/** Settles orders as one batch. */
export async function settle(database: Database, shop: Shop, ...orders: ReadOrder[]) {
  return inTransaction(database, (sql) =>
    settleOrders(sql, shop, orders, new Date('2026-11-01T00:00:00Z')),
  );
}

/** A member's balances by customer id; undefined for who is no member. */
export async function balancesOf(database: Database, shop: Shop, customerId: string) {
  const { rows } = await database.pool.query<Record<string, string>>(
    `SELECT pending, available, held, owed, earned FROM accounts a
     JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
     WHERE m.shop_id = $1 AND m.customer_id = $2`,
    [shop.id, customerId],
  );
  const [row] = rows;
  return (
    row && Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]))
  );
}

/** Spends points out of one lot, as a redemption would. */
export async function spend(database: Database, shop: Shop, orderId: string, points: number) {
  await database.pool.query(
    `WITH lot AS (
       UPDATE lots SET remaining = remaining - $3 WHERE shop_id = $1 AND cause_id = $2 RETURNING id, member_id
     ), spent AS (
       INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id,
         ordinal, leg, receipt, occurred_at, posted_at)
       SELECT $1, member_id, 'available', 'redeemed', $3, id, 'redemption', $2, 0, 0, '{}', now(), now() FROM lot
     )
     UPDATE accounts SET available = available - $3 FROM lot
     WHERE accounts.shop_id = $1 AND accounts.member_id = lot.member_id`,
    [shop.id, orderId, points],
  );
}

/** Every balance and lot equals the transfers that made it: computed here by other statements than the app's. */
export async function expectBalancedLedger(database: Database, shop: Shop): Promise<void> {
  const { rows: accounts } = await database.pool.query(
    `SELECT a.member_id, a.pending, a.available, a.held, a.owed,
       coalesce(sum(CASE WHEN t.destination = 'available' THEN t.amount WHEN t.source = 'available' THEN -t.amount END), 0) AS available_sum,
       coalesce(sum(CASE WHEN t.destination = 'pending' THEN t.amount WHEN t.source = 'pending' THEN -t.amount END), 0) AS pending_sum,
       coalesce(sum(CASE WHEN t.destination = 'held' THEN t.amount WHEN t.source = 'held' THEN -t.amount END), 0) AS held_sum,
       coalesce(sum(CASE WHEN t.destination = 'owed' THEN -t.amount WHEN t.source = 'owed' THEN t.amount END), 0) AS owed_sum
     FROM accounts a LEFT JOIN transfers t ON t.shop_id = a.shop_id AND t.member_id = a.member_id
     WHERE a.shop_id = $1 GROUP BY a.shop_id, a.member_id, a.pending, a.available, a.held, a.owed
     HAVING coalesce(sum(CASE WHEN t.destination = 'available' THEN t.amount WHEN t.source = 'available' THEN -t.amount END), 0) <> a.available
       OR coalesce(sum(CASE WHEN t.destination = 'pending' THEN t.amount WHEN t.source = 'pending' THEN -t.amount END), 0) <> a.pending
       OR coalesce(sum(CASE WHEN t.destination = 'held' THEN t.amount WHEN t.source = 'held' THEN -t.amount END), 0) <> a.held
       OR coalesce(sum(CASE WHEN t.destination = 'owed' THEN -t.amount WHEN t.source = 'owed' THEN t.amount END), 0) <> a.owed`,
    [shop.id],
  );
  expect(accounts).toEqual([]);
  const { rows: lots } = await database.pool.query(
    `SELECT l.id, l.remaining, l.amount FROM lots l
     LEFT JOIN transfers t ON t.shop_id = l.shop_id AND t.lot_id = l.id
     WHERE l.shop_id = $1 GROUP BY l.shop_id, l.id, l.remaining, l.amount
     HAVING l.amount <> coalesce(sum(t.amount) FILTER (WHERE t.source = 'issued'), 0)
       OR l.remaining <> coalesce(sum(t.amount) FILTER (WHERE t.source = 'issued'), 0)
         - coalesce(sum(t.amount) FILTER (WHERE t.source = 'available'), 0)`,
    [shop.id],
  );
  expect(lots).toEqual([]);
}
