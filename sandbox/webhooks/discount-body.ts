import type { Discount, RedeemCode } from '../store/discount-types.ts';
import { statusOf } from '../discounts/classes.ts';
import type { Time } from '../store/scalars.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { shopTime } from './wire.ts';

const NODE_TYPES = { code: 'DiscountCodeNode', automatic: 'DiscountAutomaticNode' } as const;

/**
 * Body of `discounts/delete`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-discounts/delete
 */
export function deletedDiscountBody(
  {
    discount,
    deletedAt,
  }: { readonly discount: Pick<Discount, 'id' | 'method'>; readonly deletedAt: Time },
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    admin_graphql_api_id: `gid://shopify/${NODE_TYPES[discount.method]}/${discount.id}`,
    deleted_at: shopTime(deletedAt, shop),
  };
}

/**
 * Body of `discounts/update`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-discounts/update: what was changed it does not say.
 */
export function changedDiscountBody(
  discount: Pick<Discount, 'id' | 'method' | 'title' | 'startsAt' | 'endsAt'> &
    Pick<Discount, 'createdAt' | 'updatedAt'>,
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    admin_graphql_api_id: `gid://shopify/${NODE_TYPES[discount.method]}/${discount.id}`,
    title: discount.title,
    status: statusOf(discount, new Date(discount.updatedAt)),
    created_at: shopTime(discount.createdAt, shop),
    updated_at: shopTime(discount.updatedAt, shop),
  };
}

/**
 * Body of `discounts/redeemcode_removed`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-discounts/redeemcode_removed
 */
export function removedCodeBody(
  {
    redeemCode: { id, code, discountId },
    deletedAt,
  }: {
    readonly redeemCode: Pick<RedeemCode, 'id' | 'code' | 'discountId'>;
    readonly deletedAt: Time;
  },
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${discountId}`,
    redeem_code: { id: `gid://shopify/DiscountRedeemCode/${id}`, code },
    updated_at: shopTime(deletedAt, shop),
  };
}
