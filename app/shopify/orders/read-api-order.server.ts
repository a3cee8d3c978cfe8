import { AmountError, parseMinor, sumMinor } from '#app/loyalty/money.ts';
import type { GuestContact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type {
  ApiRefund,
  SpokenHead,
  SpokenLine,
  SpokenMoney,
  SpokenShippingLine,
  WholeOrder,
} from './api-order.server.ts';
import { fromGid } from '../admin-api/gid.server.ts';
import { moneyMayMove } from './order-course.server.ts';
import { type OrderParts, type RefundParts, assembleOrderFact } from './order-parts.server.ts';
import { type ShippingParts, shippingLineCharge } from './order-shipping.server.ts';
import { readApiCustomer } from '../customers/read-api-customer.server.ts';
import { storableTextOrNull } from '../wire/storable-text.server.ts';

/** Disputes that ended with the money gone. */
const LOST = new Set(['ACCEPTED', 'CHARGE_REFUNDED', 'LOST']);

/**
 * An order of the Admin API in the app's terms: the same fact as the webhook of the same state would give.
 * @throws AmountError for amounts that cannot be counted with
 * @throws RangeError for a time that does not exist
 */
export function readApiOrder(whole: WholeOrder): ReadOrder {
  const { head } = whole;
  const { customer, customerLocale } = head;
  return {
    fact: assembleOrderFact(partsOf(whole)),
    customer: customer && readApiCustomer(customer, customerLocale),
    guest: customer ? null : guestOf(head),
    source: 'api',
    chargedBack: head.disputes.some((dispute) => LOST.has(dispute.status)),
  };
}

/** Whether reading an order ended because of what is in it: it will end so again. */
export function isUncountable(error: unknown): boolean {
  return error instanceof AmountError || error instanceof RangeError;
}

function partsOf({ head, lines, shippingLines, payments, fulfillments, refunds }: WholeOrder) {
  const parts: OrderParts = {
    orderId: fromGid('Order', head.id),
    name: head.name,
    customerId: head.customer && fromGid('Customer', head.customer.id),
    currency: head.totalPriceSet.shopMoney.currencyCode,
    processedAt: head.processedAt,
    updatedAt: head.updatedAt,
    cancelledAt: head.cancelledAt,
    financialStatus: (head.displayFinancialStatus ?? 'PENDING').toLowerCase(),
    fulfillmentStatus: head.displayFulfillmentStatus.toLowerCase(),
    fulfillments: fulfillments.map(({ createdAt, status }) => ({
      createdAt,
      status: status.toLowerCase(),
    })),
    test: head.test,
    business: head.purchasingEntity?.__typename === 'PurchasingCompany',
    sourceName: head.sourceName ?? '',
    taxesIncluded: head.taxesIncluded,
    discountCodes: head.discountCodes,
    total: minor(head.totalPriceSet),
    shipping: shippingOf(head, shippingLines),
    tips: minor(head.totalTipReceivedSet),
    duties: {
      charged: head.originalTotalDutiesSet ? minor(head.originalTotalDutiesSet) : 0,
      current: head.currentTotalDutiesSet ? minor(head.currentTotalDutiesSet) : 0,
    },
    payments: payments.map(({ kind, status, gateway, amountSet }) => ({
      kind: kind.toLowerCase(),
      status: status.toLowerCase(),
      gateway,
      amount: minor(amountSet),
    })),
    lines: lines.map(lineParts),
    refunds: refunds.map(refundParts),
  };
  return parts;
}

function lineParts(line: SpokenLine): OrderParts['lines'][number] {
  return {
    lineId: fromGid('LineItem', line.id),
    title: line.title,
    productId: line.product && fromGid('Product', line.product.id),
    quantity: line.quantity,
    gross: sumMinor([minor(line.originalUnitPriceSet) * line.quantity]),
    discount: sumMinor(line.discountAllocations.map((part) => minor(part.allocatedAmountSet))),
    tax: sumMinor(line.taxLines.map((part) => minor(part.priceSet))),
    giftCard: line.isGiftCard,
  };
}

function shippingOf(head: SpokenHead, lines: readonly SpokenShippingLine[]): ShippingParts {
  return {
    charged: sumMinor(
      lines.map((line) =>
        shippingLineCharge(
          minor(line.originalPriceSet),
          line.discountAllocations.map((part) => minor(part.allocatedAmountSet)),
        ),
      ),
    ),
    current: minor(head.currentShippingPriceSet),
    tax: sumMinor(lines.flatMap((line) => line.taxLines.map((part) => minor(part.priceSet)))),
  };
}

function refundParts(refund: ApiRefund): RefundParts {
  const adjusted = refund.orderAdjustments.nodes.flatMap((adjustment) => [
    -minor(adjustment.amountSet),
    -minor(adjustment.taxAmountSet),
  ]);
  return {
    refundId: fromGid('Refund', refund.id),
    stands: moneyMayMove(refund.transactions.nodes.map((transaction) => transaction.status)),
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: fromGid('LineItem', line.lineItem.id),
      quantity: line.quantity,
      subtotal: minor(line.subtotalSet),
      tax: minor(line.totalTaxSet),
    })),
    withoutLines: sumMinor(adjusted),
  };
}

function guestOf({ email, phone }: SpokenHead): GuestContact {
  return { email: orNull(email), phone: orNull(phone) };
}

function orNull(text: string | null): string | null {
  return text === '' ? null : storableTextOrNull(text);
}

function minor({ shopMoney: { amount, currencyCode } }: SpokenMoney): number {
  return parseMinor(amount, currencyCode);
}
