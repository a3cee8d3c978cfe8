import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import {
  REWARD_DISCOUNT_COLUMNS,
  type RewardDiscount,
  type RewardDiscountRow,
  toRewardDiscount,
} from './reward-discounts.server.ts';

/** A discount that exists at Shopify as far as is known, and by which something is redeemed or a code is still good. */
export type StandingDiscount = RewardDiscount & { readonly shopifyId: string };

/** Every such discount of a shop, by their ids. */
export async function listStandingDiscounts(sql: Sql, shopId: ShopId): Promise<StandingDiscount[]> {
  const { rows } = await sql.query<RewardDiscountRow>(
    `SELECT ${REWARD_DISCOUNT_COLUMNS} FROM reward_discounts
     WHERE shop_id = $1 AND shopify_id IS NOT NULL AND (state <> 'ended' OR EXISTS (
       SELECT FROM redemptions WHERE shop_id = $1 AND discount_id = reward_discounts.id AND state = 'ready'))
     ORDER BY id`,
    [shopId],
  );
  return rows.flatMap(toStanding);
}

/** Every discount of a shop that exists at Shopify and was made while the shop counted in another currency. */
export async function listOfFormerCurrencies(
  sql: Sql,
  shopId: ShopId,
  currency: string,
): Promise<StandingDiscount[]> {
  const { rows } = await sql.query<RewardDiscountRow>(
    `SELECT ${REWARD_DISCOUNT_COLUMNS} FROM reward_discounts
     WHERE shop_id = $1 AND shopify_id IS NOT NULL AND terms ->> 'currency' <> $2 ORDER BY id`,
    [shopId, currency],
  );
  return rows.flatMap(toStanding);
}

/**
 * Discounts that have ended and of which no member has a code any more that could be used, or is being deleted.
 * @returns as many as that at most, the oldest first
 */
export async function listDoneDiscounts(
  sql: Sql,
  shopId: ShopId,
  limit: number,
): Promise<RewardDiscount[]> {
  const { rows } = await sql.query<RewardDiscountRow>(
    `SELECT ${REWARD_DISCOUNT_COLUMNS} FROM reward_discounts d
     WHERE shop_id = $1 AND state = 'ended'
       AND NOT EXISTS (SELECT FROM redemptions r WHERE r.shop_id = $1 AND r.discount_id = d.id AND r.state = 'ready')
       AND NOT EXISTS (SELECT FROM redemptions r WHERE r.shop_id = $1 AND r.discount_id = d.id
         AND r.state IN ('cancelling', 'doubtful'))
       AND NOT EXISTS (SELECT FROM reward_codes c WHERE c.shop_id = $1 AND c.discount_id = d.id AND c.state = 'withdrawn')
     ORDER BY id LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(toRewardDiscount);
}

function toStanding(row: RewardDiscountRow): StandingDiscount[] {
  const discount = toRewardDiscount(row);
  const { shopifyId } = discount;
  return shopifyId === null ? [] : [{ ...discount, shopifyId }];
}

/**
 * Has nobody redeem by discounts that are said to be gone, until it is known whether they are: they are wanted, as if they
 * were to be made.
 * @param shopifyIds Shopify's ids of any discounts
 * @returns whether any of them is a reward's
 */
export async function doubtDiscounts(
  sql: Sql,
  shopId: ShopId,
  shopifyIds: readonly string[],
): Promise<boolean> {
  if (shopifyIds.length === 0) return false;
  const { rowCount } = await sql.query(
    `UPDATE reward_discounts SET state = CASE WHEN state = 'active' THEN 'wanted' ELSE state END
     WHERE shop_id = $1 AND shopify_id = ANY($2::bigint[])`,
    [shopId, shopifyIds],
  );
  return rowCount !== 0;
}

/**
 * Has discounts be compared anew that are said to have been changed.
 * @param shopifyIds Shopify's ids of any discounts
 * @returns whether any of them is a reward's
 */
export async function askForComparing(
  sql: Sql,
  shopId: ShopId,
  shopifyIds: readonly string[],
): Promise<boolean> {
  if (shopifyIds.length === 0) return false;
  const { rowCount } = await sql.query(
    `UPDATE reward_discounts SET checked_at = NULL WHERE shop_id = $1 AND shopify_id = ANY($2::bigint[])`,
    [shopId, shopifyIds],
  );
  return rowCount !== 0;
}

/**
 * Notes of a discount that is gone that members' codes went with it: what they redeemed is owed to them again, but for
 * what has expired, and for codes with which an order was placed.
 * @param problem what is said of them until they have another code
 * @param due when it is looked whether their codes were used before
 * @returns how many
 */
export async function oweAnew(
  sql: Sql,
  shopId: ShopId,
  discountId: string,
  { problem, now, due }: { readonly problem: string; readonly now: Date; readonly due: Date },
): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE redemptions SET state = 'pending', valid_until = NULL, problem = $3, changed_at = $4, retry_at = $5, attempts = 0
     WHERE shop_id = $1 AND discount_id = $2 AND state = 'ready' AND NOT order_changed
       AND (valid_until IS NULL OR valid_until > $4)`,
    [shopId, discountId, problem, now, due],
  );
  return rowCount ?? 0;
}
