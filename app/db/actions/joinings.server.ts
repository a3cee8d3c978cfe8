import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Somebody who became a member. */
export interface Joined {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly joinedAt: Date;
  /** The member she has become by a merge since; null while she is herself. */
  readonly mergedInto: MemberId | null;
}

/** Members whose joining has not been looked at yet. */
export async function listJoinings(sql: Sql, shopId: ShopId, limit: number): Promise<Joined[]> {
  const { rows } = await sql.query<{
    id: string;
    customer_id: string;
    joined_at: Date;
    merged_into: string | null;
  }>(
    `SELECT m.id, m.customer_id, m.joined_at, m.merged_into FROM joinings j
     JOIN members m ON m.shop_id = j.shop_id AND m.id = j.member_id
     WHERE j.shop_id = $1 ORDER BY j.member_id LIMIT $2`,
    [shopId, limit],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row.id),
    customerId: CustomerId.parse(row.customer_id),
    joinedAt: row.joined_at,
    mergedInto: row.merged_into === null ? null : MemberId.parse(row.merged_into),
  }));
}

/** Notes that these members' joining has been looked at. */
export async function finishJoinings(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<void> {
  await sql.query('DELETE FROM joinings WHERE shop_id = $1 AND member_id = ANY($2::bigint[])', [
    shopId,
    memberIds,
  ]);
}
