/** An order of one line of 40.00 EUR by customer 7 in March 2026, unless told otherwise. */
export interface OrderShape {
  readonly orderId?: number;
  readonly customerId?: number;
  readonly customerName?: string;
  readonly refundedCents?: number;
  readonly updatedAt?: string;
  /** An order without a customer, by whom it was placed. */
  readonly guest?: { readonly email: string | null; readonly phone: string | null };
}

/** Euros as a webhook's body has them. */
export const money = (cents: number) => {
  const amount = (cents / 100).toFixed(2);
  return { shop_money: { amount, currency_code: 'EUR' } };
};
/** The same as the Admin API has them. */
export const apiMoney = (cents: number) => ({
  // The Admin API leaves the last zero away.
  shopMoney: { amount: (cents / 100).toFixed(2).replace(/0$/, ''), currencyCode: 'EUR' },
});

const LINE_ID = 501;
const PRODUCT_ID = 301;
const REFUND_ID = 91;

const updatedAtOf = ({ updatedAt, refundedCents }: OrderShape) =>
  updatedAt ?? (refundedCents ? '2026-03-05T10:00:00Z' : '2026-03-01T10:00:00Z');

/** The order as a webhook carries it, as far as the app reads it. */
export function orderBody(shape: OrderShape = {}) {
  const { orderId = 1001, customerId = 7, customerName = 'Ada', refundedCents = 0 } = shape;
  const { guest } = shape;
  return {
    id: orderId,
    name: `#${orderId}`,
    customer: guest
      ? null
      : {
          id: customerId,
          first_name: customerName,
          last_name: 'King',
          email: null,
          phone: null,
          verified_email: true,
        },
    // Where there is no address Shopify writes an empty one.
    email: guest?.email ?? '',
    contact_email: guest?.email ?? null,
    phone: guest?.phone ?? null,
    payment_gateway_names: ['manual'],
    customer_locale: 'en',
    created_at: '2026-03-01T11:00:00+01:00',
    processed_at: '2026-03-01T11:00:00+01:00',
    updated_at: updatedAtOf(shape),
    cancelled_at: null,
    financial_status: refundedCents ? 'partially_refunded' : 'paid',
    fulfillment_status: 'fulfilled',
    fulfillments: [
      { created_at: '2026-03-02T09:00:00+01:00', status: 'success' },
      { created_at: '2026-03-01T13:00:00+01:00', status: 'success' },
    ],
    test: false,
    company: null,
    source_name: 'web',
    taxes_included: true,
    discount_codes: [{ code: 'Springtime', amount: '0.00', type: 'fixed_amount' }],
    total_price_set: money(4000),
    total_shipping_price_set: money(0),
    current_shipping_price_set: money(0),
    original_total_duties_set: null,
    current_total_duties_set: null,
    total_tip_received: '0.00',
    line_items: [
      {
        id: LINE_ID,
        title: 'House blend',
        product_id: PRODUCT_ID,
        quantity: 2,
        price_set: money(2000),
        gift_card: false,
        discount_allocations: [],
        tax_lines: [{ price_set: money(639) }],
      },
    ],
    shipping_lines: [{ price_set: money(0), discount_allocations: [], tax_lines: [] }],
    refunds: refundedCents
      ? [
          {
            id: REFUND_ID,
            refund_line_items: [
              {
                line_item_id: LINE_ID,
                quantity: 1,
                subtotal_set: money(refundedCents),
                total_tax_set: money(0),
              },
            ],
            order_adjustments: [],
            transactions: [{ status: 'success' }],
          },
        ]
      : [],
  };
}

/** The same order as the Admin API answers it. */
export function apiOrder(shape: OrderShape = {}) {
  const { orderId = 1001, customerId = 7, customerName = 'Ada', refundedCents = 0 } = shape;
  const { guest } = shape;
  const page = <Item>(...nodes: Item[]) => ({
    nodes,
    pageInfo: { hasNextPage: false, endCursor: null },
  });
  const refund = {
    id: `gid://shopify/Refund/${REFUND_ID}`,
    refundLineItems: page({
      lineItem: { id: `gid://shopify/LineItem/${LINE_ID}` },
      quantity: 1,
      subtotalSet: apiMoney(refundedCents),
      totalTaxSet: apiMoney(0),
    }),
    orderAdjustments: page(),
    transactions: page({ status: 'SUCCESS' }),
  };
  return {
    __typename: 'Order',
    id: `gid://shopify/Order/${orderId}`,
    name: `#${orderId}`,
    currencyCode: 'EUR',
    processedAt: '2026-03-01T10:00:00Z',
    updatedAt: updatedAtOf(shape),
    cancelledAt: null,
    displayFinancialStatus: refundedCents ? 'PARTIALLY_REFUNDED' : 'PAID',
    displayFulfillmentStatus: 'FULFILLED',
    test: false,
    sourceName: 'web',
    taxesIncluded: true,
    discountCodes: ['Springtime'],
    purchasingEntity: { __typename: 'Customer' },
    totalPriceSet: apiMoney(4000),
    currentShippingPriceSet: apiMoney(0),
    originalTotalDutiesSet: null,
    currentTotalDutiesSet: null,
    totalTipReceivedSet: apiMoney(0),
    disputes: [],
    email: guest?.email ?? null,
    phone: guest?.phone ?? null,
    customerLocale: 'en',
    customer: guest
      ? null
      : {
          id: `gid://shopify/Customer/${customerId}`,
          firstName: customerName,
          lastName: 'King',
          locale: 'en',
          verifiedEmail: true,
          defaultEmailAddress: null,
          defaultPhoneNumber: null,
        },
    lineItems: page({
      id: `gid://shopify/LineItem/${LINE_ID}`,
      title: 'House blend',
      product: { id: `gid://shopify/Product/${PRODUCT_ID}` },
      quantity: 2,
      isGiftCard: false,
      requiresShipping: true,
      originalUnitPriceSet: apiMoney(2000),
      discountAllocations: [],
      taxLines: [{ priceSet: apiMoney(639) }],
    }),
    shippingLines: page({
      id: null,
      originalPriceSet: apiMoney(0),
      discountAllocations: [],
      taxLines: [],
    }),
    transactions: [
      { kind: 'SALE', status: 'SUCCESS', gateway: 'manual', amountSet: apiMoney(4000) },
    ],
    fulfillments: [
      { createdAt: '2026-03-02T08:00:00Z', status: 'SUCCESS' },
      { createdAt: '2026-03-01T12:00:00Z', status: 'SUCCESS' },
    ],
    refunds: refundedCents ? [refund] : [],
  };
}
