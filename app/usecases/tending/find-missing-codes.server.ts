import { inTransaction } from '#app/db/database.server.ts';
import { countCodes, forgetCodes, listCodes } from '#app/db/redemptions/missing-codes.server.ts';
import type { StandingDiscount } from '#app/db/redemptions/standing-discounts.server.ts';
import { readCodes } from '#app/shopify/reward-discounts/read-discounts.server.ts';

import type { Tending } from './tending.server.ts';

/**
 * Finds out whether somebody has deleted single codes of a discount. Those that nobody has leave the pool; whether a member's
 * code is really gone is looked at for itself. Only where Shopify counts fewer than there should be are they read.
 * @param counted how many codes Shopify counts; null where it does not say
 * @returns whether Shopify has answered
 */
export async function findMissingCodes(
  tending: Tending,
  { id, shopifyId }: Pick<StandingDiscount, 'id' | 'shopifyId'>,
  counted: number | null,
): Promise<boolean> {
  const { services, shop, now } = tending;
  const { pool } = services.database;
  if (counted !== null && counted >= (await countCodes(pool, shop.id, id))) return true;
  // Ours first: what is added to them meanwhile is not missed.
  const ours = await listCodes(pool, shop.id, id);
  const there = await readCodes(services.adminApi, shop.domain, shopifyId);
  if (!there.ok) {
    tending.fail(there.failure, 0);
    return false;
  }
  const { data: codes } = there;
  if (codes === null) return true;
  const missing = ours.filter((code) => !codes.has(code.toUpperCase()));
  await inTransaction(services.database, (sql) => forgetCodes(sql, shop.id, missing, now));
  return true;
}
