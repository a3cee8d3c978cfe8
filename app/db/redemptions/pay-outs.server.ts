import { CustomerId, type MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { askForJob } from '../queue/jobs.server.ts';

/** What was asked of Shopify for a redemption. */
export interface PayOut {
  readonly redemptionId: string;
  readonly kind: 'store_credit' | 'gift_card';
  readonly customerId: CustomerId;
  /** When Shopify was asked last. */
  readonly askedAt: Date;
  /** What came of that is not known yet. */
  readonly isOpen: boolean;
  /** Of store credit: the newest credit there was before, `0` for none. */
  readonly seenId: string | null;
  /** Until when what was asked for can be spent; null for ever. */
  readonly expiresAt: Date | null;
}

/** What was asked of Shopify for a redemption; null where nothing was yet. */
export async function findPayOut(
  sql: Sql,
  shopId: ShopId,
  redemptionId: string,
): Promise<PayOut | null> {
  const { rows } = await sql.query<Omit<PayOut, 'customerId'> & { customerId: string }>(
    `SELECT redemption_id AS "redemptionId", kind, customer_id AS "customerId", asked_at AS "askedAt", is_open AS "isOpen",
       seen_id AS "seenId", expires_at AS "expiresAt"
     FROM pay_outs WHERE shop_id = $1 AND redemption_id = $2`,
    [shopId, redemptionId],
  );
  const [row] = rows;
  return row ? { ...row, customerId: CustomerId.parse(row.customerId) } : null;
}

/** Whether another redemption's store credit for a customer is under way. Call it under the member's lock. */
export async function isCreditInFlight(
  sql: Sql,
  shopId: ShopId,
  { customerId, redemptionId }: Pick<PayOut, 'customerId' | 'redemptionId'>,
): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT FROM pay_outs WHERE shop_id = $1 AND customer_id = $2 AND redemption_id <> $3
       AND is_open AND kind = 'store_credit'`,
    [shopId, customerId, redemptionId],
  );
  return rows.length > 0;
}

/** Notes that Shopify is about to be asked, before it is. */
export async function openPayOut(
  sql: Sql,
  shopId: ShopId,
  payOut: Omit<PayOut, 'isOpen'>,
): Promise<void> {
  await sql.query(
    `INSERT INTO pay_outs (shop_id, redemption_id, kind, customer_id, asked_at, is_open, seen_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7)
     ON CONFLICT (shop_id, redemption_id) DO UPDATE SET customer_id = excluded.customer_id,
       asked_at = excluded.asked_at, is_open = true, seen_id = excluded.seen_id, expires_at = excluded.expires_at`,
    [
      shopId,
      payOut.redemptionId,
      payOut.kind,
      payOut.customerId,
      payOut.askedAt,
      payOut.seenId,
      payOut.expiresAt,
    ],
  );
}

/**
 * Notes that nothing is under way any more.
 * @param paidId what was found to be there, by Shopify's id; null for nothing
 */
export async function closePayOut(
  sql: Sql,
  shopId: ShopId,
  redemptionId: string,
  paidId: string | null,
): Promise<void> {
  await sql.query(
    `UPDATE pay_outs SET is_open = false, paid_id = coalesce($3, paid_id) WHERE shop_id = $1 AND redemption_id = $2`,
    [shopId, redemptionId, paidId],
  );
}

/** Which of these credits are known to be redemptions'. */
export async function listKnownCredits(
  sql: Sql,
  shopId: ShopId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ paid_id: string }>(
    `SELECT paid_id FROM pay_outs WHERE shop_id = $1 AND kind = 'store_credit' AND paid_id = ANY($2::bigint[])`,
    [shopId, ids],
  );
  return new Set(rows.map((row) => row.paid_id));
}

/** The customer that a member is now, who may have been merged. */
export async function findCustomerOf(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<CustomerId | null> {
  const { rows } = await sql.query<{ customer_id: string }>(
    `SELECT coalesce(kept.customer_id, m.customer_id) AS customer_id FROM members m
     LEFT JOIN members kept ON kept.shop_id = m.shop_id AND kept.id = m.merged_into
     WHERE m.shop_id = $1 AND m.id = $2`,
    [shopId, memberId],
  );
  return rows[0] ? CustomerId.parse(rows[0].customer_id) : null;
}

/**
 * Asks for the job that pays out what a shop's members have redeemed.
 * @param afterMs how long it is to wait
 */
export async function askForPayingOut(sql: Sql, shopId: ShopId, afterMs = 0): Promise<void> {
  await askForJob(sql, { task: 'pay-out', queue: 'pay-out', shopId, afterMs });
}

/** Shops of which something is to be paid out now, or looked for. */
export async function listShopsWithDuePayOuts(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ shop_id: string }>(
    `SELECT DISTINCT r.shop_id FROM redemptions r JOIN shops s ON s.id = r.shop_id AND s.uninstalled_at IS NULL
     WHERE r.retry_at <= $1 AND r.kind IN ('store_credit', 'gift_card')`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.shop_id));
}

/** When the next of a shop's redemptions is to be paid out or looked for; null where none waits. */
export async function findNextPayOut(sql: Sql, shopId: ShopId): Promise<Date | null> {
  const { rows } = await sql.query<{ next: Date | null }>(
    `SELECT min(retry_at) AS next FROM redemptions
     WHERE shop_id = $1 AND retry_at IS NOT NULL AND kind IN ('store_credit', 'gift_card')`,
    [shopId],
  );
  return rows[0]?.next ?? null;
}
