import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/**
 * How many of each of these rewards are gone: redeemed or won, but for what was given back and what failed. It adds up a
 * few rows, however many there are.
 * @returns by key; nothing of what nobody has had
 */
export async function sumTaken(
  sql: Sql,
  shopId: ShopId,
  rewardKeys: readonly string[],
): Promise<Map<string, number>> {
  if (rewardKeys.length === 0) return new Map();
  const takings = await readTakings(sql, shopId, rewardKeys);
  return new Map(takings.map(({ rewardKey, taken }) => [rewardKey, taken]));
}

/** The first of the two numbers that name an advisory lock: which kind it is. */
const STOCK = 0x4558;

/** Most rows of a reward that are added up before they are folded into one. */
const ROWS_MAX = 100;

/**
 * How many of rewards are gone, by everybody. Until the transaction ends nobody else takes any of them who asks this first:
 * call it after members were locked.
 */
export async function lockTaken(
  sql: Sql,
  shopId: ShopId,
  rewardKeys: readonly string[],
): Promise<Map<string, number>> {
  const sorted = [...new Set(rewardKeys)].toSorted();
  for (const key of sorted) {
    await sql.query({
      name: 'lock-stock-of-reward',
      text: `SELECT pg_advisory_xact_lock($1, hashtext($2::bigint || ' ' || $3))`,
      values: [STOCK, shopId, key],
    });
  }
  if (sorted.length === 0) return new Map();
  // A statement of its own, which sees what those did for whom the lock has waited.
  const takings = await readTakings(sql, shopId, sorted);
  const long = takings.filter(({ rows }) => rows > ROWS_MAX).map(({ rewardKey }) => rewardKey);
  if (long.length > 0) await foldTakings(sql, shopId, long);
  return new Map(takings.map(({ rewardKey, taken }) => [rewardKey, taken]));
}

async function readTakings(sql: Sql, shopId: ShopId, rewardKeys: readonly string[]) {
  const { rows } = await sql.query<{ reward_key: string; taken: string; rows: string }>({
    name: 'read-reward-takings',
    text: `SELECT reward_key, sum(change) AS taken, count(*) AS rows FROM reward_takings
     WHERE shop_id = $1 AND reward_key = ANY($2::text[]) GROUP BY reward_key`,
    values: [shopId, rewardKeys],
  });
  return rows.map((row) => ({
    rewardKey: row.reward_key,
    taken: Number(row.taken),
    rows: Number(row.rows),
  }));
}

/** Folds what was noted of each reward of which so much was noted that adding it up takes long. */
export async function foldLongTakings(sql: Sql, shopId: ShopId): Promise<void> {
  const { rows } = await sql.query<{ reward_key: string }>(
    `SELECT reward_key FROM reward_takings WHERE shop_id = $1 GROUP BY reward_key HAVING count(*) > $2`,
    [shopId, ROWS_MAX],
  );
  const long = rows.map((row) => row.reward_key);
  if (long.length > 0) await foldTakings(sql, shopId, long);
}

/**
 * Folds what was noted of rewards into one row each. What another transaction is about to fold is passed over, so nobody
 * waits, and whoever adds up meanwhile sees either the many or the one.
 */
async function foldTakings(sql: Sql, shopId: ShopId, rewardKeys: readonly string[]): Promise<void> {
  await sql.query(
    `WITH open AS (
       SELECT reward_key, id FROM reward_takings
       WHERE shop_id = $1 AND reward_key = ANY($2::text[]) FOR UPDATE SKIP LOCKED
     ), folded AS (
       DELETE FROM reward_takings USING open
       WHERE reward_takings.shop_id = $1 AND reward_takings.reward_key = open.reward_key AND reward_takings.id = open.id
       RETURNING reward_takings.reward_key, change
     )
     INSERT INTO reward_takings (shop_id, reward_key, change)
     SELECT $1, reward_key, sum(change) FROM folded GROUP BY reward_key`,
    [shopId, rewardKeys],
  );
}
