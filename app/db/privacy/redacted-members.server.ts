import { type CustomerId, MemberId, type OrderId, type ShopId } from '#app/loyalty/ids.ts';

import { dropCustomerTags } from '../members/customer-tags.server.ts';
import { redactActions } from '../actions/person-of-actions.server.ts';
import type { Sql } from '../database.server.ts';
import { dropEffectsOn } from '../queue/effects.server.ts';
import { forgetTierReasons } from '../tiers/tier-pins.server.ts';

/**
 * Leaves of these customers nothing but their ids: the members' ledger stays, nameless. Whoever was no member gets such
 * a row too, without accounts, so that a delivery of hers that is still under way meets it: an order then earns for
 * the nameless member, just as if it had arrived before, and nobody comes back to life. Whoever became one of them by a
 * merge is the same person, and loses her name too; whom one of them became is another one, and keeps hers.
 */
export async function redactMembers(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
  now: Date,
): Promise<void> {
  if (customerIds.length === 0) return;
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO members (shop_id, customer_id, joined_at, redacted_at)
     SELECT $1, customer_id, $3, $3
     FROM (SELECT DISTINCT unnest($2::bigint[]) AS customer_id) AS given ORDER BY customer_id
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET
       first_name = NULL, last_name = NULL, email = NULL, phone = NULL, locale = NULL, email_hash = NULL,
       redacted_at = coalesce(members.redacted_at, excluded.redacted_at)
     RETURNING id`,
    [shopId, customerIds, now],
  );
  const memberIds = rows.map((row) => MemberId.parse(row.id));
  await dropCustomerTags(sql, shopId, customerIds);
  await redactAliases(sql, shopId, memberIds);
  await redactActions(sql, shopId, customerIds);
  await forgetTierReasons(sql, shopId, memberIds);
  await dropEffectsOn(sql, shopId, 'member-summary', memberIds);
  await dropEffectsOn(sql, shopId, 'member-tier', memberIds);
}

/** Leaves nothing but their ids of those who became these members by merging, where the member is redacted. */
export async function redactAliases(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<void> {
  await sql.query(
    `UPDATE members SET first_name = NULL, last_name = NULL, email = NULL, phone = NULL, locale = NULL, email_hash = NULL,
       redacted_at = kept.redacted_at
     FROM members kept
     WHERE kept.shop_id = $1 AND kept.id = ANY($2::bigint[]) AND kept.redacted_at IS NOT NULL
       AND members.shop_id = $1 AND members.merged_into = kept.id AND members.redacted_at IS NULL`,
    [shopId, memberIds],
  );
}

/** Whom or what a delivery is about, as far as that is known. */
export interface DeliverySubject {
  readonly deliveryId: string;
  readonly customerId: CustomerId | null;
  readonly orderId: OrderId | null;
}

/**
 * Drops the bodies of deliveries that are about customers who were redacted before, in the transaction that notes the
 * deliveries' outcome. What is still waiting keeps its body until it is done.
 */
export async function dropBodiesOfRedacted(
  sql: Sql,
  shopId: ShopId,
  subjects: readonly DeliverySubject[],
): Promise<void> {
  const about = subjects.filter(({ customerId, orderId }) => customerId ?? orderId);
  if (about.length === 0 || !(await hasRedactedMembers(sql, shopId))) return;
  await sql.query(
    `UPDATE inbox SET body = NULL
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS given (id, customer_id, order_id)
     WHERE inbox.shop_id = $1 AND inbox.id = given.id AND inbox.state IN ('done', 'unreadable')
       AND EXISTS (
         SELECT FROM members WHERE members.shop_id = $1 AND members.redacted_at IS NOT NULL
           AND members.customer_id IN (given.customer_id,
             (SELECT orders.customer_id FROM orders
              WHERE orders.shop_id = $1 AND orders.order_id = given.order_id)))`,
    [
      shopId,
      about.map((subject) => subject.deliveryId),
      about.map((subject) => subject.customerId),
      about.map((subject) => subject.orderId),
    ],
  );
}

/** Most shops have none, and find that out from an index that is empty. */
async function hasRedactedMembers(sql: Sql, shopId: ShopId): Promise<boolean> {
  const { rowCount } = await sql.query(
    'SELECT FROM members WHERE shop_id = $1 AND redacted_at IS NOT NULL LIMIT 1',
    [shopId],
  );
  return rowCount === 1;
}
