import { z } from 'zod';

import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import {
  readOrderReceipt,
  type StoredOrderReceipt,
} from '#app/loyalty/receipts/stored-order-receipt.ts';

import type { Database, Sql } from '../database.server.ts';
import { selvesOf } from './selves.server.ts';
import {
  CHANGE,
  POSTED_TRANSFER,
  type PostedTransferRow,
  readPostedTransfers,
} from '../ledger/posted-transfers.server.ts';

/** Largest id that a bigint column holds. */
const ID_MAX = 2n ** 63n - 1n;

/** A member with her balances, in points. */
export interface MemberDetails {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly joinedAt: Date;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
  readonly earned: number;
}

/** Looks a member up; undefined when the shop has none with this id. */
export async function findMember(
  { prisma }: Pick<Database, 'prisma'>,
  shopId: ShopId,
  memberId: MemberId,
): Promise<MemberDetails | undefined> {
  const member = await prisma.member.findUnique({
    where: { shopId_id: { shopId: BigInt(shopId), id: BigInt(memberId) } },
    include: { account: true },
  });
  if (!member?.account) return undefined;
  const { account } = member;
  return {
    memberId: MemberId.parse(String(member.id)),
    customerId: CustomerId.parse(String(member.customerId)),
    firstName: member.firstName,
    lastName: member.lastName,
    email: member.email,
    phone: member.phone,
    joinedAt: member.joinedAt,
    available: Number(account.available),
    pending: Number(account.pending),
    held: Number(account.held),
    owed: Number(account.owed),
    earned: Number(account.earned),
  };
}

/** A line of a member's history: a posting, an order that moved no points, or a perk that was used, or was not after all. */
export type HistoryEntry =
  | {
      readonly kind: 'posting';
      readonly place: HistoryPlace;
      /** By how much it changed what she has, in points. */
      readonly change: number;
      readonly transfers: PostedTransfers;
    }
  | { readonly kind: 'order'; readonly place: HistoryPlace; readonly receipt: OrderReceipt }
  | {
      readonly kind: 'perk_used' | 'perk_undone';
      readonly place: HistoryPlace;
      /** What the perk is called. */
      readonly perk: string;
    };

/** What a line can be of. */
export const HistoryKind = z.enum(['order', 'posting', 'perk_used', 'perk_undone']);

/** Where a line stands in the history: what a page continues from. */
export const HistoryPlace = z.object({
  at: z.date(),
  kind: HistoryKind,
  /** Of the order, of the posting's first transfer, or of the use. */
  id: z
    .string()
    .regex(/^\d{1,19}$/)
    .refine((id) => BigInt(id) <= ID_MAX),
});

export type HistoryPlace = z.infer<typeof HistoryPlace>;

const USES_OF_MEMBER = `shop_id = $1 AND member_id = ANY(${selvesOf('= $2')})`;

// Orders are found by customer, for which there is an index, and shown here only where they moved no points of this member.
const HISTORY = `
WITH lines AS (
  SELECT max(occurred_at) AS at, 'posting' AS kind, min(id) AS id, cause_kind, cause_id, ordinal
  FROM transfers WHERE shop_id = $1 AND member_id = $2
  GROUP BY cause_kind, cause_id, ordinal
  UNION ALL
  SELECT coalesce(o.processed_at, o.updated_at), 'order', o.order_id, NULL, NULL, NULL
  FROM orders o
  WHERE o.shop_id = $1 AND o.customer_id = $3 AND o.receipt ->> 'nothing' IS NOT NULL
    AND coalesce(o.processed_at, o.updated_at) IS NOT NULL
    AND NOT EXISTS (SELECT FROM transfers t WHERE t.shop_id = $1 AND t.member_id = $2
      AND t.cause_kind = 'order' AND t.cause_id = o.order_id::text)
  UNION ALL
  SELECT at, 'perk_used', id, NULL, NULL, NULL FROM perk_uses WHERE ${USES_OF_MEMBER}
  UNION ALL
  SELECT undone_at, 'perk_undone', id, NULL, NULL, NULL FROM perk_uses
  WHERE ${USES_OF_MEMBER} AND undone_at IS NOT NULL
), page AS (
  SELECT * FROM lines
  WHERE $4::timestamptz IS NULL OR (at, kind, id) < ($4, $5, $6::bigint)
  ORDER BY at DESC, kind DESC, id DESC LIMIT $7
)
SELECT page.at, page.kind, page.id, unearned.receipt, posted.change, posted.transfers,
  coalesce(used.name, used.perk) AS perk
FROM page
LEFT JOIN orders unearned
  ON page.kind = 'order' AND unearned.shop_id = $1 AND unearned.order_id = page.id
LEFT JOIN perk_uses used
  ON page.kind IN ('perk_used', 'perk_undone') AND used.shop_id = $1 AND used.id = page.id
LEFT JOIN LATERAL (
  SELECT json_agg(${POSTED_TRANSFER} ORDER BY t.leg) AS transfers, ${CHANGE} AS change
  FROM transfers t LEFT JOIN lots l ON l.shop_id = $1 AND l.id = t.lot_id
  WHERE page.kind = 'posting' AND t.shop_id = $1 AND t.member_id = $2
    AND t.cause_kind = page.cause_kind AND t.cause_id = page.cause_id AND t.ordinal = page.ordinal
) posted ON true
ORDER BY page.at DESC, page.kind DESC, page.id DESC`;

type HistoryRow = { at: Date; id: string } & (
  | { kind: 'posting'; change: string; transfers: [PostedTransferRow, ...PostedTransferRow[]] }
  | { kind: 'order'; receipt: StoredOrderReceipt }
  | { kind: 'perk_used' | 'perk_undone'; perk: string }
);

/**
 * A page of a member's history, newest first.
 * @param before the last line of the page before this; null for the newest page
 * @param limit most lines returned
 */
export async function listHistory(
  sql: Sql,
  shopId: ShopId,
  member: Pick<MemberDetails, 'memberId' | 'customerId'>,
  before: HistoryPlace | null,
  limit: number,
): Promise<HistoryEntry[]> {
  const { rows } = await sql.query<HistoryRow>(HISTORY, [
    shopId,
    member.memberId,
    member.customerId,
    before?.at ?? null,
    before?.kind ?? null,
    before?.id ?? null,
    limit,
  ]);
  return rows.map((row) => {
    const place = { at: row.at, kind: row.kind, id: row.id };
    if (row.kind === 'order') {
      return { kind: row.kind, place, receipt: readOrderReceipt(row.receipt) };
    }
    if (row.kind === 'posting') {
      const transfers = readPostedTransfers(row.transfers);
      return { kind: row.kind, place, change: Number(row.change), transfers };
    }
    return { kind: row.kind, place, perk: row.perk };
  });
}
