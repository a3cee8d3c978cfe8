import type { Id } from '../store/scalars.ts';
import type { Order, OrderEdit, OrderLine, Refund } from '../store/order-types.ts';
import { type EditedOrder, RefusedByShop } from './command-types.ts';
import { bookTransactions } from './book-transactions.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { overpaid, payOut } from './money-back.ts';
import { toLine } from './order-line.ts';
import { withRefund } from './refund-order.ts';
import { standingOf } from './standing.ts';
import { refundedQuantity, taxIsIncluded, taxOfLine, totalsOf } from './totals.ts';

/** "You have 60 days after an order is placed to make edits": https://help.shopify.com/en/manual/orders/edit-orders */
const EDITABLE_MS = 60 * 24 * 60 * 60 * 1000;

function refuseUnlessEditable(context: CommandContext, order: Order): void {
  const ageMs = context.clock.now().getTime() - Date.parse(order.createdAt);
  if (order.cancelledAt !== null) {
    throw new RefusedByShop(`Order ${order.name} is cancelled and cannot be edited.`);
  }
  if (order.fulfillmentStatus !== null) {
    throw new RefusedByShop(`Order ${order.name} has been shipped and cannot be edited.`);
  }
  if (ageMs > EDITABLE_MS) {
    throw new RefusedByShop(`Order ${order.name} is older than 60 days and cannot be edited.`);
  }
}

type Additions = Pick<OrderEdit, 'additions'> & { order: Order };

/**
 * Adds units of variants: to the line that has the variant already, or as a new line where that line is discounted or
 * some of it was taken off. Added units cost their full price.
 */
function withAdditions(
  context: CommandContext,
  before: Order,
  wanted: EditedOrder['add'],
): Additions {
  const taxesIncluded = taxIsIncluded(before, context.shop.get().taxesIncluded);
  let order = before;
  const additions: OrderEdit['additions'] = [];
  for (const { variantId, quantity } of wanted) {
    const added = toLine(context, { variantId, quantity });
    const grown = order.lines.find((line) => canGrow(order, line, added));
    const lines = grown
      ? order.lines.map((line) =>
          line === grown ? { ...line, quantity: line.quantity + quantity } : line,
        )
      : [...order.lines, added];
    additions.push({ lineId: grown?.id ?? added.id, delta: quantity });
    order = { ...order, lines, tax: order.tax + taxOfLine(added, taxesIncluded) };
  }
  return { order, additions };
}

function canGrow(order: Order, line: OrderLine, added: OrderLine): boolean {
  return (
    line.variantId === added.variantId &&
    line.price === added.price &&
    line.discount === 0 &&
    refundedQuantity(order, line.id) === 0
  );
}

/**
 * Takes units off. What is taken off stands in a refund of the order, which tells of it "independent from the movement
 * of money" (the description of `REFUNDS_CREATE` in the Admin API's schema). Money is in it where some was paid beyond
 * what the order comes to now, and it is to be given back at once.
 */
function withRemovals(
  context: CommandContext,
  before: Order,
  wanted: EditedOrder,
): { order: Order; refund: Refund | null } {
  if (wanted.remove.length === 0) return { order: before, refund: null };
  const lines = wanted.remove.map((line) => ({ ...line, restock: wanted.restock ?? true }));
  const { order, refund } = withRefund(context, before, { lines, note: null, movesMoney: false });
  const owed = overpaid(order, context.shop.get().taxesIncluded);
  if (wanted.refund === false || owed === 0) return { order, refund };
  return payOut(context, order, refund, owed);
}

function settled(context: CommandContext, before: Order, edited: Order): Order {
  const { taxesIncluded } = context.shop.get();
  return {
    ...edited,
    financialStatus: standingOf(edited, taxesIncluded),
    originalTotal: before.originalTotal ?? totalsOf(before, taxesIncluded).total,
    updatedAt: presentTime(context),
  };
}

/**
 * Edits an order: adds and takes off units in one step, as `orderEditCommit` does
 * (https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderEditCommit). Announces `orders/edited`,
 * `orders/updated` and, where units were taken off, `refunds/create`.
 * @throws RefusedByShop when the order cannot be edited, or not so
 */
export function editOrder(context: CommandContext, id: Id, wanted: EditedOrder): Order {
  const before = findOrder(context, id);
  refuseUnlessEditable(context, before);
  if (wanted.add.length === 0 && wanted.remove.length === 0) {
    throw new RefusedByShop('Say what is to be added or removed.');
  }
  const { order: extended, additions } = withAdditions(context, before, wanted.add);
  const { order: reduced, refund } = withRemovals(context, extended, wanted);
  const order = settled(context, before, reduced);
  const edit: OrderEdit = {
    id: context.newId(),
    orderId: order.id,
    createdAt: presentTime(context),
    staffNote: wanted.staffNote ?? '',
    additions,
    removals: wanted.remove.map(({ lineId, quantity }) => ({ lineId, delta: quantity })),
  };
  context.orders.put(order);
  context.announce([
    { topic: 'orders/edited', edit },
    ...bookTransactions(context, before, order),
    ...(refund ? [{ topic: 'refunds/create', order, refund } as const] : []),
    { topic: 'orders/updated', order },
  ]);
  return order;
}
