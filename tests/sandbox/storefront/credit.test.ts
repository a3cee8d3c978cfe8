import { afterEach, beforeEach, expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import type { Order } from '#sandbox/store/order-types.ts';

import {
  mailTo,
  openStorefront,
  signIn,
  type StorefrontTest,
  variantOf,
} from '../support/storefront-world.ts';

const ADDRESS = {
  email: 'ada@example.com',
  first_name: 'Ada',
  last_name: 'Lovelace',
  address1: 'Ahornweg 3',
  zip: '10115',
  city: 'Berlin',
  country: 'DE',
};

let shop: StorefrontTest;
let customerId: string;
beforeEach(async () => {
  shop = await openStorefront();
  const { world, shopper } = shop;
  customerId = world.commands.createCustomer({
    firstName: 'Ada',
    lastName: null,
    email: ADDRESS.email,
    locale: 'en',
  }).id;
  await shopper.post('/cart/add.js', { id: variantOf(world, 'house-blend').id, quantity: 2 });
});
afterEach(async () => {
  for (const { email } of shop.world.orders.all())
    await mailTo(shop.world, email ?? '', /confirmed/);
  await shop.close();
});

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const init = { method, ...(body && { body: JSON.stringify(body) }) };
  return (await controlApp(shop.world).request(`/_sandbox${path}`, init)).json();
}

const creditPath = () => `/customers/${customerId}/store-credit`;

function giftCard(balance: number): void {
  const time = '2026-01-01T00:00:00Z';
  shop.world.giftCards.put({
    id: '71',
    code: 'reward0001',
    initialValue: balance,
    balance,
    customerId: null,
    note: null,
    expiresOn: null,
    createdAt: time,
    updatedAt: time,
    deactivatedAt: null,
  });
}

function lastOrder(): Order | undefined {
  return shop.world.orders.all().at(-1);
}

test('a gift card pays what it can, and a card the rest', async () => {
  giftCard(1000);
  await shop.shopper.submit('/checkout/discount', { discount: 'REWARD 0001' });
  expect((await shop.shopper.open('/checkout')).html).toContain('Gift card ending in 0001');
  await shop.shopper.submit('/checkout', ADDRESS);
  expect(lastOrder()).toMatchObject({
    financialStatus: 'paid',
    discountCodes: [],
    transactions: [
      { gateway: 'gift_card', amount: 1000, kind: 'sale' },
      { gateway: 'shopify_payments' },
    ],
  });
  expect(shop.world.giftCards.get('71')?.balance).toBe(0);
});

test('what a gift card paid goes back to it', async () => {
  giftCard(100_000);
  await shop.shopper.submit('/checkout/discount', { discount: 'reward0001' });
  await shop.shopper.submit('/checkout', ADDRESS);
  const order = lastOrder();
  expect(order?.transactions.map(({ gateway }) => gateway)).toEqual(['gift_card']);
  shop.world.commands.cancelOrder(order?.id ?? '', { reason: 'customer', refund: true });
  expect(shop.world.giftCards.get('71')?.balance).toBe(100_000);
});

test('a gift card that was taken off the cart pays nothing', async () => {
  giftCard(1000);
  await shop.shopper.submit('/checkout/discount', { discount: 'reward0001' });
  await shop.shopper.submit('/checkout/discount', { remove_gift_card: '71' });
  await shop.shopper.submit('/checkout', ADDRESS);
  expect(lastOrder()?.transactions.map(({ gateway }) => gateway)).toEqual(['shopify_payments']);
});

test('store credit is for who is signed in and wants to use it', async () => {
  expect(await control('POST', creditPath(), { amount: 700 })).toMatchObject({ balance: 700 });
  expect((await shop.shopper.open('/checkout')).html).not.toContain('store credit');
  await signIn(shop, ADDRESS.email);
  expect((await shop.shopper.open('/checkout')).html).toContain('7.00 of store credit');
  await shop.shopper.submit('/checkout', { ...ADDRESS, store_credit: '1' });
  expect(lastOrder()?.transactions).toMatchObject([
    { gateway: 'shopify_store_credit', amount: 700 },
    { gateway: 'shopify_payments' },
  ]);
  expect(await control('GET', creditPath())).toMatchObject({
    balance: 0,
    transactions: [{ kind: 'credit' }, { kind: 'debit', event: 'ORDER_PAYMENT' }],
  });
});

test('store credit cannot be spent with classic customer accounts', async () => {
  await control('POST', creditPath(), { amount: 700 });
  await control('PATCH', '/shop', { customerAccounts: 'classic' });
  await signIn(shop, ADDRESS.email);
  await shop.shopper.submit('/checkout', { ...ADDRESS, store_credit: '1' });
  expect(lastOrder()?.transactions.map(({ gateway }) => gateway)).toEqual(['shopify_payments']);
});
