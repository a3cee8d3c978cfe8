import type { Order, OrderEdit } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { rawId, shopTime } from './wire.ts';

/**
 * Body of `orders/edited`: the edit, not the order; see
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-orders/edited, and for `committed_at`
 * https://shopify.dev/changelog/new-committed_at-timestamp-added-to-orders-edited-webhook-payload
 */
export function orderEditBody(edit: OrderEdit, shop: SandboxShop): Record<string, unknown> {
  const time = shopTime(edit.createdAt, shop);
  const changes = (lines: OrderEdit['additions']) =>
    lines.map(({ lineId, delta }) => ({ id: rawId(lineId), delta }));
  return {
    order_edit: {
      id: rawId(edit.id),
      app_id: null,
      created_at: time,
      committed_at: time,
      notify_customer: false,
      order_id: rawId(edit.orderId),
      staff_note: edit.staffNote,
      user_id: null,
      line_items: { additions: changes(edit.additions), removals: changes(edit.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

/** Body of `orders/delete`, see https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-orders/delete */
export function deletedOrderBody(order: Order): Record<string, unknown> {
  return { id: rawId(order.id) };
}
