import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

describe('checkout', () => {
  let shop: StorefrontTest;
  beforeEach(async () => void (shop = await openStorefront()));
  afterEach(async () => {
    // Confirmations are sent in the background; the mail server stays until they have come.
    for (const { email } of shop.world.orders.all()) {
      await mailTo(shop.world, email ?? '', /confirmed|bestätigt/);
    }
    await shop.close();
  });

  async function fillCart(quantity = 2) {
    const bag = variantOf(shop.world, 'house-blend');
    await shop.shopper.post('/cart/add.js', { id: bag.id, quantity });
    return bag;
  }

  test('a guest buys: the order has her lines, address, attributes and a customer without an account', async () => {
    const { shopper, world } = shop;
    const bag = await fillCart();
    await shopper.post('/cart/update.js', { attributes: { ref: 'friend-1' } });
    const answer = await shopper.submit('/checkout', { ...ADDRESS, email: 'Ada@Example.com' });
    expect(answer.status).toBe(303);

    const [order] = world.orders.all();
    expect(order).toMatchObject({
      email: 'ada@example.com',
      locale: 'en',
      financialStatus: 'paid',
      sourceName: 'web',
      noteAttributes: [{ name: 'ref', value: 'friend-1' }],
      lines: [{ variantId: bag.id, quantity: 2, price: bag.price }],
      address: { city: 'Berlin', country: 'Germany' },
    });
    const customer = world.customers.get(order?.customerId ?? '');
    expect(customer).toMatchObject({ email: 'ada@example.com', state: 'disabled', locale: 'en' });
    expect((await shopper.cart()).item_count).toBe(0);

    const page = await shopper.open(answer.headers.get('location') ?? '');
    expect(page.html).toContain(order?.name);
    expect((await mailTo(world, 'ada@example.com', /confirmed/)).text).toContain('2 × House Blend');
  });

  test('what the checkout says is what the order costs', async () => {
    const { shopper, world } = shop;
    for (const quantity of [1, 9]) {
      const bag = await fillCart(quantity);
      const { html } = await shopper.open('/checkout');
      await shopper.submit('/checkout', { ...ADDRESS, email: `ada${quantity}@example.com` });
      const order = world.orders.all().find(({ lines }) => lines[0]?.quantity === quantity);
      const total = bag.price * quantity + (order?.shipping ?? 0);
      const shown = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
      expect(html).toContain(`Pay ${shown.format(total / 100)}`);
    }
    expect(world.orders.all().map((order) => order.shipping > 0)).toEqual([true, false]);
  });

  test('who is signed in buys under her own address, whatever the form says, in her language', async () => {
    const { shopper, world } = shop;
    const anna = world.customers.all()[0];
    await signIn(shop, anna?.email ?? '');
    await fillCart();
    await shopper.submit('/de/checkout', { ...ADDRESS, email: 'somebody@else.example' });
    const [order] = world.orders.all();
    expect(order).toMatchObject({ customerId: anna?.id, email: anna?.email, locale: 'de' });
    expect((await mailTo(world, anna?.email ?? '', /bestätigt/)).text).toContain('Hausmischung');
  });

  test('pressing the button twice buys once', async () => {
    await fillCart();
    const form = { ...ADDRESS, email: 'ada@example.com' };
    await Promise.all([
      shop.shopper.submit('/checkout', form),
      shop.shopper.submit('/checkout', form),
    ]);
    expect(shop.world.orders.size).toBe(1);
  });

  test('a missing street keeps everything else and buys nothing', async () => {
    await fillCart();
    const form = { ...ADDRESS, address1: ' ', email: 'ada@example.com' };
    const answer = await shop.shopper.submit('/checkout', form);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Enter street and number.');
    expect(html).toContain('value="Lovelace"');
    expect(shop.world.orders.size).toBe(0);
  });

  test('an order is seen by who has its link, and by nobody with a guessed one', async () => {
    await fillCart();
    const answer = await shop.shopper.submit('/checkout', { ...ADDRESS, email: 'ada@example.com' });
    const link = answer.headers.get('location') ?? '';
    expect((await shop.shopper.open(link)).status).toBe(200);
    const guessed = link.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await shop.shopper.open(guessed)).status).toBe(404);
  });
});
