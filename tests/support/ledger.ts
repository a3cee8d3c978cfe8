import { expect } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/first-program.server.ts';
import { saveInstalledShop, type Shop } from '#app/db/shops.server.ts';
import { firstProgram } from '#app/loyalty/presets.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';
import { settleOrders } from '#app/usecases/settle-orders.server.ts';

import { findWrongBalances } from './ledger-proof.ts';

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

/** Every balance and lot equals the transfers that made it. */
export async function expectBalancedLedger(database: Database, shop: Shop): Promise<void> {
  expect(await findWrongBalances(database.pool, shop.id)).toEqual([]);
}
