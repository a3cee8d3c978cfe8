import type { SandboxShop } from '../store/shop-types.ts';
import type { SegmentMove } from './announcement.ts';

/**
 * Body of `customer.joined_segment` and `customer.left_segment`, key by key that of the samples in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customer.joined_segment
 */
export function segmentMoveBody(
  { customerId, segmentId }: SegmentMove,
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    shop_id: `gid://shopify/Shop/${shop.id}`,
    customer_id: `gid://shopify/Customer/${customerId}`,
    segment_id: `gid://shopify/Segment/${segmentId}`,
  };
}
