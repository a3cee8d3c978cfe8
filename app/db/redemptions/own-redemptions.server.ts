import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import {
  type Redemption,
  REDEMPTION_COLUMNS,
  type RedemptionRow,
  toRedemption,
} from './redemption.server.ts';

/** Which of a member's redemptions are wanted. */
export interface OwnRedemptions {
  /** `open`: what she can use or waits for, and what has just come about or failed; `over`: the rest. */
  readonly view: 'all' | 'open' | 'over';
  /** Since when a credit that was paid out, and what failed, is still news. */
  readonly newsSince: Date;
  /** The id before which the page goes on; null for the newest. */
  readonly before: string | null;
  readonly limit: number;
}

/** What was paid out is hers to spend, but nobody learns when she has. */
const OPEN = `(state IN ('pending', 'ready', 'cancelling', 'doubtful')
  OR (changed_at > $4 AND (state = 'failed' OR (state = 'used' AND kind IN ('store_credit', 'gift_card')))))`;

const VIEWS = { all: '$4::timestamptz IS NOT NULL', open: OPEN, over: `NOT ${OPEN}` } as const;

/** A member's redemptions, newest first; those of whom she has become by a merge are hers. */
export async function listOwnRedemptions(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  { view, newsSince, before, limit }: OwnRedemptions,
): Promise<Redemption[]> {
  const { rows } = await sql.query<RedemptionRow>(
    `SELECT ${REDEMPTION_COLUMNS} FROM redemptions
     WHERE shop_id = $1 AND member_id = (SELECT coalesce(merged_into, id) FROM members WHERE shop_id = $1 AND id = $2)
       AND ($5::bigint IS NULL OR id < $5) AND (${VIEWS[view]})
     ORDER BY id DESC LIMIT $3`,
    [shopId, memberId, limit, newsSince, before],
  );
  return rows.map(toRedemption);
}
