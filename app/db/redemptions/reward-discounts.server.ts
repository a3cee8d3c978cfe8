import { z } from 'zod';

import type { ShopId } from '#app/loyalty/ids.ts';
import { DiscountTerms } from '#app/loyalty/rewards/discount-terms.ts';

import type { Sql } from '../database.server.ts';

const DiscountState = z.enum([
  /** It is to be created at Shopify. */
  'wanted',
  'active',
  /** Shopify does not take it as it is; it is tried again now and then. */
  'refused',
  /** Nothing more is redeemed by it; codes that were claimed stay valid until it ends. */
  'ended',
]);

/** A native discount of a reward. */
export interface RewardDiscount {
  readonly id: string;
  readonly rewardKey: string;
  readonly terms: DiscountTerms;
  readonly termsKey: string;
  readonly bucket: string;
  readonly endsAt: Date | null;
  /** Null until it was created. */
  readonly shopifyId: string | null;
  /** What a free product costs, as far as the discount knows it; minor units. */
  readonly productPrice: number | null;
  /** With which it is created, and by which it is found again where the answer got lost. */
  readonly firstCode: string;
  readonly state: z.infer<typeof DiscountState>;
  /** Why it is refused, in Shopify's word; null otherwise. */
  readonly problem: string | null;
  /** Shopify's id of the codes that are on their way. */
  readonly adding: string | null;
  /** Tries in vain. */
  readonly attempts: number;
  readonly retryAt: Date | null;
  /** When it was last compared with what Shopify has; null where that is due. */
  readonly checkedAt: Date | null;
  /** When somebody had changed it last then, by Shopify's clock. */
  readonly seenUpdatedAt: Date | null;
  /** In what it is another at Shopify than it should be, until that is set right. */
  readonly differences: readonly string[];
}

/** What names a discount among those of a shop. */
export type DiscountKey = Pick<RewardDiscount, 'rewardKey' | 'termsKey' | 'bucket'>;

/** Of a row that `toRewardDiscount` reads. */
export const REWARD_DISCOUNT_COLUMNS = `id, reward_key, terms, terms_key, bucket, ends_at, shopify_id, product_price, first_code, state, problem, adding, attempts,
  retry_at, checked_at, seen_updated_at, differences`;

export interface RewardDiscountRow {
  readonly id: string;
  readonly reward_key: string;
  readonly terms: unknown;
  readonly terms_key: string;
  readonly bucket: string;
  readonly ends_at: Date | null;
  readonly shopify_id: string | null;
  readonly product_price: string | null;
  readonly first_code: string;
  readonly state: string;
  readonly problem: string | null;
  readonly adding: string | null;
  readonly attempts: number;
  readonly retry_at: Date | null;
  readonly checked_at: Date | null;
  readonly seen_updated_at: Date | null;
  readonly differences: string[];
}

/** A reward's discount of its row. */
export function toRewardDiscount(row: RewardDiscountRow): RewardDiscount {
  return {
    id: row.id,
    rewardKey: row.reward_key,
    terms: DiscountTerms.parse(row.terms),
    termsKey: row.terms_key,
    bucket: row.bucket,
    endsAt: row.ends_at,
    shopifyId: row.shopify_id,
    productPrice: row.product_price === null ? null : Number(row.product_price),
    firstCode: row.first_code,
    state: DiscountState.parse(row.state),
    problem: row.problem,
    adding: row.adding,
    attempts: row.attempts,
    retryAt: row.retry_at,
    checkedAt: row.checked_at,
    seenUpdatedAt: row.seen_updated_at,
    differences: row.differences,
  };
}

/** All discounts of a shop that have not ended, by their ids. */
export async function listRewardDiscounts(sql: Sql, shopId: ShopId): Promise<RewardDiscount[]> {
  const { rows } = await sql.query<RewardDiscountRow>(
    `SELECT ${REWARD_DISCOUNT_COLUMNS} FROM reward_discounts WHERE shop_id = $1 AND state <> 'ended' ORDER BY id`,
    [shopId],
  );
  return rows.map(toRewardDiscount);
}

/**
 * Discounts that give a product for free by which nothing more is redeemed, and whose codes can be used still. There are as
 * many at most as ends lie ahead of the shop.
 */
export async function listEndedOfProducts(
  sql: Sql,
  shopId: ShopId,
  now: Date,
): Promise<RewardDiscount[]> {
  const { rows } = await sql.query<RewardDiscountRow>(
    `SELECT ${REWARD_DISCOUNT_COLUMNS} FROM reward_discounts
     WHERE shop_id = $1 AND state = 'ended' AND shopify_id IS NOT NULL AND (ends_at IS NULL OR ends_at > $2)
       AND terms #>> '{gives,kind}' = 'product' ORDER BY id`,
    [shopId, now],
  );
  return rows.map(toRewardDiscount);
}

/** A discount by which something can be redeemed, as far as redeeming needs it. */
export type RedeemableDiscount = DiscountKey & Pick<RewardDiscount, 'id' | 'state' | 'endsAt'>;

/** The discounts of these keys, as far as they are noted. */
export async function findDiscountsByKey(
  sql: Sql,
  shopId: ShopId,
  keys: readonly DiscountKey[],
): Promise<RedeemableDiscount[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql.query<
    Pick<RewardDiscountRow, 'id' | 'reward_key' | 'terms_key' | 'bucket' | 'state' | 'ends_at'>
  >({
    name: 'find-discounts-by-key',
    text: `SELECT id, reward_key, terms_key, bucket, state, ends_at FROM reward_discounts
     JOIN unnest($2::text[], $3::text[], $4::text[]) AS asked (reward_key, terms_key, bucket)
       USING (reward_key, terms_key, bucket)
     WHERE shop_id = $1`,
    values: [
      shopId,
      keys.map(({ rewardKey }) => rewardKey),
      keys.map(({ termsKey }) => termsKey),
      keys.map(({ bucket }) => bucket),
    ],
  });
  return rows.map((row) => ({
    id: row.id,
    rewardKey: row.reward_key,
    termsKey: row.terms_key,
    bucket: row.bucket,
    state: DiscountState.parse(row.state),
    endsAt: row.ends_at,
  }));
}

/** A discount that is to be there. */
export type NewRewardDiscount = DiscountKey &
  Pick<RewardDiscount, 'terms' | 'endsAt' | 'firstCode'>;

/**
 * Notes discounts that are to be there. One that had ended is wanted again: it is active at once where it exists at Shopify.
 */
export async function wantDiscounts(
  sql: Sql,
  shopId: ShopId,
  discounts: readonly NewRewardDiscount[],
  now: Date,
): Promise<void> {
  if (discounts.length === 0) return;
  await sql.query(
    `INSERT INTO reward_discounts (shop_id, created_at, state, reward_key, terms, terms_key, bucket, ends_at, first_code)
     SELECT $1, $2, 'wanted', given.* FROM unnest($3::text[], $4::jsonb[], $5::text[], $6::text[], $7::timestamptz[],
       $8::text[]) AS given
     ON CONFLICT (shop_id, reward_key, terms_key, bucket) DO UPDATE
       SET state = CASE WHEN reward_discounts.shopify_id IS NULL THEN 'wanted' ELSE 'active' END, checked_at = NULL
       WHERE reward_discounts.state = 'ended'`,
    [
      shopId,
      now,
      discounts.map(({ rewardKey }) => rewardKey),
      discounts.map(({ terms }) => JSON.stringify(terms)),
      discounts.map(({ termsKey }) => termsKey),
      discounts.map(({ bucket }) => bucket),
      discounts.map(({ endsAt }) => endsAt),
      discounts.map(({ firstCode }) => firstCode),
    ],
  );
}

/** What may change of a discount. */
export type DiscountChange = Partial<
  Pick<
    RewardDiscount,
    | 'state'
    | 'firstCode'
    | 'shopifyId'
    | 'productPrice'
    | 'problem'
    | 'adding'
    | 'attempts'
    | 'retryAt'
    | 'checkedAt'
    | 'seenUpdatedAt'
    | 'differences'
  >
>;

const CHANGEABLE: readonly (readonly [keyof DiscountChange, string])[] = [
  ['state', 'state'],
  ['firstCode', 'first_code'],
  ['shopifyId', 'shopify_id'],
  ['productPrice', 'product_price'],
  ['problem', 'problem'],
  ['adding', 'adding'],
  ['attempts', 'attempts'],
  ['retryAt', 'retry_at'],
  ['checkedAt', 'checked_at'],
  ['seenUpdatedAt', 'seen_updated_at'],
  ['differences', 'differences'],
];

/** Changes what is named of a discount, and leaves the rest. */
export async function changeDiscount(
  sql: Sql,
  shopId: ShopId,
  id: string,
  change: DiscountChange,
): Promise<void> {
  const named = CHANGEABLE.filter(([name]) => change[name] !== undefined);
  if (named.length === 0) return;
  const settings = named.map(([, column], index) => `${column} = $${index + 3}`);
  await sql.query(
    `UPDATE reward_discounts SET ${settings.join(', ')} WHERE shop_id = $1 AND id = $2`,
    [shopId, id, ...named.map(([name]) => change[name])],
  );
}

/** Forgets a discount that does not exist at Shopify (any more), and its codes, with which nobody can do anything. */
export async function dropDiscount(sql: Sql, shopId: ShopId, id: string): Promise<void> {
  await sql.query('DELETE FROM reward_codes WHERE shop_id = $1 AND discount_id = $2', [shopId, id]);
  await sql.query('DELETE FROM reward_discounts WHERE shop_id = $1 AND id = $2', [shopId, id]);
}
