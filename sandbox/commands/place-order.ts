import type { Order, OrderLine } from '../store/order-types.ts';
import { type NewOrder, RefusedByShop } from './command-types.ts';
import { bookTransactions } from './book-transactions.ts';
import { type CommandContext, presentTime } from './context.ts';
import { firstTransactions } from './first-transactions.ts';
import { taxOf } from './money.ts';
import { discountOrder } from './native-discounts.ts';
import { toLine } from './order-line.ts';
import { standingOf } from './standing.ts';
import { taxIsIncluded, taxOfLine, totalsOf } from './totals.ts';

/** Codes of which the shop knows nothing explain discounts that the lines have already. */
function refuseUnlessExplained(
  context: CommandContext,
  wanted: NewOrder,
  lines: readonly OrderLine[],
): void {
  const byCodes = (wanted.discountCodes ?? [])
    .filter(({ code, type }) => type !== 'shipping' && !context.redeemCodes.find(code))
    .reduce((sum, { amount = 0 }) => sum + amount, 0);
  if (byCodes > lines.reduce((sum, line) => sum + line.discount, 0)) {
    throw new RefusedByShop('The discount codes take off more than the lines are discounted by.');
  }
}

/** The order as the shop writes it down, before anything is paid. */
function writeDown(context: CommandContext, wanted: NewOrder): Order {
  const customer =
    wanted.customerId === null ? undefined : context.customers.get(wanted.customerId);
  if (wanted.customerId !== null && !customer) {
    throw new RefusedByShop(`There is no customer with the id ${wanted.customerId}.`);
  }
  if (wanted.lines.length === 0) throw new RefusedByShop('An order needs at least one line.');
  const shop = context.shop.get();
  const id = context.newId();
  const undiscounted = wanted.lines.map((line) => toLine(context, line));
  refuseUnlessExplained(context, wanted, undiscounted);
  const email = wanted.email ?? customer?.email ?? null;
  const { lines, shipping, discountCodes, discounts } = discountOrder(context, {
    lines: undiscounted,
    wanted,
    email,
  });
  const included = taxIsIncluded(wanted, shop.taxesIncluded);
  const taxOfLines = lines.reduce((sum, line) => sum + taxOfLine(line, included), 0);
  const number = context.nextOrderNumber();
  const time = presentTime(context);
  return {
    id,
    number,
    name: `#${number}`,
    customerId: wanted.customerId,
    email,
    phone: wanted.phone ?? customer?.phone ?? null,
    locale: wanted.locale,
    currency: shop.currency,
    financialStatus: 'pending',
    fulfillmentStatus: null,
    fulfillments: [],
    test: wanted.test ?? false,
    sourceName: wanted.sourceName ?? 'web',
    tags: [],
    noteAttributes: wanted.noteAttributes ?? [],
    discountCodes,
    landingSite: wanted.landingSite ?? null,
    lines,
    shipping,
    tax: taxOfLines + taxOf(shipping, shop.taxRatePercent, included),
    refunds: [],
    transactions: [],
    address: wanted.address ?? customer?.address ?? null,
    cancelReason: null,
    createdAt: time,
    processedAt: time,
    updatedAt: time,
    cancelledAt: null,
    ...(discounts.length > 0 ? { discounts } : {}),
    ...extrasOf(wanted),
  };
}

/** What most orders have not. */
function extrasOf(wanted: NewOrder): Pick<Order, 'taxesIncluded' | 'tip' | 'duties' | 'company'> {
  const { taxesIncluded, tip = 0, duties = 0, company } = wanted;
  if (![tip, duties].every((amount) => Number.isSafeInteger(amount) && amount >= 0)) {
    throw new RefusedByShop('Tips and duties are amounts of nothing or more.');
  }
  return {
    ...(taxesIncluded === undefined ? {} : { taxesIncluded }),
    ...(tip > 0 ? { tip } : {}),
    ...(duties > 0 ? { duties } : {}),
    ...(company ? { company } : {}),
  };
}

/**
 * Places an order, as a checkout or a point of sale does; announces `orders/create`, its transactions, and
 * `orders/paid` with `orders/updated` where it is paid at once. An order that costs nothing is paid without a
 * transaction.
 * @throws RefusedByShop for an unknown customer or variant, a bad quantity, a discount beyond the price or payments
 *   beyond the total
 */
export function placeOrder(context: CommandContext, wanted: NewOrder): Order {
  const unpaid = writeDown(context, wanted);
  const { taxesIncluded } = context.shop.get();
  const { total } = totalsOf(unpaid, taxesIncluded);
  const transactions = firstTransactions(context, wanted, total, unpaid.createdAt);
  const order: Order = {
    ...unpaid,
    transactions,
    financialStatus: standingOf({ ...unpaid, transactions }, taxesIncluded),
  };
  context.orders.put(order);
  context.announce([
    { topic: 'orders/create', order },
    ...bookTransactions(context, null, order),
    ...(order.financialStatus === 'paid'
      ? ([
          { topic: 'orders/paid', order },
          { topic: 'orders/updated', order },
        ] as const)
      : []),
  ]);
  return order;
}
