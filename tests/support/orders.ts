import { CustomerId, OrderId, OrderLineId, ProductId } from '#app/loyalty/ids.ts';
import type { CustomerDetails, OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';

/** A line for tests: amounts in cents. */
export interface LineShape {
  readonly gross: number;
  readonly discount?: number;
  readonly refunded?: number;
  readonly tax?: number;
  readonly giftCard?: boolean;
  readonly productId?: string;
  readonly quantity?: number;
  readonly refundedQuantity?: number;
}

/** A paid order of 40.00 EUR by customer 7, unless told otherwise. */
export function orderFact(
  change: Partial<Omit<OrderFact, 'lines' | 'orderId' | 'customerId'>> & {
    orderId?: string;
    customerId?: string | null;
    lines?: readonly LineShape[];
  } = {},
): OrderFact {
  const { orderId = '1001', customerId = '7', lines = [{ gross: 4000 }], ...rest } = change;
  const factLines = lines.map((line, index) => ({
    lineId: OrderLineId.parse(`${orderId}${index + 1}`),
    productId: line.productId === undefined ? null : ProductId.parse(line.productId),
    title: `Coffee ${index + 1}`,
    quantity: line.quantity ?? 1,
    refundedQuantity: line.refundedQuantity ?? 0,
    gross: line.gross,
    discount: line.discount ?? 0,
    refunded: line.refunded ?? 0,
    tax: line.tax ?? 0,
    giftCard: line.giftCard ?? false,
  }));
  const net = factLines.reduce((sum, line) => sum + line.gross - line.discount - line.refunded, 0);
  return {
    orderId: OrderId.parse(orderId),
    name: `#${orderId}`,
    customerId: customerId === null ? null : CustomerId.parse(customerId),
    currency: 'EUR',
    processedAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    cancelledAt: null,
    fulfilledAt: null,
    deleted: false,
    paid: true,
    test: false,
    business: false,
    sourceName: 'web',
    taxesIncluded: true,
    lines: factLines,
    shipping: 0,
    shippingTax: 0,
    tips: 0,
    duties: 0,
    paidByGiftCard: 0,
    refundedWithoutLines: 0,
    chargedWithLines: net,
    discountCodes: [],
    refundIds: [],
    ...rest,
  };
}

/** The customer of an order, with nothing personal but a name. */
export function customerDetails(customerId: string): CustomerDetails {
  return {
    customerId: CustomerId.parse(customerId),
    firstName: 'Customer',
    lastName: customerId,
    email: null,
    phone: null,
    locale: null,
    verifiedEmail: false,
  };
}

/** The order as a reader would deliver it. */
export function readOrder(fact: OrderFact, source: ReadOrder['source'] = 'webhook'): ReadOrder {
  const customer = fact.customerId === null ? null : customerDetails(fact.customerId);
  return { fact, customer, guest: null, source, chargedBack: 'unknown' };
}
