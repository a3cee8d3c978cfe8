import { fulfillmentLines } from '../commands/shipped.ts';
import { taxIsIncluded } from '../commands/totals.ts';
import type { Order } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { lineItemBody } from './line-item-body.ts';
import { rawId, shopTime } from './wire.ts';

/**
 * The fulfillments of an order; a line item in them has the quantity that was shipped. See
 * https://shopify.dev/docs/api/admin-rest/latest/resources/fulfillment
 */
export function fulfillmentBodies(order: Order, shop: SandboxShop): object[] {
  const included = taxIsIncluded(order, shop.taxesIncluded);
  return order.fulfillments.map((fulfillment, position) => {
    const { createdAt, cancelledAt } = fulfillment;
    return {
      id: rawId(fulfillment.id),
      admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
      created_at: shopTime(createdAt, shop),
      location_id: null,
      name: `${order.name}.${position + 1}`,
      order_id: rawId(order.id),
      origin_address: {},
      receipt: {},
      service: 'manual',
      shipment_status: null,
      status: cancelledAt === undefined ? 'success' : 'cancelled',
      tracking_company: null,
      tracking_number: null,
      tracking_numbers: [],
      tracking_url: null,
      tracking_urls: [],
      updated_at: shopTime(cancelledAt ?? createdAt, shop),
      line_items: fulfillmentLines(order, fulfillment).flatMap(({ lineId, quantity }) => {
        const line = order.lines.find(({ id }) => id === lineId);
        return line ? [{ ...lineItemBody(order, line, included), quantity }] : [];
      }),
    };
  });
}
