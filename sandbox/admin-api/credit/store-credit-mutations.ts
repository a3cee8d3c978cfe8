import { z } from 'zod';

import { credit, debit, openAccount, accountOf } from '../../commands/store-credit.ts';
import type { StoreCreditTransaction } from '../../store/credit-types.ts';
import type { Id, Minor } from '../../store/scalars.ts';
import type { World } from '../../world.ts';
import type { FieldResolver } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { parseGid } from '../gid.ts';

/** The most that a shop in euros may owe one customer; Shopify's own limit is not published. */
const BALANCE_MAX: Minor = 10_000_000;

const Money = z.object({
  amount: z.union([z.string(), z.number()]).transform((amount) => Math.round(Number(amount) * 100)),
  currencyCode: z.string(),
});

const CreditInput = z.object({
  creditAmount: Money,
  expiresAt: z.string().nullish(),
  notify: z.boolean().nullish(),
});
const DebitInput = z.object({ debitAmount: Money });

interface Refusal {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}

function payload(transaction: StoreCreditTransaction | null, refusals: readonly Refusal[] = []) {
  return { storeCreditAccountTransaction: transaction, userErrors: refusals };
}

function refused(field: readonly string[], message: string, code: string) {
  return payload(null, [{ field, message, code }]);
}

/** The account that "the ID of the store credit account or the ID of the account owner" means. */
function find(world: World, gid: string): { accountId?: Id; customerId?: Id } | Refusal {
  const parsed = parseGid(gid);
  if (parsed?.type === 'CompanyLocation') throw notImplemented('store credit of companies');
  if (parsed?.type === 'Customer') {
    if (world.customers.get(parsed.id)) {
      const accountId = accountOf(world, parsed.id)?.id;
      return accountId === undefined ? { customerId: parsed.id } : { accountId };
    }
    return { field: ['id'], message: 'Owner does not exist', code: 'OWNER_NOT_FOUND' };
  }
  const isKnown = parsed?.type === 'StoreCreditAccount' && world.storeCreditAccounts.get(parsed.id);
  return isKnown
    ? { accountId: parsed.id }
    : { field: ['id'], message: 'Store credit account does not exist', code: 'ACCOUNT_NOT_FOUND' };
}

function judgeMoney(
  world: World,
  { amount, currencyCode }: z.infer<typeof Money>,
  path: readonly string[],
  verb: string,
): Refusal | null {
  if (!(amount > 0)) {
    const message = `A positive amount must be used to ${verb} a store credit account`;
    return { field: [...path, 'amount'], message, code: 'NEGATIVE_OR_ZERO_AMOUNT' };
  }
  if (currencyCode === world.shop.get().currency) return null;
  const message = 'The currency provided does not match the currency of the store credit account';
  return { field: [...path, 'currencyCode'], message, code: 'MISMATCHING_CURRENCY' };
}

function isPast(world: World, moment: string): boolean {
  return !(Date.parse(moment) > world.clock.now().getTime());
}

function balanceOf(world: World, accountId: Id | undefined): Minor {
  return world.storeCreditTransactions
    .all()
    .filter((one) => one.accountId === accountId)
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Nothing tells two equal calls apart: each adds to the account. */
const storeCreditAccountCredit: FieldResolver<unknown> = (_root, arguments_, { world }) => {
  const { creditAmount, expiresAt, notify } = CreditInput.parse(arguments_['creditInput']);
  if (notify) throw notImplemented('StoreCreditAccountCreditInput.notify');
  const path = ['creditInput', 'creditAmount'];
  const problem = judgeMoney(world, creditAmount, path, 'credit');
  if (problem) return payload(null, [problem]);
  const owner = find(world, String(arguments_['id']));
  if ('code' in owner) return payload(null, [owner]);
  if (typeof expiresAt === 'string' && isPast(world, expiresAt)) {
    const message = 'The expiry date must be in the future';
    return refused(['creditInput', 'expiresAt'], message, 'EXPIRES_AT_IN_PAST');
  }
  if (balanceOf(world, owner.accountId) + creditAmount.amount > BALANCE_MAX) {
    const message = "The operation would cause the account's credit limit to be exceeded";
    return refused([...path, 'amount'], message, 'CREDIT_LIMIT_EXCEEDED');
  }
  const accountId = owner.accountId ?? openAccount(world, owner.customerId ?? '').id;
  const terms = { event: 'ADJUSTMENT', expiresAt: expiresAt ?? null } as const;
  return payload(credit(world, accountId, creditAmount.amount, terms));
};

const storeCreditAccountDebit: FieldResolver<unknown> = (_root, arguments_, { world }) => {
  const { debitAmount } = DebitInput.parse(arguments_['debitInput']);
  const path = ['debitInput', 'debitAmount'];
  const problem = judgeMoney(world, debitAmount, path, 'debit');
  if (problem) return payload(null, [problem]);
  const owner = find(world, String(arguments_['id']));
  if ('code' in owner) return payload(null, [owner]);
  if (owner.accountId === undefined) {
    return refused(['id'], 'Store credit account does not exist', 'ACCOUNT_NOT_FOUND');
  }
  const transaction = debit(world, owner.accountId, debitAmount.amount, 'ADJUSTMENT');
  const message = 'The store credit account does not have sufficient funds to satisfy the request';
  return transaction
    ? payload(transaction)
    : refused([...path, 'amount'], message, 'INSUFFICIENT_FUNDS');
};

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/storeCreditAccountCredit and its counterpart */
export const storeCreditMutations = { storeCreditAccountCredit, storeCreditAccountDebit };
