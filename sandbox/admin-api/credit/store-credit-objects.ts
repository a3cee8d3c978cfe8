import { accountOf, readAccount } from '../../commands/store-credit.ts';
import type { StoreCreditAccount, StoreCreditTransaction } from '../../store/credit-types.ts';
import type { Customer } from '../../store/customer-types.ts';
import { refuseArguments, toConnection } from '../connection.ts';
import { type Arguments, fieldsOf, type RequestContext, typed } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { toGid } from '../gid.ts';
import { toMoney } from '../money.ts';
import { type Searchable, toFilter } from '../search.ts';

const TYPES = {
  credit: 'StoreCreditAccountCreditTransaction',
  debit: 'StoreCreditAccountDebitTransaction',
  expiration: 'StoreCreditAccountExpirationTransaction',
} as const;

const SEARCHABLE: Readonly<Record<string, Searchable<StoreCreditTransaction>>> = {
  id: { kind: 'id', of: ({ id }) => id },
  type: { kind: 'word', of: ({ kind }) => [kind] },
};

const SORT_VALUES: Readonly<Record<string, (transaction: StoreCreditTransaction) => string>> = {
  CREATED_AT: ({ createdAt }) => createdAt,
  EXPIRES_AT: ({ expiresAt }) => expiresAt ?? '9999',
};

function toTransactionConnection(
  account: StoreCreditAccount,
  arguments_: Arguments,
  { world }: RequestContext,
) {
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting StoreCreditAccount.transactions by ${sortKey}`);
  const matches = toFilter('StoreCreditAccount.transactions', arguments_['query'], SEARCHABLE);
  const found = readAccount(world, account.id).transactions.filter(matches);
  const page = toConnection(found, arguments_, { idOf: ({ id }) => id, valueOf });
  const type = (one: StoreCreditTransaction) => typed(TYPES[one.kind], one);
  return {
    ...page,
    nodes: page.nodes.map(type),
    edges: page.edges.map(({ node, cursor }) => ({ node: type(node), cursor })),
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/StoreCreditAccount */
export const storeCreditAccountFields = fieldsOf<StoreCreditAccount>({
  id: ({ id }) => toGid('StoreCreditAccount', id),
  balance: ({ id }, _arguments, { world }) =>
    toMoney(readAccount(world, id).balance, world.shop.get().currency),
  owner: ({ customerId }, _arguments, { world }) => {
    const owner = world.customers.get(customerId);
    return owner ? typed('Customer', owner) : null;
  },
  transactions: toTransactionConnection,
});

const COMMON = fieldsOf<StoreCreditTransaction>({
  account: ({ accountId }, _arguments, { world }) => world.storeCreditAccounts.get(accountId),
  amount: ({ amount }, _arguments, { world }) => toMoney(amount, world.shop.get().currency),
  balanceAfterTransaction: ({ balanceAfter }, _arguments, { world }) =>
    toMoney(balanceAfter, world.shop.get().currency),
  createdAt: ({ createdAt }) => createdAt,
  event: ({ event }) => event,
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/interfaces/StoreCreditAccountTransaction */
export const storeCreditTransactionTables = {
  [TYPES.credit]: {
    ...COMMON,
    ...fieldsOf<StoreCreditTransaction>({
      id: ({ id }) => toGid(TYPES.credit, id),
      expiresAt: ({ expiresAt }) => expiresAt,
      remainingAmount: ({ remaining }, _arguments, { world }) =>
        toMoney(remaining, world.shop.get().currency),
    }),
  },
  [TYPES.debit]: {
    ...COMMON,
    ...fieldsOf<StoreCreditTransaction>({ id: ({ id }) => toGid(TYPES.debit, id) }),
  },
  [TYPES.expiration]: {
    ...COMMON,
    ...fieldsOf<StoreCreditTransaction>({
      creditTransaction: ({ creditId }, _arguments, { world }) =>
        creditId === null ? null : world.storeCreditTransactions.get(creditId),
    }),
  },
};

/** The accounts of a customer, of which there is one at most: the shop has one currency. */
export function storeCreditAccountsOf(
  customer: Customer,
  arguments_: Arguments,
  { world }: RequestContext,
) {
  refuseArguments('Customer.storeCreditAccounts', arguments_, ['query']);
  const account = accountOf(world, customer.id);
  return toConnection(account ? [account] : [], arguments_, {
    idOf: ({ id }) => id,
    valueOf: ({ id }) => id.padStart(20, '0'),
  });
}
