import type { Order, OrderLine, Refund } from '../store/order-types.ts';
import { type NewExchange, RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { toTransaction } from './first-transactions.ts';
import { overpaid, payOut } from './money-back.ts';
import { toLine } from './order-line.ts';
import { withRefund } from './refund-order.ts';
import { toReturn } from './returns.ts';
import { saveOrder } from './save-order.ts';
import { fulfillmentLines, fulfillmentStatusOf } from './shipped.ts';
import { standingOf } from './standing.ts';
import { taxIsIncluded, taxOfLine, totalsOf } from './totals.ts';

/** The order with what is sent instead, as lines of their own. */
function withLines(order: Order, lines: readonly OrderLine[], taxesIncluded: boolean): Order {
  return {
    ...order,
    lines: [...order.lines, ...lines],
    tax: lines.reduce((sum, line) => sum + taxOfLine(line, taxesIncluded), order.tax),
    // A fulfillment that does not say what it ships ships what there was until now.
    fulfillments: order.fulfillments.map((fulfillment) => ({
      ...fulfillment,
      lines: fulfillmentLines(order, fulfillment),
    })),
  };
}

interface Exchanged {
  readonly order: Order;
  readonly refund: Refund;
}

/** Takes in what is sent beyond what comes back, or gives back what comes back beyond it. */
function settle(context: CommandContext, before: Order, { order, refund }: Exchanged): Exchanged {
  const { taxesIncluded } = context.shop.get();
  const tooMuch = overpaid(order, taxesIncluded);
  if (tooMuch > 0) return payOut(context, order, refund, tooMuch);
  const more =
    totalsOf(order, taxesIncluded).outstanding - totalsOf(before, taxesIncluded).outstanding;
  if (more <= 0) return { order, refund };
  const payment = { amount: more, gateway: before.transactions[0]?.gateway ?? 'manual' };
  const sale = toTransaction(context, payment, presentTime(context));
  return { order: { ...order, transactions: [...order.transactions, sale] }, refund };
}

/**
 * Exchanges units that were shipped for others, in one step: what is sent are new lines of the order, what comes back
 * stands in a refund, and money moves for the difference alone. Announces `refunds/create` and `orders/updated`; no
 * topic tells of exchanges as such. See https://shopify.dev/docs/apps/build/orders-fulfillment/returns-apps/manage-exchanges
 * @throws RefusedByShop for units that the customer does not have, or that the shop does not sell
 */
export function exchangeOrder(context: CommandContext, wanted: NewExchange): Order {
  const before = findOrder(context, wanted.orderId);
  if (before.cancelledAt !== null || wanted.give.length === 0) {
    throw new RefusedByShop(`Order ${before.name}: say what is sent instead.`);
  }
  const { taxesIncluded } = context.shop.get();
  const time = presentTime(context);
  const exchange = toReturn(context, before, wanted.take, {
    status: 'closed',
    closedAt: time,
    refundId: null,
    exchangeLineIds: [],
  });
  const lines = wanted.give.map((line) => toLine(context, line));
  const extended = withLines(before, lines, taxIsIncluded(before, taxesIncluded));
  const taken = withRefund(context, extended, {
    lines: wanted.take.map((line) => ({ ...line, restock: wanted.restock ?? true })),
    movesMoney: false,
  });
  const { order: settled, refund } =
    wanted.settle === false ? taken : settle(context, before, taken);
  const closed = {
    ...exchange,
    refundId: refund.id,
    exchangeLineIds: lines.map(({ id }) => id),
  };
  const order: Order = {
    ...settled,
    financialStatus: standingOf(settled, taxesIncluded),
    fulfillmentStatus: fulfillmentStatusOf(settled),
    originalTotal: before.originalTotal ?? totalsOf(before, taxesIncluded).total,
    returns: [...(before.returns ?? []), closed],
    updatedAt: time,
  };
  saveOrder(context, before, order, [{ topic: 'refunds/create', order, refund }]);
  return order;
}
