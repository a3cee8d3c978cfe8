import type { Id } from '../store/scalars.ts';
import type { Order, OrderLine, Return } from '../store/order-types.ts';
import { type NewReturn, RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { withRefund } from './refund-order.ts';
import { saveOrder } from './save-order.ts';
import { shippedQuantity } from './shipped.ts';
import { refundedQuantity } from './totals.ts';

/** Units of a line that a customer has and did not send back. */
function returnableQuantity(order: Order, line: OrderLine): number {
  const kept = Math.min(
    shippedQuantity(order, line.id),
    line.quantity - refundedQuantity(order, line.id),
  );
  const unrefunded = (order.returns ?? [])
    .filter(({ refundId }) => refundId === null)
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id);
  return Math.max(0, kept - unrefunded.reduce((sum, { quantity }) => sum + quantity, 0));
}

/**
 * A return that is written down. Only what was shipped can come back: "an existing order that has at least one
 * fulfilled line item that hasn't yet been refunded", https://shopify.dev/docs/api/admin-graphql/latest/mutations/returnCreate
 * @throws RefusedByShop for units that the customer does not have
 */
export function toReturn(
  context: CommandContext,
  order: Order,
  lines: NewReturn['lines'],
  state: Pick<Return, 'status' | 'closedAt' | 'refundId' | 'exchangeLineIds'>,
): Return {
  if (lines.length === 0 || new Set(lines.map(({ lineId }) => lineId)).size < lines.length) {
    throw new RefusedByShop('A return names each of its lines once.');
  }
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find(({ id }) => id === lineId);
    const left = line ? returnableQuantity(order, line) : 0;
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
      throw new RefusedByShop(
        `Of ${line?.title ?? lineId} in order ${order.name}, ${left} can be returned, not ${quantity}.`,
      );
    }
  }
  return {
    ...state,
    id: context.newId(),
    name: `${order.name}-R${(order.returns?.length ?? 0) + 1}`,
    createdAt: presentTime(context),
    lines: lines.map(({ lineId, quantity }) => ({ id: context.newId(), lineId, quantity })),
  };
}

/**
 * Opens a return, or writes down that a customer asks for one; announces `orders/updated`.
 * @throws RefusedByShop for units that the customer does not have
 */
export function returnOrder(context: CommandContext, wanted: NewReturn): Return {
  const before = findOrder(context, wanted.orderId);
  const opened = toReturn(context, before, wanted.lines, {
    status: wanted.requested ? 'requested' : 'open',
    closedAt: null,
    refundId: null,
    exchangeLineIds: [],
  });
  const returns = [...(before.returns ?? []), opened];
  saveOrder(context, before, { ...before, returns, updatedAt: presentTime(context) });
  return opened;
}

function findReturn(order: Order, returnId: Id, status: Return['status']): Return {
  const found = order.returns?.find(({ id }) => id === returnId);
  if (found?.status !== status) {
    throw new RefusedByShop(`Order ${order.name} has no such return that is ${status}.`);
  }
  return found;
}

function withReturn(order: Order, changed: Return): Order {
  const returns = (order.returns ?? []).map((one) => (one.id === changed.id ? changed : one));
  return { ...order, returns };
}

/**
 * Approves a return that a customer asked for; announces `orders/updated`. See
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/returnApproveRequest
 */
export function approveReturn(context: CommandContext, id: Id, returnId: Id): Return {
  const before = findOrder(context, id);
  const approved: Return = { ...findReturn(before, returnId, 'requested'), status: 'open' };
  const updatedAt = presentTime(context);
  saveOrder(context, before, { ...withReturn(before, approved), updatedAt });
  return approved;
}

/**
 * Closes an open return, "either when a refund has been made and items restocked, or simply when it has been marked as
 * returned" (https://shopify.dev/docs/api/admin-graphql/latest/mutations/returnClose); announces `orders/updated` and,
 * with a refund, `refunds/create`.
 * @throws RefusedByShop when it is not open
 */
export function closeReturn(
  context: CommandContext,
  id: Id,
  returnId: Id,
  options: { refund: boolean; restock?: boolean },
): Return {
  const before = findOrder(context, id);
  const open = findReturn(before, returnId, 'open');
  const time = presentTime(context);
  const lines = open.lines.map(({ lineId, quantity }) => ({
    lineId,
    quantity,
    restock: options.restock ?? true,
  }));
  const { order: settled, refund } = options.refund
    ? withRefund(context, before, { lines })
    : { order: before, refund: null };
  const closed: Return = {
    ...open,
    status: 'closed',
    closedAt: time,
    refundId: refund?.id ?? null,
  };
  const order: Order = { ...withReturn(settled, closed), updatedAt: time };
  saveOrder(context, before, order, refund ? [{ topic: 'refunds/create', order, refund }] : []);
  return closed;
}
