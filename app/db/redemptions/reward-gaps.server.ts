import type { ShopId } from '#app/loyalty/ids.ts';
import type { RewardGap } from '#app/loyalty/rewards/references.ts';

import type { Sql } from '../database.server.ts';

/** What is known to be missing of a shop's rewards. */
export async function listRewardGaps(sql: Sql, shopId: ShopId): Promise<RewardGap[]> {
  const { rows } = await sql.query<RewardGap>({
    name: 'list-reward-gaps',
    text: `SELECT reward_key AS "rewardKey", kind, gone_id AS id FROM reward_gaps WHERE shop_id = $1
     ORDER BY reward_key, kind, gone_id`,
    values: [shopId],
  });
  return rows;
}

/** Notes what is missing now; what was missing before and is not among it is mended. */
export async function saveRewardGaps(
  sql: Sql,
  shopId: ShopId,
  gaps: readonly RewardGap[],
  now: Date,
): Promise<void> {
  const columns = [
    gaps.map(({ rewardKey }) => rewardKey),
    gaps.map(({ kind }) => kind),
    gaps.map(({ id }) => id),
  ];
  await sql.query(
    `DELETE FROM reward_gaps WHERE shop_id = $1 AND (reward_key, kind, gone_id) NOT IN (
       SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[]))`,
    [shopId, ...columns],
  );
  await sql.query(
    `INSERT INTO reward_gaps (shop_id, reward_key, kind, gone_id, since)
     SELECT $1, missing.*, $5 FROM unnest($2::text[], $3::text[], $4::bigint[]) AS missing
     ON CONFLICT (shop_id, reward_key, kind, gone_id) DO NOTHING`,
    [shopId, ...columns, now],
  );
}
