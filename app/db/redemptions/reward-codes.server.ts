import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** How many codes of a discount are wanted. */
export interface WantedCodes {
  readonly discountId: string;
  readonly count: number;
}

/**
 * Claims codes that nobody has. Two transactions never get the same: each passes over what the other has locked.
 * @returns for each discount as many as there were, up to those that were wanted
 */
export async function claimCodes(
  sql: Sql,
  shopId: ShopId,
  wanted: readonly WantedCodes[],
): Promise<Map<string, string[]>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql.query<{ code: string; discount_id: string }>({
    name: 'claim-codes',
    // By an array rather than a join, for which the planner would read the whole table.
    text: `UPDATE reward_codes SET state = 'claimed'
     WHERE shop_id = $1 AND code = ANY(ARRAY(
       SELECT free.code FROM unnest($2::bigint[], $3::int[]) AS wanted (discount_id, count)
       CROSS JOIN LATERAL (
         SELECT code FROM reward_codes
         WHERE shop_id = $1 AND discount_id = wanted.discount_id AND state = 'free'
         ORDER BY code LIMIT wanted.count FOR UPDATE SKIP LOCKED
       ) AS free))
     RETURNING code, discount_id`,
    values: [shopId, wanted.map(({ discountId }) => discountId), wanted.map(({ count }) => count)],
  });
  const codes = Map.groupBy(rows, (row) => row.discount_id);
  return new Map([...codes].map(([discountId, own]) => [discountId, own.map(({ code }) => code)]));
}

/**
 * Which of these discounts have fewer codes left than a pool is to have. It reads that many at most.
 * @param low a positive integer
 */
export async function listLowPools(
  sql: Sql,
  shopId: ShopId,
  discountIds: readonly string[],
  low: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ discount_id: string }>({
    name: 'list-low-pools',
    text: `SELECT discount_id FROM unnest($2::bigint[]) AS asked (discount_id)
     WHERE NOT EXISTS (SELECT FROM reward_codes
       WHERE shop_id = $1 AND reward_codes.discount_id = asked.discount_id AND state = 'free'
       ORDER BY code OFFSET $3 LIMIT 1)`,
    values: [shopId, discountIds, low - 1],
  });
  return rows.map((row) => row.discount_id);
}

/** Codes of a discount's pool, and those on their way to it. */
export interface Pool {
  readonly free: number;
  readonly adding: readonly string[];
}

/** How a discount's pool stands. */
export async function readPool(sql: Sql, shopId: ShopId, discountId: string): Promise<Pool> {
  const { rows } = await sql.query<{ free: string; adding: string[] }>(
    `SELECT (SELECT count(*) FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state = 'free') AS free,
       ARRAY(SELECT code FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state = 'adding') AS adding`,
    [shopId, discountId],
  );
  return { free: Number(rows[0]?.free ?? 0), adding: rows[0]?.adding ?? [] };
}

/** Notes codes before Shopify is asked for them: whatever becomes of the answer, it is known what to look for. */
export async function noteCodes(
  sql: Sql,
  shopId: ShopId,
  discountId: string,
  codes: readonly string[],
  state: 'adding' | 'free',
): Promise<void> {
  await sql.query(
    `INSERT INTO reward_codes (shop_id, discount_id, code, state)
     SELECT $1, $2, code, $4 FROM unnest($3::text[]) AS code ON CONFLICT DO NOTHING`,
    [shopId, discountId, codes, state],
  );
}

/** Ends the adding of codes: those that Shopify has can be claimed, the others are forgotten. */
export async function finishCodes(
  sql: Sql,
  shopId: ShopId,
  discountId: string,
  { added, refused }: { readonly added: readonly string[]; readonly refused: readonly string[] },
): Promise<void> {
  await sql.query(
    `UPDATE reward_codes SET state = 'free'
     WHERE shop_id = $1 AND discount_id = $2 AND state = 'adding' AND code = ANY($3::text[])`,
    [shopId, discountId, added],
  );
  await sql.query(
    `DELETE FROM reward_codes
     WHERE shop_id = $1 AND discount_id = $2 AND state = 'adding' AND code = ANY($3::text[])`,
    [shopId, discountId, refused],
  );
}

/** Forgets the codes of a discount that nobody has claimed: it has ended, or is to be deleted. */
export async function dropUnclaimedCodes(
  sql: Sql,
  shopId: ShopId,
  discountId: string,
): Promise<void> {
  // Each by the index of its state; first those that may become free meanwhile.
  for (const state of ['adding', 'free'] as const) {
    await sql.query(
      `DELETE FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state = '${state}'`,
      [shopId, discountId],
    );
  }
}

/** Whether members have codes of a discount. */
export async function hasClaimedCodes(
  sql: Sql,
  shopId: ShopId,
  discountId: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state = 'claimed' LIMIT 1`,
    [shopId, discountId],
  );
  return rowCount === 1;
}
