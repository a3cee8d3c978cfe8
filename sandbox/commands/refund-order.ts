import type { Minor } from '../store/scalars.ts';
import type { Order, OrderLine, Refund, RefundLine } from '../store/order-types.ts';
import { type NewRefund, RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { shareOfUnits, taxOf, toMoneyText } from './money.ts';
import { moneyBack } from './money-back.ts';
import { saveOrder } from './save-order.ts';
import { fulfillmentStatusOf } from './shipped.ts';
import { afterRefund } from './standing.ts';
import {
  moneyMoved,
  netOfLine,
  refundedQuantity,
  taxIsIncluded,
  taxOfLine,
  totalsOf,
} from './totals.ts';

function toRefundLine(
  context: CommandContext,
  order: Order,
  wanted: NewRefund['lines'][number],
  taxesIncluded: boolean,
): RefundLine {
  const line = order.lines.find((candidate) => candidate.id === wanted.lineId);
  if (!line)
    throw new RefusedByShop(`Order ${order.name} has no line with the id ${wanted.lineId}.`);
  const before = refundedQuantity(order, line.id);
  const left = line.quantity - before;
  const { quantity } = wanted;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
    throw new RefusedByShop(
      `Of ${line.title} in order ${order.name}, ${left} can still be refunded, not ${quantity}.`,
    );
  }
  const share = (amount: Minor): Minor =>
    shareOfUnits(amount, line.quantity, before, before + quantity);
  return {
    id: context.newId(),
    lineId: line.id,
    quantity,
    subtotal: share(netOfLine(line)),
    tax: share(taxOfLine(line, taxesIncluded)),
    restock: wanted.restock ?? true,
  };
}

function refuseUnlessLeft(order: Order, what: string, amount: Minor, left: Minor): void {
  if (amount < 0 || amount > left) {
    throw new RefusedByShop(
      `Of the ${what} of order ${order.name}, ${toMoneyText(left, order.currency)} can still be refunded.`,
    );
  }
}

/** What a refund comes to: tax is on top where prices do not contain it. */
function amountOf(refund: Omit<Refund, 'transactions'>, taxesIncluded: boolean): Minor {
  const lines = refund.lines.reduce(
    (sum, line) => sum + line.subtotal + (taxesIncluded ? 0 : line.tax),
    0,
  );
  const shippingTax = taxesIncluded ? 0 : refund.shippingTax;
  const { shipping, duties = 0, amountWithoutLines } = refund;
  return lines + shipping + shippingTax + duties + amountWithoutLines;
}

/**
 * Adds a refund to an order without saving or announcing anything.
 * @param wanted.movesMoney false for units that are only taken off
 * @throws RefusedByShop when more would be refunded than there is
 */
export function withRefund(
  context: CommandContext,
  order: Order,
  wanted: Omit<NewRefund, 'orderId'> & { movesMoney?: boolean },
): { order: Order; refund: Refund } {
  const shop = context.shop.get();
  const taxesIncluded = taxIsIncluded(order, shop.taxesIncluded);
  const { shipping = 0, duties = 0, amountWithoutLines = 0, note = null } = wanted;
  if (new Set(wanted.lines.map(({ lineId }) => lineId)).size < wanted.lines.length) {
    throw new RefusedByShop('A refund names each line once.');
  }
  const { currentShipping, currentDuties } = totalsOf(order, taxesIncluded);
  refuseUnlessLeft(order, 'shipping', shipping, currentShipping);
  refuseUnlessLeft(order, 'duties', duties, currentDuties);
  const time = presentTime(context);
  const draft = {
    id: context.newId(),
    createdAt: time,
    note,
    lines: wanted.lines.map((line) => toRefundLine(context, order, line, taxesIncluded)),
    shipping,
    shippingTax: taxOf(shipping, shop.taxRatePercent, taxesIncluded),
    amountWithoutLines,
    ...(duties > 0 ? { duties } : {}),
  };
  const amount = amountOf(draft, taxesIncluded);
  if (draft.lines.length === 0 && amount <= 0)
    throw new RefusedByShop('There is nothing to refund.');
  const transactions = wanted.movesMoney === false ? [] : moneyBack(context, order, amount, wanted);
  const refund: Refund = { ...draft, transactions };
  const refunded: Order = {
    ...order,
    refunds: [...order.refunds, refund],
    transactions: [...order.transactions, ...refund.transactions],
    updatedAt: time,
  };
  return {
    order: {
      ...refunded,
      financialStatus: afterRefund(refunded),
      fulfillmentStatus: fulfillmentStatusOf(refunded),
    },
    refund,
  };
}

/** Lines of which there is something left to refund, whole. */
export function linesLeft(order: Order): { lineId: OrderLine['id']; quantity: number }[] {
  return order.lines
    .map((line) => ({
      lineId: line.id,
      quantity: line.quantity - refundedQuantity(order, line.id),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/**
 * Refunds lines, shipping, duties, or an amount without lines; announces `refunds/create` and `orders/updated`. Lines
 * of an order that was not paid are taken off it, and no money moves. The money goes back the way it came, to store
 * credit, or is on its way until it is settled or fails: a refund tells of what was refunded "independent from the
 * movement of money". See https://shopify.dev/docs/api/admin-graphql/latest/mutations/refundCreate
 * @throws RefusedByShop when more would be refunded than there is: over-refunding is off unless asked for
 */
export function refundOrder(context: CommandContext, wanted: NewRefund): Refund {
  const before = findOrder(context, wanted.orderId);
  if (wanted.amountWithoutLines !== undefined && wanted.amountWithoutLines < 0) {
    throw new RefusedByShop('An amount to refund is not negative.');
  }
  const { amountWithoutLines = 0, shipping = 0, duties = 0 } = wanted;
  if (amountWithoutLines + shipping + duties > 0 && moneyMoved(before).paid === 0) {
    throw new RefusedByShop(`Order ${before.name} was not paid: there is no money to give back.`);
  }
  const { order, refund } = withRefund(context, before, wanted);
  saveOrder(context, before, order, [{ topic: 'refunds/create', order, refund }]);
  return refund;
}
