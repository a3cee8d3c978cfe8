import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { lotsOpenedBy } from '../ledger/lots-of-people.server.ts';

/** A merge to be noted. */
export interface NewCustomerMerge {
  readonly absorbed: CustomerId;
  readonly kept: CustomerId;
  readonly mergedAt: Date;
  /** Found out from orders that had changed hands, not told by Shopify. */
  readonly isInferred: boolean;
}

/**
 * Who these customers have become by merging.
 * @returns by the id asked for; those who were never merged are left out
 */
export async function resolveCustomers(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<Map<CustomerId, CustomerId>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql.query<{ asked: string; kept: string }>(
    `WITH RECURSIVE steps AS (
       SELECT absorbed_customer_id AS asked, kept_customer_id AS kept FROM customer_merges
       WHERE shop_id = $1 AND absorbed_customer_id = ANY($2::bigint[])
       UNION
       SELECT steps.asked, next.kept_customer_id FROM steps JOIN customer_merges next
         ON next.shop_id = $1 AND next.absorbed_customer_id = steps.kept
     )
     SELECT asked, kept FROM steps
     WHERE NOT EXISTS (SELECT FROM customer_merges c WHERE c.shop_id = $1 AND c.absorbed_customer_id = steps.kept)`,
    [shopId, customerIds],
  );
  return new Map(rows.map((row) => [CustomerId.parse(row.asked), CustomerId.parse(row.kept)]));
}

/**
 * Whom these members have been merged into. Call it while no merge can come in between (`lockForJudging`).
 * @returns by the id asked for; those who are still themselves are left out
 */
export async function resolveMembers(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, MemberId>> {
  const { rows } = await sql.query<{ id: string; merged_into: string }>({
    name: 'resolve-members',
    text: `SELECT id, merged_into FROM members
     WHERE shop_id = $1 AND id = ANY($2::bigint[]) AND merged_into IS NOT NULL`,
    values: [shopId, memberIds],
  });
  return new Map(rows.map((row) => [MemberId.parse(row.id), MemberId.parse(row.merged_into)]));
}

/** What noting a merge came to. */
export type MergeNews =
  | 'new'
  /** Known, and its time turns out to be another. */
  | 'redated'
  | 'known'
  /** It would make a circle: it contradicts what is known. */
  | 'contradictory';

/**
 * Whom a customer was thought to have become, by an order that had changed hands: the end of the way it went, which may
 * have led over others. Undefined where nothing was found out, or Shopify has told.
 */
export async function findInferredMerge(
  sql: Sql,
  shopId: ShopId,
  absorbed: CustomerId,
): Promise<Pick<NewCustomerMerge, 'kept' | 'mergedAt'> | undefined> {
  const { rows } = await sql.query<{ kept_customer_id: string; merged_at: Date }>(
    `SELECT kept_customer_id, merged_at FROM customer_merges
     WHERE shop_id = $1 AND absorbed_customer_id = $2 AND is_inferred`,
    [shopId, absorbed],
  );
  const [row] = rows;
  return row && { kept: CustomerId.parse(row.kept_customer_id), mergedAt: row.merged_at };
}

/**
 * Notes that one customer became another. Of two times for the same merge Shopify's own counts, and of two that were
 * found out the earlier one: so any order of arrival ends in the same. Whom she became is Shopify's word, too.
 */
export async function noteCustomerMerge(
  sql: Sql,
  shopId: ShopId,
  merge: NewCustomerMerge,
): Promise<MergeNews> {
  const resolved = await resolveCustomers(sql, shopId, [merge.kept]);
  if ((resolved.get(merge.kept) ?? merge.kept) === merge.absorbed) return 'contradictory';
  const { rowCount: inserted } = await sql.query(
    `INSERT INTO customer_merges (shop_id, absorbed_customer_id, kept_customer_id, merged_at, is_inferred)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [shopId, merge.absorbed, merge.kept, merge.mergedAt, merge.isInferred],
  );
  if (inserted === 1) return 'new';
  const { rowCount: redated } = await sql.query(
    `UPDATE customer_merges SET merged_at = $3, is_inferred = $4,
       kept_customer_id = CASE WHEN $4 THEN kept_customer_id ELSE $5 END
     WHERE shop_id = $1 AND absorbed_customer_id = $2 AND is_inferred AND (NOT $4 OR merged_at > $3)`,
    [shopId, merge.absorbed, merge.mergedAt, merge.isInferred, merge.kept],
  );
  return redated === 1 ? 'redated' : 'known';
}

/**
 * Makes a member another's alias, with everybody who was hers already, and hands her lots and orders over.
 * Both members' accounts are locked by this transaction.
 */
export async function makeAlias(
  sql: Sql,
  shopId: ShopId,
  absorbed: MemberId,
  kept: MemberId,
): Promise<void> {
  await sql.query(
    `UPDATE members SET merged_into = $3 WHERE shop_id = $1 AND (id = $2 OR merged_into = $2)`,
    [shopId, absorbed, kept],
  );
  await sql.query(
    `UPDATE members SET joined_at = least(joined_at, (SELECT joined_at FROM members WHERE shop_id = $1 AND id = $2))
     WHERE shop_id = $1 AND id = $3`,
    [shopId, absorbed, kept],
  );
  await sql.query(
    `UPDATE lots SET owner_id = $3 WHERE shop_id = $1 AND owner_id = $2 AND id = ANY(${lotsOpenedBy(
      '(id = $2 OR merged_into = $3)',
    )})`,
    [shopId, absorbed, kept],
  );
  await sql.query(`UPDATE orders SET member_id = $3 WHERE shop_id = $1 AND member_id = $2`, [
    shopId,
    absorbed,
    kept,
  ]);
  await sql.query(`UPDATE redemptions SET member_id = $3 WHERE shop_id = $1 AND member_id = $2`, [
    shopId,
    absorbed,
    kept,
  ]);
  await sql.query(
    `UPDATE orders SET claimed_by = $3 WHERE shop_id = $1 AND member_id = $3 AND claimed_by = $2`,
    [shopId, absorbed, kept],
  );
  await sql.query(
    `UPDATE accounts SET earned = earned + (SELECT earned FROM accounts WHERE shop_id = $1 AND member_id = $2)
     WHERE shop_id = $1 AND member_id = $3`,
    [shopId, absorbed, kept],
  );
  await sql.query(`UPDATE accounts SET earned = 0 WHERE shop_id = $1 AND member_id = $2`, [
    shopId,
    absorbed,
  ]);
}
