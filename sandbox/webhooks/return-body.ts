import type { Order } from '../store/order-types.ts';
import { rawId } from './wire.ts';

/**
 * `returns` of an order. What stands in this list is documented nowhere; its items are taken to be what the topics on
 * returns carry, less the order: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-returns/approve
 */
export function returnBodies(order: Order): object[] {
  return (order.returns ?? []).map(({ id, name, status, lines }) => ({
    id: rawId(id),
    admin_graphql_api_id: `gid://shopify/Return/${id}`,
    name,
    status,
    total_return_line_items: lines.length,
    return_line_items: lines.map((line) => ({
      id: rawId(line.id),
      admin_graphql_api_id: `gid://shopify/ReturnLineItem/${line.id}`,
      line_item: {
        id: rawId(line.lineId),
        admin_graphql_api_id: `gid://shopify/LineItem/${line.lineId}`,
      },
      quantity: line.quantity,
      return_reason: 'unknown',
      return_reason_note: '',
      customer_note: null,
    })),
  }));
}
