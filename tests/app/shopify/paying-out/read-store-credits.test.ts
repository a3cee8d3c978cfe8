import { expect, test } from 'vitest';

import { CustomerId } from '#app/loyalty/ids.ts';
import { findGiftCards } from '#app/shopify/paying-out/pay-out-gift-card.server.ts';
import { readStoreCredits } from '#app/shopify/paying-out/pay-out-store-credit.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';

const SEARCH = { customerId: CustomerId.parse('7'), currency: 'EUR', from: '0' };

const credit = {
  id: 'gid://shopify/StoreCreditAccountCreditTransaction/9',
  amount: { amount: '5.0', currencyCode: 'EUR' },
  event: 'ADJUSTMENT',
  expiresAt: null,
};

const accountOf = (currencyCode: string, nodes: readonly object[] = []) => ({
  balance: { currencyCode },
  transactions: { nodes },
});

function read(...accounts: readonly object[]) {
  const data = { customer: { storeCreditAccounts: { nodes: accounts } } };
  const adminApi = answeringAdminApi({ StoreCreditsOf: () => ({ ok: true, data }) });
  return readStoreCredits(adminApi, 'demo.myshopify.com', SEARCH);
}

const UNREADABLE = { ok: false, failure: { kind: 'unavailable' } };

test.each([
  ['an amount that is none', { amount: { amount: 'five', currencyCode: 'EUR' } }],
  ['a currency that is none', { amount: { amount: '5.0', currencyCode: '€' } }],
  ['an id of something else', { id: 'gid://shopify/StoreCreditAccountDebitTransaction/9' }],
  ['an end that is no time', { expiresAt: 'next year' }],
])('credits with %s are as if Shopify had not answered', async (_what, change) => {
  expect(await read(accountOf('EUR', [credit]))).toMatchObject({ data: { areAll: true } });
  expect(await read(accountOf('EUR', [credit, { ...credit, ...change }]))).toMatchObject(
    UNREADABLE,
  );
});

test('of an account that may be behind those that are listed, nothing is certain', async () => {
  const others = ['USD', 'GBP', 'CHF', 'SEK'].map((currency) => accountOf(currency));
  expect(await read(...others)).toEqual({ ok: true, data: { credits: [], areAll: true } });
  expect(await read(...others, accountOf('DKK'))).toMatchObject({ data: { areAll: false } });
  expect(await read(...others, accountOf('EUR', [credit]))).toMatchObject({
    data: { credits: [{ id: '9', amount: 500 }], areAll: true },
  });
});

test('a gift card of a value that is none is as if Shopify had not answered', async () => {
  const card = {
    id: 'gid://shopify/GiftCard/3',
    lastCharacters: '5678',
    note: null,
    initialValue: { amount: 'much', currencyCode: 'EUR' },
  };
  const data = { giftCards: { nodes: [card] } };
  const adminApi = answeringAdminApi({ GiftCardsByCode: () => ({ ok: true, data }) });
  expect(await findGiftCards(adminApi, 'demo.myshopify.com', 'abcd')).toMatchObject(UNREADABLE);
});
