import { type CustomerId, MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** The member that a signed-in customer is, with what of her shop matters to the answer. */
export interface MemberOfCustomer {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  /** IANA name, `Europe/Berlin`. */
  readonly timezone: string;
}

/**
 * Finds the member by what the app proxy vouches for.
 * @returns undefined when the shop is unknown or the customer is no member of it
 */
export async function findMemberOfCustomer(
  sql: Sql,
  shopDomain: string,
  customerId: CustomerId,
): Promise<MemberOfCustomer | undefined> {
  const { rows } = await sql.query<{ shop_id: string; timezone: string; member_id: string }>(
    `SELECT shops.id AS shop_id, shops.timezone, members.id AS member_id
     FROM shops JOIN members ON members.shop_id = shops.id AND members.customer_id = $2
     WHERE shops.domain = $1`,
    [shopDomain, customerId],
  );
  const [row] = rows;
  if (!row) return undefined;
  return {
    shopId: ShopId.parse(row.shop_id),
    memberId: MemberId.parse(row.member_id),
    customerId,
    timezone: row.timezone,
  };
}
