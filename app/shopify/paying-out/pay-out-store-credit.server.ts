import { z } from 'zod';

import type { ListedCredit } from '#app/loyalty/cash-out/find-credit.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import { parseMinor } from '#app/loyalty/money.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { CreditStoreCredit, StoreCreditsOf } from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { toMoneyInput } from '../admin-api/money-input.server.ts';
import {
  answerOfFailure,
  type PayOutAnswer,
  problemOf,
  readableGid,
  ReadableMoney,
  UNREADABLE_ANSWER,
} from './pay-out-answer.server.ts';

/** Read with care: that a customer is gone, or a credit is not there, moves points. */
const Transaction = z.object({
  id: readableGid('StoreCreditAccountCreditTransaction'),
  amount: ReadableMoney,
  event: z.string(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
});
const Account = z.object({
  balance: z.object({ currencyCode: z.string() }),
  transactions: z.object({ nodes: z.array(Transaction) }),
});
const Credits = z.object({
  customer: z.object({ storeCreditAccounts: z.object({ nodes: z.array(Account) }) }).nullable(),
});

/** As many as one call lists. */
const PAGE_SIZE = 25;
/** An account for each currency, of which one call lists so many. */
const ACCOUNTS_MAX = 5;

/** Credits of a customer in one currency, the newest first. */
export interface CreditPage {
  readonly credits: readonly ListedCredit[];
  /** Whether there are no more of those that were asked for. */
  readonly areAll: boolean;
}

/**
 * Reads what was credited to a customer.
 * @param search.from id of the first credit that matters; `0` for all
 * @returns null where there is no such customer any more
 */
export async function readStoreCredits(
  adminApi: AdminApi,
  shopDomain: string,
  search: { readonly customerId: CustomerId; readonly currency: string; readonly from: string },
): Promise<AdminAnswer<CreditPage | null>> {
  const answer = await adminApi.run(shopDomain, StoreCreditsOf, {
    customerId: toGid('Customer', search.customerId),
    query: `type:credit id:>=${search.from}`,
  });
  if (!answer.ok) return answer;
  const read = Credits.safeParse(answer.data);
  if (!read.success) return UNREADABLE_ANSWER;
  const { customer } = read.data;
  if (customer === null) return { ok: true, data: null };
  const accounts = customer.storeCreditAccounts.nodes;
  const account = accounts.find(({ balance }) => balance.currencyCode === search.currency);
  const listed = account?.transactions.nodes ?? [];
  // One that is not listed may be behind those that are.
  const areAll = account ? listed.length < PAGE_SIZE : accounts.length < ACCOUNTS_MAX;
  return { ok: true, data: { credits: listed.map(toListedCredit), areAll } };
}

function toListedCredit({
  id,
  amount,
  expiresAt,
  event,
}: z.infer<typeof Transaction>): ListedCredit {
  return {
    id: fromGid('StoreCreditAccountCreditTransaction', id),
    amount: parseMinor(amount.amount, amount.currencyCode),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    isAdjustment: event === 'ADJUSTMENT',
  };
}

/** Credits a customer. Asking again credits again: find out first what came of the last time. */
export async function creditStoreCredit(
  adminApi: AdminApi,
  shopDomain: string,
  wanted: {
    readonly customerId: CustomerId;
    /** Minor units. */
    readonly amount: number;
    readonly currency: string;
    readonly expiresAt: Date | null;
  },
): Promise<PayOutAnswer> {
  const answer = await adminApi.run(shopDomain, CreditStoreCredit, {
    customerId: toGid('Customer', wanted.customerId),
    input: {
      creditAmount: toMoneyInput(wanted.amount, wanted.currency),
      expiresAt: wanted.expiresAt?.toISOString() ?? null,
    },
  });
  if (!answer.ok) return answerOfFailure(answer.failure);
  const { storeCreditAccountTransaction: paid, userErrors = [] } =
    answer.data.storeCreditAccountCredit ?? {};
  if (paid) {
    return { kind: 'paid', paidId: fromGid('StoreCreditAccountCreditTransaction', paid.id) };
  }
  const [error] = userErrors;
  return error
    ? { kind: 'refused', problem: problemOf(error) }
    : { kind: 'unknown', problem: 'an answer without a transaction' };
}
