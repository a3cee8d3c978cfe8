import type { Id, Order, OrderEdit, OrderLine, Refund } from '../store/types.ts';
import { type EditedOrder, RefusedByShop } from '../world.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { toLine } from './place-order.ts';
import { withRefund } from './refund-order.ts';
import { moneyMoved, refundedQuantity, taxOfLine, totalsOf } from './totals.ts';

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
  const { taxesIncluded } = context.shop.get();
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
 * of money" (the description of `REFUNDS_CREATE` in the Admin API's schema); money is in it where it is to be given
 * back at once. An order that was not paid has nothing to give back.
 */
function withRemovals(
  context: CommandContext,
  order: Order,
  wanted: EditedOrder,
): { order: Order; refund: Refund | null } {
  if (wanted.remove.length === 0) return { order, refund: null };
  const lines = wanted.remove.map((line) => ({ ...line, restock: wanted.restock ?? true }));
  return withRefund(context, order, { lines, note: null, paysBack: wanted.refund ?? true });
}

/** Where the order stands once it comes to another sum: what was added may still have to be paid. */
function settled(context: CommandContext, before: Order, edited: Order): Order {
  const { taxesIncluded } = context.shop.get();
  const { outstanding } = totalsOf(edited, taxesIncluded);
  const { paid } = moneyMoved(edited);
  const financialStatus =
    outstanding > 0 && paid > 0 ? ('partially_paid' as const) : edited.financialStatus;
  return {
    ...edited,
    financialStatus: outstanding > 0 && paid === 0 ? 'pending' : financialStatus,
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
    ...(refund ? [{ topic: 'refunds/create', order, refund } as const] : []),
    { topic: 'orders/updated', order },
  ]);
  return order;
}
