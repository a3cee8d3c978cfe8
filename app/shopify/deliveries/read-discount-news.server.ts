import { z } from 'zod';

import { storableText } from '../wire/storable-text.server.ts';

/**
 * What happened to a native discount. A hint and no more: what there is of it is asked of Shopify before anything is done,
 * so it does not matter that a signed body may be posted under another topic.
 */
export type DiscountNews =
  /** It is gone, with its codes: anybody's, ours among them. */
  | { readonly kind: 'discount_deleted'; readonly discountId: string }
  /** It was changed: anybody's, ours among them. */
  | { readonly kind: 'discount_changed'; readonly discountId: string }
  /** A code of it is gone: anybody's, ours among them. */
  | { readonly kind: 'discount_code_deleted'; readonly code: string };

/**
 * `{"admin_graphql_api_id": "gid://shopify/DiscountCodeNode/1", "deleted_at": "…"}`, or with `title`, `status` and
 * `updated_at` where it was changed: its node may go by three names.
 */
const NamedDiscount = z
  .object({
    admin_graphql_api_id: z
      .string()
      .regex(/^gid:\/\/shopify\/Discount(Code|Automatic)?Node\/\d{1,19}$/),
  })
  .transform(({ admin_graphql_api_id: gid }) => gid.slice(gid.lastIndexOf('/') + 1));

/** `{"admin_graphql_api_id": "…", "redeem_code": {"id": "…", "code": "K7MX-P9QB-4TRC"}, "updated_at": "…"}` */
const DeletedCode = z.object({
  redeem_code: z.object({ code: z.string().max(255).transform(storableText) }),
});

/**
 * Reads a delivery of a topic of discounts.
 * @returns undefined for other topics
 * @throws ZodError for what is no such body
 */
export function readDiscountNews(topic: string, body: unknown): DiscountNews | undefined {
  switch (topic) {
    case 'discounts/delete':
      return { kind: 'discount_deleted', discountId: NamedDiscount.parse(body) };
    case 'discounts/update':
      return { kind: 'discount_changed', discountId: NamedDiscount.parse(body) };
    case 'discounts/redeemcode_removed':
      return { kind: 'discount_code_deleted', code: DeletedCode.parse(body).redeem_code.code };
    default:
      return undefined;
  }
}
