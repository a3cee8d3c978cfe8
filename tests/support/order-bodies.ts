/** An order of one line of 40.00 EUR by customer 7 in March 2026, unless told otherwise. */
export interface OrderShape {
  readonly orderId?: number;
  readonly customerId?: number;
  readonly customerName?: string;
  readonly refundedCents?: number;
  readonly updatedAt?: string;
}

const money = (cents: number) => {
  const amount = (cents / 100).toFixed(2);
  return { shop_money: { amount, currency_code: 'EUR' } };
};
const apiMoney = (cents: number) => ({
  shopMoney: { amount: (cents / 100).toFixed(1), currencyCode: 'EUR' },
});

const LINE_ID = 501;
const REFUND_ID = 91;

const updatedAtOf = ({ updatedAt, refundedCents }: OrderShape) =>
  updatedAt ?? (refundedCents ? '2026-03-05T10:00:00Z' : '2026-03-01T10:00:00Z');

/** The order as a webhook carries it, as far as the app reads it. */
export function orderBody(shape: OrderShape = {}) {
  const { orderId = 1001, customerId = 7, customerName = 'Ada', refundedCents = 0 } = shape;
  return {
    id: orderId,
    name: `#${orderId}`,
    customer: {
      id: customerId,
      first_name: customerName,
      last_name: 'King',
      email: null,
      phone: null,
    },
    customer_locale: 'en',
    created_at: '2026-03-01T11:00:00+01:00',
    processed_at: '2026-03-01T11:00:00+01:00',
    updated_at: updatedAtOf(shape),
    cancelled_at: null,
    financial_status: refundedCents ? 'partially_refunded' : 'paid',
    test: false,
    company: null,
    source_name: 'web',
    taxes_included: true,
    total_price_set: money(4000),
    total_shipping_price_set: money(0),
    current_shipping_price_set: money(0),
    line_items: [
      {
        id: LINE_ID,
        title: 'House blend',
        quantity: 2,
        price_set: money(2000),
        gift_card: false,
        discount_allocations: [],
      },
    ],
    refunds: refundedCents
      ? [
          {
            id: REFUND_ID,
            refund_line_items: [
              {
                line_item_id: LINE_ID,
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
  const page = <Item>(...nodes: Item[]) => ({
    nodes,
    pageInfo: { hasNextPage: false, endCursor: null },
  });
  const refund = {
    id: `gid://shopify/Refund/${REFUND_ID}`,
    refundLineItems: page({
      lineItem: { id: `gid://shopify/LineItem/${LINE_ID}` },
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
    test: false,
    sourceName: 'web',
    taxesIncluded: true,
    purchasingEntity: { __typename: 'Customer' },
    totalPriceSet: apiMoney(4000),
    totalShippingPriceSet: apiMoney(0),
    currentShippingPriceSet: apiMoney(0),
    customerLocale: 'en',
    customer: {
      id: `gid://shopify/Customer/${customerId}`,
      firstName: customerName,
      lastName: 'King',
      locale: 'en',
      defaultEmailAddress: null,
      defaultPhoneNumber: null,
    },
    lineItems: page({
      id: `gid://shopify/LineItem/${LINE_ID}`,
      title: 'House blend',
      quantity: 2,
      isGiftCard: false,
      originalUnitPriceSet: apiMoney(2000),
      discountAllocations: [],
    }),
    refunds: refundedCents ? [refund] : [],
  };
}
