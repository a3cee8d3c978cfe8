import type { CreditSource } from '../store/credit-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { Order, Transaction } from '../store/order-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';
import { changeBalance, isUsable } from './gift-cards.ts';
import { credit, debit, openAccount, readAccount } from './store-credit.ts';
import { transactionsTold } from './transactions-told.ts';

/**
 * Whether credit covers a payment.
 * @throws RefusedByShop where there is less
 */
export function refuseUnlessCovered(
  context: CommandContext,
  source: CreditSource | undefined,
  amount: Minor,
): void {
  if (source?.kind === 'store_credit' && readAccount(context, source.accountId).balance < amount) {
    throw new RefusedByShop('There is not enough store credit left.');
  }
  if (source?.kind !== 'gift_card') return;
  const card = context.giftCards.get(source.giftCardId);
  if (!card || !isUsable(context, card) || card.balance < amount) {
    throw new RefusedByShop('The gift card does not cover what was to be paid with it.');
  }
}

function bookPayment(context: CommandContext, { credit: source, amount }: Transaction): void {
  if (source?.kind === 'store_credit') debit(context, source.accountId, amount, 'ORDER_PAYMENT');
  if (source?.kind !== 'gift_card') return;
  const card = context.giftCards.get(source.giftCardId);
  if (card) changeBalance(context, card, -amount);
}

/** A refund to store credit goes to the customer's account, one to a gift card back to that card. */
function bookRefund(context: CommandContext, order: Order, refund: Transaction): void {
  const { customerId } = order;
  if (refund.gateway === 'shopify_store_credit' && customerId !== null) {
    const { id } = openAccount(context, customerId);
    credit(context, id, refund.amount, { event: 'ORDER_REFUND' });
  }
  if (refund.gateway !== 'gift_card') return;
  const paid = order.transactions.find(({ id }) => id === refund.parentId)?.credit;
  const card = paid?.kind === 'gift_card' ? context.giftCards.get(paid.giftCardId) : undefined;
  if (card) changeBalance(context, card, refund.amount);
}

/** Moves the credit that an order's new transactions take or give back; answers what there is to announce of them. */
export function bookTransactions(
  context: CommandContext,
  before: Order | null,
  order: Order,
): Announcement[] {
  const settled = new Set(
    before?.transactions.filter(({ status }) => status === 'success').map(({ id }) => id),
  );
  for (const transaction of order.transactions) {
    if (transaction.status !== 'success' || settled.has(transaction.id)) continue;
    if (transaction.kind === 'sale') bookPayment(context, transaction);
    if (transaction.kind === 'refund') bookRefund(context, order, transaction);
  }
  return transactionsTold(before, order);
}
