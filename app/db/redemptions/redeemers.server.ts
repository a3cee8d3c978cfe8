import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { PastRedemption } from '#app/loyalty/rewards/may-redeem.ts';

import type { Sql } from '../database.server.ts';

/** A redemption that counts against limits, and whose it is. */
export interface CountedRedemption extends PastRedemption {
  readonly memberId: MemberId;
  readonly rewardKey: string;
}

/** What members redeemed of rewards, as far as it was not given back and did not fail. Call it under their locks. */
export async function listCountedRedemptions(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
  rewardKeys: readonly string[],
): Promise<CountedRedemption[]> {
  if (rewardKeys.length === 0) return [];
  const { rows } = await sql.query<{
    member_id: string;
    reward_key: string;
    created_at: Date;
    points: string;
  }>({
    name: 'list-counted-redemptions',
    // What was won does not count: nobody has asked for it.
    text: `SELECT member_id, reward_key, created_at, points FROM redemptions
     WHERE shop_id = $1 AND member_id = ANY($2::bigint[]) AND reward_key = ANY($3::text[])
       AND state NOT IN ('cancelled', 'failed', 'returned') AND cause_kind = 'member'`,
    values: [shopId, memberIds, rewardKeys],
  });
  return rows.map((row) => ({
    memberId: MemberId.parse(row.member_id),
    rewardKey: row.reward_key,
    at: row.created_at.getTime(),
    points: Number(row.points),
  }));
}
