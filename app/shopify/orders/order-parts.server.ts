import { CustomerId, OrderId, OrderLineId, ProductId } from '#app/loyalty/ids.ts';
import { sumMinor } from '#app/loyalty/money.ts';
import type { OrderFact, OrderFactLine } from '#app/loyalty/orders/order-fact.ts';

import {
  type FulfillmentParts,
  type PaymentParts,
  fulfilledAt,
  paidByGiftCard,
} from './order-course.server.ts';
import { type ShippingParts, countShipping } from './order-shipping.server.ts';
import { storableText } from '../wire/storable-text.server.ts';

/** A refund of one order in common terms, from whichever reader. Minor units. */
export interface RefundParts {
  readonly refundId: string;
  /** Whether any money moved or may still: a refund whose every transaction failed is none. */
  readonly stands: boolean;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly subtotal: number;
    readonly tax: number;
  }[];
  /** By amount: positive where more was paid back than the lines and shipping are worth. */
  readonly withoutLines: number;
}

/** A line in common terms: as ordered. */
export type OrderLineParts = Omit<
  OrderFactLine,
  'lineId' | 'productId' | 'refunded' | 'refundedQuantity'
> & { readonly lineId: string; readonly productId: string | null };

/** An order in common terms, from whichever reader. Money in minor units of the shop's currency. */
export interface OrderParts {
  readonly orderId: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly processedAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  /** In lower case, as in REST. */
  readonly financialStatus: string;
  readonly fulfillmentStatus: string | null;
  readonly fulfillments: readonly FulfillmentParts[];
  readonly test: boolean;
  readonly business: boolean;
  readonly sourceName: string;
  readonly taxesIncluded: boolean;
  /** As they were entered. */
  readonly discountCodes: readonly string[];
  readonly total: number;
  readonly shipping: ShippingParts;
  readonly tips: number;
  /** Before and after refunds. */
  readonly duties: { readonly charged: number; readonly current: number };
  /** None where it is known that no gift card paid. */
  readonly payments: readonly PaymentParts[];
  /** Without tips. */
  readonly lines: readonly OrderLineParts[];
  readonly refunds: readonly RefundParts[];
}

/** Money that was only reserved, came in part or is still awaited pays for nothing yet. */
const PAID = new Set(['paid', 'partially_refunded', 'refunded']);

/** Whether an order with this financial status, in lower case, is paid or once was. */
export function isPaid(financialStatus: string): boolean {
  return PAID.has(financialStatus);
}

/**
 * Assembles the fact. Both readers go through here, so that the same order gives the same fact whichever way it
 * came: lines and refunds sorted by id, times in UTC, text as the database keeps it.
 * @throws AmountError when amounts are too large to be counted with
 * @throws RangeError for a time that does not exist
 */
export function assembleOrderFact(parts: OrderParts): OrderFact {
  const refunds = parts.refunds.filter((refund) => refund.stands);
  const refundedByLine = Map.groupBy(
    refunds.flatMap((refund) => refund.lines),
    (line) => line.lineId,
  );
  const taxOnTop = (tax: number) => (parts.taxesIncluded ? 0 : tax);
  const refundedWithLines = refunds.flatMap((refund) =>
    refund.lines.flatMap((line) => [line.subtotal, taxOnTop(line.tax)]),
  );
  const shipping = countShipping(parts.shipping);
  const lines = parts.lines.map((line) =>
    assembleLine(line, refundedByLine.get(line.lineId) ?? []),
  );
  refuseTooMuch(lines);
  const accountedFor = sumMinor([
    ...refundedWithLines,
    shipping.refunded,
    taxOnTop(shipping.refundedTax),
    Math.max(0, parts.duties.charged - parts.duties.current),
  ]);
  const sentAt = fulfilledAt(parts.fulfillmentStatus, parts.fulfillments);
  return {
    orderId: OrderId.parse(parts.orderId),
    name: storableText(parts.name),
    customerId: parts.customerId === null ? null : CustomerId.parse(parts.customerId),
    currency: parts.currency,
    processedAt: inUtc(parts.processedAt),
    updatedAt: inUtc(parts.updatedAt),
    cancelledAt: parts.cancelledAt === null ? null : inUtc(parts.cancelledAt),
    fulfilledAt: sentAt === null ? null : inUtc(sentAt),
    deleted: false,
    paid: isPaid(parts.financialStatus),
    test: parts.test,
    business: parts.business,
    sourceName: storableText(parts.sourceName),
    taxesIncluded: parts.taxesIncluded,
    lines: lines.sort((a, b) => compareIds(a.lineId, b.lineId)),
    shipping: shipping.shipping,
    shippingTax: shipping.shippingTax,
    tips: Math.max(0, parts.tips),
    duties: Math.max(0, parts.duties.current),
    paidByGiftCard: paidByGiftCard(parts.payments),
    refundedWithoutLines: Math.max(0, sumMinor(refunds.map((refund) => refund.withoutLines))),
    chargedWithLines: Math.max(0, sumMinor([parts.total, -accountedFor])),
    discountCodes: codesOf(parts.discountCodes),
    refundIds: parts.refunds.map((refund) => refund.refundId).sort(compareIds),
  };
}

function assembleLine(line: OrderLineParts, refunded: RefundParts['lines']): OrderFactLine {
  return {
    lineId: OrderLineId.parse(line.lineId),
    productId: line.productId === null ? null : ProductId.parse(line.productId),
    title: storableText(line.title),
    quantity: line.quantity,
    refundedQuantity: sumMinor(refunded.map((part) => part.quantity)),
    gross: line.gross,
    discount: line.discount,
    refunded: sumMinor(refunded.map((part) => part.subtotal)),
    tax: line.tax,
    giftCard: line.giftCard,
  };
}

/** Case does not matter when a code is entered. */
function codesOf(entered: readonly string[]): string[] {
  const codes = entered.map((code) => storableText(code).toUpperCase());
  return [...new Set(codes)].filter((code) => code !== '').sort();
}

/** Whoever adds and subtracts a fact's amounts, in whichever order, stays where numbers are exact. */
function refuseTooMuch(lines: readonly OrderFactLine[]): void {
  sumMinor(
    lines.flatMap((line) => [line.gross, line.discount, line.refunded, line.tax].map(Math.abs)),
  );
}

/** Orders decimal ids by their number. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * `2025-01-23T22:16:37-05:00` as `2025-01-24T03:16:37.000Z`.
 * @throws RangeError outside the years 1 to 9999: only four digits compare like the times they stand for
 */
function inUtc(time: string): string {
  const utc = new Date(time).toISOString();
  if (!/^\d{4}-/.test(utc) || utc.startsWith('0000')) throw new RangeError('no year of ours');
  return utc;
}
