import { CustomerId, OrderId, OrderLineId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';

const BEGIN = Date.UTC(2022, 0, 1);
/** So far apart that a million orders fill three years. */
const APART_MS = 90_000;
/** Four orders each, of a million. */
const CUSTOMERS = 250_000;

/** When the last of a million orders has matured, and the first have expired. */
export const HISTORY_END = Date.UTC(2025, 0, 1);

/**
 * A piece of an endless history, always the same: its orders come in the order in which they were placed, one in twenty
 * refunded in part.
 * @param first number of the first order, from 0
 */
export function ordersOfHistory(first: number, count: number): OrderFact[] {
  return Array.from({ length: count }, (_, index) => orderOfHistory(first + index));
}

function orderOfHistory(number: number): OrderFact {
  const placed = new Date(BEGIN + number * APART_MS).toISOString();
  const cents = 500 + (mixed(number) % 20_000);
  return {
    orderId: OrderId.parse(String(5_000_000_000_000 + number)),
    name: `#${1001 + number}`,
    customerId: CustomerId.parse(String(7_000_000_000_000 + (mixed(number + 7) % CUSTOMERS))),
    currency: 'EUR',
    processedAt: placed,
    updatedAt: placed,
    cancelledAt: null,
    fulfilledAt: placed,
    deleted: false,
    paid: true,
    test: false,
    business: false,
    sourceName: 'web',
    taxesIncluded: true,
    lines: [
      {
        lineId: LINE,
        productId: null,
        title: 'Coffee',
        quantity: 1,
        refundedQuantity: 0,
        gross: cents,
        discount: 0,
        refunded: 0,
        tax: 0,
        giftCard: false,
      },
    ],
    shipping: 490,
    shippingTax: 0,
    tips: 0,
    duties: 0,
    paidByGiftCard: 0,
    refundedWithoutLines: number % 20 === 0 ? Math.floor(cents / 3) : 0,
    chargedWithLines: cents + 490,
    discountCodes: [],
    refundIds: [],
  };
}

const LINE = OrderLineId.parse('1');

/** Numbers without a pattern that would help anybody: Knuth's multiplicative hashing. */
function mixed(number: number): number {
  return Math.imul(number + 1, 2_654_435_761) >>> 8;
}
