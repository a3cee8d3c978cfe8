import { type CustomerId, OrderId, OrderLineId } from '#app/loyalty/ids.ts';
import { proportion } from '#app/loyalty/money.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';

import { isPaid } from '../orders/order-parts.server.ts';
import { storableText } from '../wire/storable-text.server.ts';
import type { ExportRow } from './export-row.server.ts';

/** What an order's first row says of its money, in minor units. */
interface Amounts {
  readonly subtotal: number;
  readonly shipping: number;
  readonly tax: number;
  readonly duties: number;
  readonly total: number;
  readonly refunded: number;
}

/**
 * The order whose first row this is.
 *
 * Its goods are one line of the subtotal: that is after discounts of every kind, which the export does not spread over
 * the lines. What was refunded is one amount without lines. An order is processed when it was created, for the export
 * knows no other time.
 * @param buyer as whom the reader counts the owner of the e-mail address
 * @param fallbackId for an order whose row names none
 * @throws UnreadableRow
 */
export function orderOfRow(
  row: ExportRow,
  buyer: CustomerId | null,
  fallbackId: string,
): OrderFact {
  const currency = row.currency();
  const status = row.needed('Financial Status').toLowerCase().replaceAll(' ', '_');
  const amounts = amountsOf(row, currency, status);
  const createdAt = row.time('Created at') ?? row.lack('Created at');
  const goodsTax = shareOfGoods(amounts);
  return {
    orderId: idOf(row, fallbackId),
    name: storableText(row.needed('Name')),
    customerId: buyer,
    currency,
    processedAt: createdAt,
    updatedAt: createdAt,
    cancelledAt: row.time('Cancelled at'),
    fulfilledAt: fulfilledAt(row),
    deleted: false,
    paid: isPaid(status),
    test: false,
    business: false,
    sourceName: storableText(row.text('Source')),
    taxesIncluded: taxesAreIncluded(amounts),
    lines: [
      {
        lineId: GOODS,
        productId: null,
        title: storableText(row.text('Lineitem name')),
        quantity: 1,
        refundedQuantity: 0,
        gross: amounts.subtotal,
        discount: 0,
        refunded: 0,
        tax: goodsTax,
        giftCard: false,
      },
    ],
    shipping: amounts.shipping,
    shippingTax: amounts.tax - goodsTax,
    tips: 0,
    duties: amounts.duties,
    paidByGiftCard: 0,
    refundedWithoutLines: amounts.refunded,
    chargedWithLines: amounts.total,
    discountCodes: [],
    refundIds: [],
  };
}

const GOODS = OrderLineId.parse('1');

function amountsOf(row: ExportRow, currency: string, status: string): Amounts {
  const subtotal = row.amount('Subtotal', currency) ?? row.lack('Subtotal');
  const total = row.amount('Total', currency) ?? row.lack('Total');
  const refunded = row.amount('Refunded Amount', currency) ?? 0;
  return {
    subtotal,
    total,
    shipping: row.amount('Shipping', currency) ?? 0,
    tax: row.amount('Taxes', currency) ?? 0,
    duties: row.amount('Duties', currency) ?? 0,
    // The status knows it, too, where the amount is missing.
    refunded: refunded === 0 && status === 'refunded' ? total : refunded,
  };
}

/** The export has no word for it, but the total tells whether taxes were added; whichever comes nearer to it. */
function taxesAreIncluded({ subtotal, shipping, tax, duties, total }: Amounts): boolean {
  const contained = subtotal + shipping + duties;
  return Math.abs(total - contained) <= Math.abs(total - contained - tax);
}

/** The export sums taxes up; goods and shipping are taken to be taxed alike. */
function shareOfGoods({ subtotal, shipping, tax }: Amounts): number {
  const taxed = subtotal + shipping;
  return taxed === 0 ? 0 : proportion(tax, subtotal, taxed);
}

/** When all of it was sent; a file without the status is believed its date. */
function fulfilledAt(row: ExportRow): string | null {
  const status = row.text('Fulfillment Status').toLowerCase();
  return status === '' || status === 'fulfilled' ? row.time('Fulfilled at') : null;
}

/** The number in the name (`#1001`) stands in for Shopify's id: both grow. */
function idOf(row: ExportRow, fallbackId: string): OrderId {
  const inName = (row.text('Name').match(/\d+/g) ?? []).reverse();
  const usable = [...inName, fallbackId].find((text) => OrderId.safeParse(text).success);
  return row.orderId() ?? OrderId.parse(usable);
}
