import type { Id } from '../store/scalars.ts';
import type { Dispute } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { saveOrder } from './save-order.ts';
import { moneyMoved } from './totals.ts';

/** What is still to be answered or judged: `DisputeStatus` of the Admin API. */
const OPEN: readonly Dispute['status'][] = ['NEEDS_RESPONSE', 'UNDER_REVIEW'];

/**
 * Opens a dispute of an order that was paid; announces `orders/updated`, whose body says nothing of disputes: only
 * `Order.disputes` of the Admin API does. What a bank takes back is no transaction of the order.
 * @throws RefusedByShop when nothing was paid
 */
export function openDispute(
  context: CommandContext,
  id: Id,
  initiatedAs: Dispute['initiatedAs'],
): Dispute {
  const before = findOrder(context, id);
  if (moneyMoved(before).paid === 0) {
    throw new RefusedByShop(`Order ${before.name} has no payment to dispute.`);
  }
  const dispute: Dispute = { id: context.newId(), initiatedAs, status: 'NEEDS_RESPONSE' };
  const disputes = [...(before.disputes ?? []), dispute];
  saveOrder(context, before, { ...before, disputes, updatedAt: presentTime(context) });
  return dispute;
}

/**
 * Moves the newest dispute that is not decided: under review, won, lost, accepted or prevented. Announces
 * `orders/updated`.
 * @throws RefusedByShop when there is none
 */
export function decideDispute(context: CommandContext, id: Id, status: Dispute['status']): Dispute {
  const before = findOrder(context, id);
  const open = before.disputes?.findLast((dispute) => OPEN.includes(dispute.status));
  if (!open) throw new RefusedByShop(`Order ${before.name} has no open dispute.`);
  const decided: Dispute = { ...open, status };
  const disputes = (before.disputes ?? []).map((one) => (one === open ? decided : one));
  saveOrder(context, before, { ...before, disputes, updatedAt: presentTime(context) });
  return decided;
}
