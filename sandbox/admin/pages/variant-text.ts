import type { OrderLine } from '#sandbox/store/order-types.ts';

/**
 * Which variant a line is of: `500 g · HOUSE-BLEND-2`. A product with one variant calls it “Default Title”, which says
 * nothing to anybody, https://shopify.dev/docs/api/admin-graphql/latest/objects/Product#field-hasOnlyDefaultVariant
 */
export function variantText({ variantTitle, sku }: OrderLine): string {
  return [variantTitle, sku].filter((text) => text !== '' && text !== 'Default Title').join(' · ');
}
