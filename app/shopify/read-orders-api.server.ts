import { CustomerId, type OrderId } from '#app/loyalty/ids.ts';
import { parseMinor, sumMinor } from '#app/loyalty/money.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/order-fact.ts';

import type { AdminAnswer, AdminApi } from './admin-api.server.ts';
import type { ApiOrder, ApiRefund, WholeOrder } from './api-order.server.ts';
import { OrdersByIds } from './generated/operations.server.ts';
import { fromGid, toGid } from './gid.server.ts';
import { type OrderParts, type RefundParts, assembleOrderFact } from './order-parts.server.ts';
import { readRemainingLines, readRemainingRefunds } from './read-order-pages.server.ts';
import { moneyMayMove } from './read-order-webhook.server.ts';
import { storableTextOrNull } from './storable-text.server.ts';

/** As many orders as one query may ask for within Shopify's limit of cost. */
const ORDERS_A_CALL = 5;

/**
 * Reads orders as a whole from the Admin API. Gives the same fact as the webhook of the same state would.
 * @returns those that Shopify shows; an order that is missing may only be too old to be shown
 */
export async function readOrdersFromApi(
  adminApi: AdminApi,
  shopDomain: string,
  orderIds: readonly OrderId[],
): Promise<AdminAnswer<ReadOrder[]>> {
  const read: ReadOrder[] = [];
  for (let start = 0; start < orderIds.length; start += ORDERS_A_CALL) {
    const ids = orderIds.slice(start, start + ORDERS_A_CALL).map((id) => toGid('Order', id));
    const answer = await adminApi.run(shopDomain, OrdersByIds, { ids });
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      if (node?.__typename !== 'Order') continue;
      const whole = await readWhole(adminApi, shopDomain, node);
      if (!whole.ok) return whole;
      read.push(readOrder(whole.data));
    }
  }
  return { ok: true, data: read };
}

async function readWhole(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<WholeOrder>> {
  const lines = await readRemainingLines(adminApi, shopDomain, head);
  if (!lines.ok) return lines;
  const refunds = await readRemainingRefunds(adminApi, shopDomain, head);
  if (!refunds.ok) return refunds;
  return { ok: true, data: { head, lines: lines.data, refunds: refunds.data } };
}

function readOrder({ head, lines, refunds }: WholeOrder): ReadOrder {
  const customer = customerOf(head);
  const parts: OrderParts = {
    orderId: fromGid('Order', head.id),
    name: head.name,
    customerId: customer?.customerId ?? null,
    currency: head.totalPriceSet.shopMoney.currencyCode,
    processedAt: head.processedAt,
    updatedAt: head.updatedAt,
    cancelledAt: head.cancelledAt,
    financialStatus: (head.displayFinancialStatus ?? 'PENDING').toLowerCase(),
    test: head.test,
    business: head.purchasingEntity?.__typename === 'PurchasingCompany',
    sourceName: head.sourceName ?? '',
    taxesIncluded: head.taxesIncluded,
    total: minor(head.totalPriceSet),
    shippingRefunded: Math.max(
      0,
      sumMinor([minor(head.totalShippingPriceSet), -minor(head.currentShippingPriceSet)]),
    ),
    lines: lines.map((line) => ({
      lineId: fromGid('LineItem', line.id),
      title: line.title,
      quantity: line.quantity,
      gross: sumMinor([minor(line.originalUnitPriceSet) * line.quantity]),
      discount: sumMinor(line.discountAllocations.map((part) => minor(part.allocatedAmountSet))),
      giftCard: line.isGiftCard,
    })),
    refunds: refunds.map(refundParts),
  };
  return { fact: assembleOrderFact(parts), customer, source: 'api' };
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
      subtotal: minor(line.subtotalSet),
      tax: minor(line.totalTaxSet),
    })),
    withoutLines: sumMinor(adjusted),
  };
}

function customerOf({ customer, customerLocale }: ApiOrder): CustomerDetails | null {
  if (!customer) return null;
  return {
    customerId: CustomerId.parse(fromGid('Customer', customer.id)),
    firstName: storableTextOrNull(customer.firstName),
    lastName: storableTextOrNull(customer.lastName),
    email: storableTextOrNull(customer.defaultEmailAddress?.emailAddress),
    phone: storableTextOrNull(customer.defaultPhoneNumber?.phoneNumber),
    locale: storableTextOrNull(customerLocale ?? customer.locale),
  };
}

function minor(money: { shopMoney: { amount: string; currencyCode: string } }): number {
  return parseMinor(money.shopMoney.amount, money.shopMoney.currencyCode);
}
