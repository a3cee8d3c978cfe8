import type { CustomerId, MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Hands what a member has done, and her birthday, over to the one she is merged into. */
export async function handOverActions(
  sql: Sql,
  shopId: ShopId,
  absorbed: MemberId,
  kept: MemberId,
): Promise<void> {
  const both = [shopId, absorbed, kept];
  await sql.query('UPDATE actions SET member_id = $3 WHERE shop_id = $1 AND member_id = $2', both);
  await sql.query(
    `INSERT INTO birthdays (shop_id, member_id, month, day, year, told_at)
     SELECT shop_id, $3::bigint, month, day, year, told_at FROM birthdays
     WHERE shop_id = $1 AND member_id = $2 ON CONFLICT DO NOTHING`,
    both,
  );
  await sql.query('DELETE FROM birthdays WHERE shop_id = $1 AND member_id = $2', [
    shopId,
    absorbed,
  ]);
}

/**
 * Forgets what is personal about what customers have done: birthdays, the proofs of claims, and what staff wrote about
 * them. That something was done, and brought points, stays with the ledger.
 */
export async function redactActions(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<void> {
  const hers = `(SELECT m.id FROM members m WHERE m.shop_id = $1 AND (m.customer_id = ANY($2::bigint[])
    OR m.merged_into IN (SELECT id FROM members WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]))))`;
  const values = [shopId, customerIds];
  await sql.query(`DELETE FROM birthdays WHERE shop_id = $1 AND member_id IN ${hers}`, values);
  await sql.query(`DELETE FROM code_attempts WHERE shop_id = $1 AND member_id IN ${hers}`, values);
  await sql.query(
    `UPDATE actions SET proof = NULL, receipt = receipt || '{"reason": null}'
     WHERE shop_id = $1 AND member_id IN ${hers}
       AND (proof IS NOT NULL OR receipt ->> 'reason' IS NOT NULL)`,
    values,
  );
  await sql.query(
    `DELETE FROM email_consents WHERE shop_id = $1 AND (customer_id = ANY($2::bigint[]) OR customer_id IN
       (SELECT customer_id FROM members WHERE shop_id = $1 AND id IN ${hers}))`,
    values,
  );
}

/** An action as it is kept of a person. */
export interface ActionRecord {
  readonly occasion: string;
  readonly rule: string;
  readonly at: Date;
  readonly state: string;
  readonly points: string;
  readonly proof: string | null;
  readonly receipt: unknown;
}

/** All that a member has done, oldest first. */
export async function listActionRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<ActionRecord[]> {
  const { rows } = await sql.query<ActionRecord>(
    `SELECT occasion, rule_key AS rule, at, state, points, proof, receipt FROM actions
     WHERE shop_id = $1 AND member_id = $2 ORDER BY id`,
    [shopId, memberId],
  );
  return rows;
}

/** Whether a customer agreed to the newsletter, as far as that is known. */
export async function findConsentRecord(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<{ readonly subscribed: boolean; readonly at: Date } | undefined> {
  const { rows } = await sql.query<{ subscribed: boolean; at: Date }>(
    'SELECT subscribed, at FROM email_consents WHERE shop_id = $1 AND customer_id = $2',
    [shopId, customerId],
  );
  return rows[0];
}
