import type { Minor, Time } from '../store/scalars.ts';
import type { Transaction } from '../store/order-types.ts';
import { type NewOrder, type NewPayment, RefusedByShop } from './command-types.ts';
import { refuseUnlessCovered } from './book-transactions.ts';
import type { CommandContext } from './context.ts';

/** How what `payments` do not cover is paid. */
const REST: Record<NonNullable<NewOrder['payment']>, Omit<NewPayment, 'amount'>> = {
  paid: { gateway: 'shopify_payments' },
  authorized: { gateway: 'shopify_payments', kind: 'authorization' },
  // A manual payment method, "Bank Deposit" in the admin: the order waits until the merchant marks it paid.
  pending: { gateway: 'Bank Deposit', status: 'pending' },
};

/**
 * A payment as the order's books have it.
 * @throws RefusedByShop unless it is a positive amount
 */
export function toTransaction(
  context: CommandContext,
  payment: NewPayment,
  createdAt: Time,
): Transaction {
  const { amount, gateway, kind = 'sale', status = 'success', credit } = payment;
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new RefusedByShop('A payment is a positive amount.');
  }
  refuseUnlessCovered(context, credit, amount);
  const transaction = { id: context.newId(), kind, status, gateway, amount, createdAt };
  return credit ? { ...transaction, credit } : transaction;
}

/**
 * The transactions with which an order begins: the payments that were named, then the rest in one.
 * @throws RefusedByShop when they come to more than the total
 */
export function firstTransactions(
  context: CommandContext,
  wanted: NewOrder,
  total: Minor,
  createdAt: Time,
): Transaction[] {
  const named = (wanted.payments ?? []).map((payment) =>
    toTransaction(context, payment, createdAt),
  );
  const covered = named
    .filter(({ status }) => status !== 'failure')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (covered > total) {
    throw new RefusedByShop('The payments come to more than the order.');
  }
  if (covered === total) return named;
  const rest = { ...REST[wanted.payment ?? 'paid'], amount: total - covered };
  return [...named, toTransaction(context, rest, createdAt)];
}
