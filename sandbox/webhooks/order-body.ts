import { discountApplicationsOf } from '../commands/discounts.ts';
import { taxOf, toDecimal } from '../commands/money.ts';
import { gatewayNames } from '../commands/standing.ts';
import { type OrderTotals, refundedQuantity, taxIsIncluded, totalsOf } from '../commands/totals.ts';
import { shippingDiscountOf } from '../discounts/order-discounts.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Order, OrderLine } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { orderAddressBody, orderCustomerBody } from './customer-body.ts';
import { fulfillmentBodies } from './fulfillment-body.ts';
import { allocationBody, lineItemBody, taxLines } from './line-item-body.ts';
import { amounts, both, discountApplicationBodies, taxLinesOfOrder } from './order-money.ts';
import { refundBody } from './refund-body.ts';
import { returnBodies } from './return-body.ts';
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
  const tax = taxOf(shipping, shop.taxRatePercent, taxIsIncluded(order, shop.taxesIncluded));
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
      ...both('price', shipping + shippingDiscountOf(order), currency),
      requested_fulfillment_service_id: null,
      source: 'shopify',
      title: 'Standard',
      tax_lines: taxLines(tax, shop.taxRatePercent, currency),
      discount_allocations: shippingAllocations(order),
    },
  ];
}

function shippingAllocations(order: Order): object[] {
  return discountApplicationsOf(order).flatMap(({ shipping }, index) =>
    shipping === 0 ? [] : [allocationBody(shipping, index, order.currency)],
  );
}

function lineItems(order: Order, shop: SandboxShop): object[] {
  const included = taxIsIncluded(order, shop.taxesIncluded);
  return order.lines.map((line: OrderLine) => ({
    ...lineItemBody(order, line, included),
    attributed_staffs: [],
    current_quantity: line.quantity - refundedQuantity(order, line.id),
  }));
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
    company: order.company
      ? { id: rawId(order.company.id), location_id: rawId(order.company.locationId) }
      : null,
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
    payment_gateway_names: gatewayNames(order),
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
    taxes_included: taxIsIncluded(order, shop.taxesIncluded),
    test: order.test,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    billing_address: address,
    customer: customer && orderCustomerBody(customer, shop),
    discount_applications: discountApplicationBodies(order),
    fulfillments: fulfillmentBodies(order, shop),
    line_items: lineItems(order, shop),
    refunds: order.refunds.map((refund) => refundBody(order, refund, shop)),
    returns: returnBodies(order),
    shipping_address: address,
    shipping_lines: shippingLines(order, totals, shop),
  };
}
