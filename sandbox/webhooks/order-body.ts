import { taxOf, toDecimal } from '../commands/money.ts';
import { type OrderTotals, refundedQuantity, totalsOf } from '../commands/totals.ts';
import type { Customer, Order, OrderLine, SandboxShop } from '../store/types.ts';
import { orderAddressBody, orderCustomerBody } from './customer-body.ts';
import { lineItemBody, taxLines } from './line-item-body.ts';
import { amounts, both, discountApplicationBodies, taxLinesOfOrder } from './order-money.ts';
import { refundBody } from './refund-body.ts';
import { moneySet, rawId, shopTime, tokenOf } from './wire.ts';

/** Shopify's own Online Store and Point of Sale, the apps that orders come from; by their public ids. */
const APP_IDS: Record<string, string> = {
  web: '580111',
  pos: '129785',
  shopify_draft_order: '1354745',
};

function shippingLines(order: Order, totals: OrderTotals, shop: SandboxShop): object[] {
  const shipped = order.sourceName !== 'pos' && order.lines.some((line) => !line.giftCard);
  if (!shipped) return [];
  const { currency, shipping } = order;
  const tax = taxOf(shipping, shop.taxRatePercent, shop.taxesIncluded);
  return [
    {
      // One shipping line an order, which the store gives no id of its own.
      id: rawId((BigInt(order.id) + 1n).toString()),
      carrier_identifier: null,
      code: 'Standard',
      current_discounted_price_set: moneySet(totals.currentShipping, currency),
      ...both('discounted_price', shipping, currency),
      is_removed: false,
      phone: null,
      ...both('price', shipping, currency),
      requested_fulfillment_service_id: null,
      source: 'shopify',
      title: 'Standard',
      tax_lines: taxLines(tax, shop.taxRatePercent, currency),
      discount_allocations: [],
    },
  ];
}

function lineItems(order: Order, shop: SandboxShop): object[] {
  return order.lines.map((line: OrderLine) => {
    const current = line.quantity - refundedQuantity(order, line.id);
    return {
      ...lineItemBody(order, line, current, shop.taxesIncluded),
      attributed_staffs: [],
      current_quantity: current,
    };
  });
}

/** See https://shopify.dev/docs/api/admin-rest/latest/resources/fulfillment */
function fulfillments(order: Order, shop: SandboxShop): object[] {
  return order.fulfillments.map((fulfillment, position) => {
    const time = shopTime(fulfillment.createdAt, shop);
    return {
      id: rawId(fulfillment.id),
      admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
      created_at: time,
      location_id: null,
      name: `${order.name}.${position + 1}`,
      order_id: rawId(order.id),
      origin_address: {},
      receipt: {},
      service: 'manual',
      shipment_status: null,
      status: 'success',
      tracking_company: null,
      tracking_number: null,
      tracking_numbers: [],
      tracking_url: null,
      tracking_urls: [],
      updated_at: time,
      line_items: order.lines.map((line) => lineItemBody(order, line, 0, shop.taxesIncluded)),
    };
  });
}

function provenance(order: Order, shop: SandboxShop): Record<string, unknown> {
  return {
    app_id: rawId(APP_IDS[order.sourceName] ?? APP_IDS.web ?? '0'),
    browser_ip: null,
    cart_token: null,
    checkout_id: null,
    checkout_token: null,
    client_details: {
      accept_language: null,
      browser_height: null,
      browser_ip: null,
      browser_width: null,
      session_hash: null,
      user_agent: null,
    },
    company: null,
    confirmation_number: tokenOf(order.id).slice(-9),
    confirmed: true,
    device_id: null,
    landing_site: order.landingSite,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: tokenOf(shop.id),
    merchant_of_record_app_id: null,
    order_status_url: `https://${shop.domain}/account/orders/${order.id}`,
    po_number: null,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    token: tokenOf(order.id).toLowerCase(),
    user_id: null,
  };
}

function course(order: Order, shop: SandboxShop): Record<string, unknown> {
  const cancelledAt = order.cancelledAt && shopTime(order.cancelledAt, shop);
  return {
    cancel_reason: order.cancelReason,
    cancelled_at: cancelledAt,
    closed_at: cancelledAt,
    created_at: shopTime(order.createdAt, shop),
    processed_at: shopTime(order.processedAt, shop),
    updated_at: shopTime(order.updatedAt, shop),
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfillmentStatus,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    payment_terms: null,
  };
}

/**
 * Body of every `orders/…` topic: the whole order. Its keys are those of deliveries of 2025; see
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order for what they mean.
 * @param customer the order's customer, null for a guest
 */
export function orderBody(
  order: Order,
  customer: Customer | null,
  shop: SandboxShop,
): Record<string, unknown> {
  const totals = totalsOf(order, shop.taxesIncluded);
  const address = order.address && orderAddressBody(order.address);
  return {
    id: rawId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    ...provenance(order, shop),
    ...course(order, shop),
    ...amounts(order, totals),
    buyer_accepts_marketing: customer?.acceptsMarketing ?? false,
    contact_email: order.email,
    currency: order.currency,
    customer_locale: order.locale,
    discount_codes: order.discountCodes.map(({ code, amount, type }) => ({
      code,
      amount: toDecimal(amount),
      type,
    })),
    duties_included: false,
    email: order.email ?? '',
    estimated_taxes: false,
    name: order.name,
    note: null,
    note_attributes: order.noteAttributes,
    number: order.number - 1000,
    order_number: order.number,
    phone: order.phone,
    presentment_currency: order.currency,
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: taxLinesOfOrder(order, shop),
    taxes_included: shop.taxesIncluded,
    test: order.test,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    billing_address: address,
    customer: customer && orderCustomerBody(customer, shop),
    discount_applications: discountApplicationBodies(order),
    fulfillments: fulfillments(order, shop),
    line_items: lineItems(order, shop),
    refunds: order.refunds.map((refund) => refundBody(order, refund, shop)),
    returns: [],
    shipping_address: address,
    shipping_lines: shippingLines(order, totals, shop),
  };
}
