import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Shopify's customers that members are; of one who was merged the customer she became. */
export async function listCustomersOf(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, CustomerId>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql.query<{ id: string; customer_id: string }>(
    `SELECT m.id, root.customer_id FROM members m
     JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
     WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[])`,
    [shopId, memberIds],
  );
  return new Map(rows.map((row) => [MemberId.parse(row.id), CustomerId.parse(row.customer_id)]));
}

/** A member whom somebody acts for. */
export interface ActiveMember {
  readonly memberId: MemberId;
  /** Who was asked about: herself, or a member who has become her. */
  readonly ownId: MemberId;
  readonly customerId: CustomerId;
  readonly joinedAt: Date;
}

/**
 * The member that a customer is, or has become by a merge.
 * @returns undefined for who is none, or was redacted
 */
export async function findActiveMember(
  sql: Sql,
  shopId: ShopId,
  by: { readonly customerId: CustomerId } | { readonly memberId: MemberId },
): Promise<ActiveMember | undefined> {
  const [column, value] =
    'customerId' in by ? ['m.customer_id', by.customerId] : ['m.id', by.memberId];
  const { rows } = await sql.query<{
    id: string;
    own_id: string;
    customer_id: string;
    joined_at: Date;
  }>(
    `SELECT root.id, m.id AS own_id, root.customer_id, root.joined_at FROM members m
     JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
     JOIN accounts a ON a.shop_id = root.shop_id AND a.member_id = root.id
     WHERE m.shop_id = $1 AND ${column} = $2 AND root.redacted_at IS NULL`,
    [shopId, value],
  );
  const [row] = rows;
  return (
    row && {
      memberId: MemberId.parse(row.id),
      ownId: MemberId.parse(row.own_id),
      customerId: CustomerId.parse(row.customer_id),
      joinedAt: row.joined_at,
    }
  );
}
