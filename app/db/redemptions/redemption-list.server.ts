import { CustomerId, type MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import {
  type Redemption,
  REDEMPTION_COLUMNS,
  type RedemptionRow,
  toRedemption,
} from './redemption.server.ts';

/** Which redemptions: those that need a person, experiences to be handed over, what is under way, or every one. */
export type RedemptionView = 'attention' | 'promised' | 'under_way' | 'all';

/** A redemption with whose it is. */
export interface ListedRedemption extends Redemption {
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/** A page of the list. */
export interface RedemptionWindow {
  readonly view: RedemptionView;
  /** Right before (older than) or right after (newer than) a redemption; null for the newest page. */
  readonly place: { readonly side: 'before' | 'after'; readonly id: string } | null;
  readonly limit: number;
}

/** Each view is read from an index that leads to what it shows. */
const CONDITION_OF_VIEW: Readonly<Record<RedemptionView, string>> = {
  attention: `state = 'doubtful'`,
  promised: `state = 'ready' AND kind = 'experience'`,
  under_way: `state IN ('pending', 'cancelling')`,
  all: 'true',
};

type ListedRow = RedemptionRow & {
  readonly customer_id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
};

const WITH_MEMBER = `SELECT r.*, m.customer_id, m.first_name, m.last_name, m.email FROM r
  JOIN members m ON m.shop_id = $1 AND m.id = r.member_id`;

/** @returns a page of a shop's redemptions, newest first */
export async function listRedemptions(
  sql: Sql,
  shopId: ShopId,
  { view, place, limit }: RedemptionWindow,
): Promise<ListedRedemption[]> {
  const isAfter = place?.side === 'after';
  const order = isAfter ? 'ASC' : 'DESC';
  const { rows } = await sql.query<ListedRow>(
    `WITH r AS (
       SELECT ${REDEMPTION_COLUMNS} FROM redemptions WHERE shop_id = $1 AND ${CONDITION_OF_VIEW[view]}
         AND ($2::bigint IS NULL OR id ${isAfter ? '>' : '<'} $2) ORDER BY id ${order} LIMIT $3
     ) ${WITH_MEMBER} ORDER BY r.id DESC`,
    [shopId, place?.id ?? null, limit],
  );
  return rows.map(toListed);
}

/** What a member was promised and staff are to hand over, the longest promised first. */
export async function listPromisesOf(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  limit: number,
): Promise<ListedRedemption[]> {
  const { rows } = await sql.query<ListedRow>(
    `WITH r AS (
       SELECT ${REDEMPTION_COLUMNS} FROM redemptions
       WHERE shop_id = $1 AND member_id = $2 AND ${CONDITION_OF_VIEW.promised} ORDER BY id LIMIT $3
     ) ${WITH_MEMBER} ORDER BY r.id`,
    [shopId, memberId, limit],
  );
  return rows.map(toListed);
}

/** A redemption with whose it is, or null. */
export async function findListedRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<ListedRedemption | null> {
  const { rows } = await sql.query<ListedRow>(
    `WITH r AS (SELECT ${REDEMPTION_COLUMNS} FROM redemptions WHERE shop_id = $1 AND id = $2) ${WITH_MEMBER}`,
    [shopId, id],
  );
  return rows[0] ? toListed(rows[0]) : null;
}

function toListed(row: ListedRow): ListedRedemption {
  return {
    ...toRedemption(row),
    customerId: CustomerId.parse(row.customer_id),
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
  };
}

/** Ids of experiences whose time is over and that staff have not handed over, the longest over first. */
export async function listExpiredPromises(
  sql: Sql,
  shopId: ShopId,
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM redemptions WHERE shop_id = $1 AND state = 'ready' AND valid_until <= $2 AND kind = 'experience'
       AND (retry_at IS NULL OR retry_at <= $2)
     ORDER BY valid_until, id LIMIT $3`,
    [shopId, now, limit],
  );
  return rows.map(({ id }) => id);
}
