import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

const SCOPES = [
  'read_customers',
  'read_store_credit_accounts',
  'write_store_credit_account_transactions',
];
const CREDIT = `mutation Credit($id: ID!, $input: StoreCreditAccountCreditInput!) {
  storeCreditAccountCredit(id: $id, creditInput: $input) {
    storeCreditAccountTransaction { id amount { amount } balanceAfterTransaction { amount } }
    userErrors { field message code }
  }
}`;
const DEBIT = `mutation Debit($id: ID!, $input: StoreCreditAccountDebitInput!) {
  storeCreditAccountDebit(id: $id, debitInput: $input) {
    storeCreditAccountTransaction { amount { amount } }
    userErrors { field message code }
  }
}`;
const READ = `query Read($id: ID!) {
  customer(id: $id) { storeCreditAccounts(first: 1) { nodes {
    id balance { amount currencyCode }
    transactions(first: 10) { nodes {
      __typename amount { amount } event
      ... on StoreCreditAccountCreditTransaction { remainingAmount { amount } expiresAt }
    } }
  } } }
}`;

let shop: AdminShop;
let customerId: string;
beforeAll(() => loadAdminSchema());
beforeEach(async () => {
  shop = await openAdminShop();
  customerId = `gid://shopify/Customer/${buyCoffee(shop.world).customerId}`;
});
afterEach(() => shop.close());

const money = (amount: string, currencyCode = 'EUR') => ({ amount, currencyCode });

async function credit(amount: string, terms: object = {}, id = customerId) {
  const input = { creditAmount: money(amount), ...terms };
  const { data, errors } = await shop.ask(CREDIT, { id, input }, SCOPES);
  expect(errors).toEqual([]);
  return data?.['storeCreditAccountCredit'];
}

async function debit(amount: string, id = customerId) {
  const input = { debitAmount: money(amount) };
  return (await shop.ask(DEBIT, { id, input }, SCOPES)).data?.['storeCreditAccountDebit'];
}

async function read() {
  const { data, errors } = await shop.ask(READ, { id: customerId }, SCOPES);
  expect(errors).toEqual([]);
  const { storeCreditAccounts } = data?.['customer'] as {
    storeCreditAccounts: {
      nodes: { id: string; balance: { amount: string }; transactions: { nodes: unknown[] } }[];
    };
  };
  return storeCreditAccounts.nodes[0];
}

describe('store credit', () => {
  test('is added to an account that begins with it, every time it is asked for', async () => {
    expect(await read()).toBeUndefined();
    expect(await credit('10.00')).toMatchObject({
      storeCreditAccountTransaction: {
        amount: { amount: '10.0' },
        balanceAfterTransaction: { amount: '10.0' },
      },
      userErrors: [],
    });
    await credit('10.00');
    const account = await read();
    expect(account).toMatchObject({ balance: { amount: '20.0', currencyCode: 'EUR' } });
    expect(await credit('5.00', {}, account?.id)).toMatchObject({ userErrors: [] });
    expect((await read())?.balance.amount).toBe('25.0');
  });

  test('that expires sooner is spent first, and what is left of it goes', async () => {
    await credit('10.00');
    const soon = new Date(shop.world.clock.now().getTime() + 86_400_000).toISOString();
    await credit('8.00', { expiresAt: soon });
    await debit('5.00');
    expect((await read())?.transactions.nodes).toMatchObject([
      { amount: { amount: '10.0' }, remainingAmount: { amount: '10.0' } },
      { amount: { amount: '8.0' }, remainingAmount: { amount: '3.0' } },
      { __typename: 'StoreCreditAccountDebitTransaction', amount: { amount: '-5.0' } },
    ]);
    shop.world.clock.set(new Date(shop.world.clock.now().getTime() + 2 * 86_400_000));
    const after = await read();
    expect(after?.balance.amount).toBe('10.0');
    expect(after?.transactions.nodes).toContainEqual(
      expect.objectContaining({
        __typename: 'StoreCreditAccountExpirationTransaction',
        amount: { amount: '-3.0' },
      }),
    );
  });

  test.each([
    ['nothing', { creditAmount: money('0') }, 'NEGATIVE_OR_ZERO_AMOUNT'],
    ['dollars', { creditAmount: money('5', 'USD') }, 'MISMATCHING_CURRENCY'],
    [
      'what has expired',
      { creditAmount: money('5'), expiresAt: '2020-01-01T00:00:00Z' },
      'EXPIRES_AT_IN_PAST',
    ],
  ])('is not given for %s', async (_case, input, code) => {
    const { data } = await shop.ask(CREDIT, { id: customerId, input }, SCOPES);
    expect(data).toMatchObject({
      storeCreditAccountCredit: { storeCreditAccountTransaction: null, userErrors: [{ code }] },
    });
  });

  test('cannot be taken where there is none, nor given to nobody', async () => {
    expect(await debit('1')).toMatchObject({ userErrors: [{ code: 'ACCOUNT_NOT_FOUND' }] });
    await credit('10.00');
    expect(await debit('10.01')).toMatchObject({
      userErrors: [{ code: 'INSUFFICIENT_FUNDS', field: ['debitInput', 'debitAmount', 'amount'] }],
    });
    expect(await credit('1', {}, 'gid://shopify/Customer/1')).toMatchObject({
      userErrors: [{ code: 'OWNER_NOT_FOUND' }],
    });
  });

  test('is given by apps with the scope alone', async () => {
    const input = { creditAmount: money('1') };
    const { errors } = await shop.ask(CREDIT, { id: customerId, input }, ['write_customers']);
    expect(errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  });

  test('comes back where an order is refunded to it, and keeps two customers apart', async () => {
    const order = buyCoffee(shop.world);
    customerId = `gid://shopify/Customer/${order.customerId}`;
    shop.world.commands.refundOrder({
      orderId: order.id,
      lines: [],
      amountWithoutLines: 500,
      gateway: 'shopify_store_credit',
    });
    expect(await read()).toMatchObject({
      balance: { amount: '5.0' },
      transactions: { nodes: [{ event: 'ORDER_REFUND' }] },
    });
    const keep = buyCoffee(shop.world).customerId ?? '';
    const merge = { keep, absorb: order.customerId ?? '' };
    expect(() => shop.world.commands.mergeCustomers(merge)).toThrow('there is store credit');
  });
});
