import { expect } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { proveLots, proveRest } from '#app/db/checking/ledger-proof-rest.server.ts';
import { proveMembers, proveOrders } from '#app/db/checking/ledger-proof.server.ts';
import { saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';

import { findWrongBalances } from './ledger-proof.ts';

/** When the shop of these tests began its program. */
export const PROGRAM_START = new Date('2026-01-01T00:00:00Z');

let shopCount = 0;

/** A shop with a program in force since PROGRAM_START: the first one, unless told otherwise. */
export async function openShop(
  database: Database,
  program: Program = firstProgram(),
): Promise<Shop> {
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
  await insertFirstProgram(database.pool, shop.id, program, PROGRAM_START);
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

/** Spends points, as a redemption would. */
export async function spend(database: Database, shop: Shop, customerId: string, points: number) {
  return inTransaction(database, async (sql) => {
    const found = await findMembers(sql, shop.id, [CustomerId.parse(customerId)]);
    const memberId = [...found.values()][0]?.memberId;
    if (memberId === undefined) throw new Error(`customer ${customerId} is no member`);
    spendings += 1;
    const redemption = { id: `test-${spendings}`, memberId, points, reason: 'a bag of coffee' };
    return spendPoints(sql, shop.id, redemption, new Date('2026-11-01T00:00:00Z'));
  });
}

let spendings = 0;

/**
 * Every balance, lot and order equals the transfers that made it, and none of them came from nowhere: by the app's own
 * proof, and by other statements than the app's.
 */
export async function expectBalancedLedger(database: Database, shop: Shop): Promise<void> {
  const members = await proveMembers(database.pool, shop.id, '0', 1_000_000);
  const orders = await proveOrders(database.pool, shop.id, '0', 1_000_000);
  const lots = await proveLots(database.pool, shop.id, '0', 1_000_000);
  const rest = await proveRest(database.pool, shop.id);
  expect([...members.drifts, ...orders.drifts, ...lots.drifts, ...rest]).toEqual([]);
  expect(await findWrongBalances(database.pool, shop.id)).toEqual([]);
}
