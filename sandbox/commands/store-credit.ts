import { toTime } from '../clock.ts';
import type { StoreCreditAccount, StoreCreditTransaction } from '../store/credit-types.ts';
import type { Id, Minor, Time } from '../store/scalars.ts';
import type { World } from '../world.ts';

/** What store credit is kept in. */
export type CreditParts = Pick<
  World,
  'storeCreditAccounts' | 'storeCreditTransactions' | 'clock' | 'newId'
>;

function transactionsOf({ storeCreditTransactions }: CreditParts, accountId: Id) {
  return storeCreditTransactions.all().filter((one) => one.accountId === accountId);
}

function balanceOf(transactions: readonly StoreCreditTransaction[]): Minor {
  return transactions.reduce((sum, { amount }) => sum + amount, 0);
}

function write(
  parts: CreditParts,
  accountId: Id,
  change: Pick<StoreCreditTransaction, 'kind' | 'amount' | 'event'> &
    Partial<StoreCreditTransaction>,
): StoreCreditTransaction {
  const transaction: StoreCreditTransaction = {
    id: parts.newId(),
    accountId,
    createdAt: toTime(parts.clock.now()),
    balanceAfter: balanceOf(transactionsOf(parts, accountId)) + change.amount,
    remaining: 0,
    expiresAt: null,
    creditId: null,
    ...change,
  };
  parts.storeCreditTransactions.put(transaction);
  return transaction;
}

/** "Expiration transactions are created automatically when a … credit transaction expires." */
function expire(parts: CreditParts, accountId: Id): void {
  const now = parts.clock.now().getTime();
  const transactions = transactionsOf(parts, accountId);
  const expired = new Set(transactions.map(({ creditId }) => creditId));
  for (const { id, remaining, expiresAt } of transactions) {
    if (expiresAt === null || remaining === 0 || Date.parse(expiresAt) > now) continue;
    if (expired.has(id)) continue;
    write(parts, accountId, {
      kind: 'expiration',
      amount: -remaining,
      event: 'ADJUSTMENT',
      creditId: id,
      createdAt: expiresAt,
    });
  }
}

/** The account of a customer, if there is one. */
export function accountOf(
  { storeCreditAccounts }: Pick<World, 'storeCreditAccounts'>,
  customerId: Id,
): StoreCreditAccount | undefined {
  return storeCreditAccounts.all().find((account) => account.customerId === customerId);
}

/** What is in an account now, and how it came to that, the newest last. */
export function readAccount(parts: CreditParts, accountId: Id) {
  expire(parts, accountId);
  const transactions = transactionsOf(parts, accountId);
  return { balance: balanceOf(transactions), transactions };
}

/** The account of a customer; a new one where there is none. */
export function openAccount(parts: CreditParts, customerId: Id): StoreCreditAccount {
  const known = accountOf(parts, customerId);
  if (known) return known;
  const createdAt = toTime(parts.clock.now());
  const account = { id: parts.newId(), customerId, createdAt };
  parts.storeCreditAccounts.put(account);
  return account;
}

/** Adds to an account. */
export function credit(
  parts: CreditParts,
  accountId: Id,
  amount: Minor,
  terms: { event: StoreCreditTransaction['event']; expiresAt?: Time | null },
): StoreCreditTransaction {
  expire(parts, accountId);
  const { event, expiresAt = null } = terms;
  return write(parts, accountId, { kind: 'credit', amount, event, remaining: amount, expiresAt });
}

/** "Debit transactions will always spend the soonest expiring credit first." */
function spend(parts: CreditParts, accountId: Id, amount: Minor): void {
  const now = parts.clock.now().getTime();
  let missing = amount;
  const credits = transactionsOf(parts, accountId)
    .filter(({ remaining }) => remaining > 0)
    .filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > now)
    .toSorted((one, other) => (one.expiresAt ?? '9').localeCompare(other.expiresAt ?? '9'));
  for (const one of credits) {
    const part = Math.min(one.remaining, missing);
    parts.storeCreditTransactions.put({ ...one, remaining: one.remaining - part });
    missing -= part;
  }
}

/**
 * Takes from an account.
 * @returns null where there is less in it
 */
export function debit(
  parts: CreditParts,
  accountId: Id,
  amount: Minor,
  event: StoreCreditTransaction['event'],
): StoreCreditTransaction | null {
  if (readAccount(parts, accountId).balance < amount) return null;
  spend(parts, accountId, amount);
  return write(parts, accountId, { kind: 'debit', amount: -amount, event });
}
