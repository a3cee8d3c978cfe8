import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Discount } from '#sandbox/store/discount-types.ts';

import {
  mailTo,
  openStorefront,
  signIn,
  type StorefrontTest,
  variantOf,
} from '../support/storefront-world.ts';

const ADDRESS = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  address1: 'Ahornweg 3',
  zip: '10115',
  city: 'Berlin',
  country: 'DE',
};

let shop: StorefrontTest;
let price: number;
beforeEach(async () => {
  shop = await openStorefront();
  const bag = variantOf(shop.world, 'house-blend');
  price = bag.price;
  await shop.shopper.post('/cart/add.js', { id: bag.id, quantity: 2 });
});
afterEach(async () => {
  for (const { email } of shop.world.orders.all()) {
    await mailTo(shop.world, email ?? '', /confirmed|bestätigt/);
  }
  await shop.close();
});

/** 10 % off everything, with a code unless told. */
function discount(code: string | null, change: Partial<Discount> = {}): void {
  const { world } = shop;
  const id = world.newId();
  world.discounts.put({
    id,
    method: code === null ? 'automatic' : 'code',
    title: 'Ten',
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: null,
    offer: { kind: 'basic', items: { kind: 'all' }, value: { kind: 'percentage', fraction: 0.1 } },
    context: { kind: 'all' },
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    usageLimit: null,
    oncePerCustomer: false,
    usages: 0,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    ...change,
  });
  if (code === null) return;
  const createdAt = '2026-01-01T00:00:00Z';
  world.redeemCodes.put({ id: world.newId(), discountId: id, code, usages: 0, createdAt });
}

const apply = (codes: string) => shop.shopper.post('/cart/update.js', { discount: codes });
const pay = (email = 'ada@example.com') => shop.shopper.submit('/checkout', { ...ADDRESS, email });

test('a code on the cart says whether it applies, and takes off what it says', async () => {
  discount('TEN');
  await apply('ten,NOBODY');
  const cart = await shop.shopper.cart();
  const off = Math.round((price * 2) / 10);
  expect(cart).toMatchObject({
    total_price: price * 2 - off,
    items_subtotal_price: price * 2,
    total_discount: off,
    discount_codes: [
      { code: 'ten', applicable: true },
      { code: 'NOBODY', applicable: false },
    ],
    cart_level_discount_applications: [
      { type: 'discount_code', title: 'TEN', value: '10.0', total_allocated_amount: off },
    ],
  });
  const page = await shop.shopper.open('/checkout');
  expect(page.html).toContain('TEN');
  await pay();
  expect(shop.world.orders.all()[0]).toMatchObject({
    discountCodes: [{ code: 'TEN', amount: off, type: 'percentage' }],
  });
  expect(shop.world.redeemCodes.find('TEN')?.usages).toBe(1);
});

test('a product discount stands in its line', async () => {
  const bag = shop.world.products.all().find(({ handle }) => handle === 'house-blend');
  const items = { kind: 'products', productIds: [bag?.id ?? ''], variantIds: [] } as const;
  const value = { kind: 'amount', amount: 100, onEachItem: true } as const;
  discount('EACH', { offer: { kind: 'basic', items, value } });
  await apply('EACH');
  expect(await shop.shopper.cart()).toMatchObject({
    items: [
      {
        original_line_price: price * 2,
        final_line_price: price * 2 - 200,
        final_price: price - 100,
        line_level_discount_allocations: [{ amount: 200 }],
      },
    ],
    cart_level_discount_applications: [],
    total_price: price * 2 - 200,
  });
});

test('a code of one customer’s applies once she is known: signed in, or at the checkout', async () => {
  const customer = shop.world.commands.createCustomer({
    firstName: 'Ada',
    lastName: null,
    email: 'ada@example.com',
    locale: 'en',
  });
  discount('HERS', { context: { kind: 'customers', ids: [customer.id] } });
  await apply('HERS');
  expect((await shop.shopper.cart()).discount_codes).toEqual([{ code: 'HERS', applicable: false }]);
  await pay('someone.else@example.com');
  expect(shop.world.orders.all()[0]?.discountCodes).toEqual([]);

  const { id } = variantOf(shop.world, 'house-blend');
  await shop.shopper.post('/cart/add.js', { id, quantity: 1 });
  await apply('HERS');
  await signIn(shop, 'ada@example.com');
  expect((await shop.shopper.cart()).discount_codes).toEqual([{ code: 'HERS', applicable: true }]);
  await pay();
  expect(shop.world.orders.all()[1]?.discountCodes).toMatchObject([{ code: 'HERS' }]);
});

test('nobody pays more than was shown: a code that is used up meanwhile stops the checkout', async () => {
  discount('LAST', { usageLimit: 1, oncePerCustomer: true });
  await apply('LAST');
  shop.world.commands.placeOrder({
    customerId: null,
    email: 'ada@example.com',
    locale: 'en',
    lines: [{ variantId: variantOf(shop.world, 'house-blend').id, quantity: 1 }],
    discountCodes: [{ code: 'LAST' }],
  });
  const code = shop.world.redeemCodes.find('LAST');
  if (code) shop.world.redeemCodes.put({ ...code, usages: 0 });
  const answer = await pay();
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('LAST was used by this customer before');
  expect(shop.world.orders.size).toBe(1);
  // The order of the test's own that nobody is mailed about.
  for (const { id } of shop.world.orders.all()) shop.world.orders.delete(id);
});

test('an automatic discount is there without a code', async () => {
  discount(null);
  expect(await shop.shopper.cart()).toMatchObject({
    total_discount: Math.round((price * 2) / 10),
    discount_codes: [],
    cart_level_discount_applications: [{ type: 'automatic', title: 'Ten' }],
  });
});
