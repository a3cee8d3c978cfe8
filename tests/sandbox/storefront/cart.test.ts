import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addToCart,
  type Cart,
  changeLine,
  emptyCart,
  lineKey,
  priceCart,
  withAttributes,
  withDiscountCodes,
} from '#sandbox/storefront/cart/cart.ts';
import type { Product } from '#sandbox/store/product-types.ts';
import { openStorefront, type StorefrontTest, variantOf } from '../support/storefront-world.ts';

function product(id: string, price: number): Product {
  return {
    id,
    handle: `product-${id}`,
    title: { en: id },
    description: { en: '' },
    vendor: 'Fernhill',
    productType: 'Coffee',
    tags: [],
    image: '',
    variants: [{ id: `${id}1`, title: 'Default', sku: id, price, grams: 250 }],
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  };
}

const SHELF = [product('1', 990), product('2', 1290), product('3', 1)];

describe('cart arithmetic', () => {
  test('the same variant twice is one line with both quantities', () => {
    const cart = [1, 2].reduce<Cart>(
      (current, quantity) => addToCart(current, { variantId: '11', quantity }),
      emptyCart('t'),
    );
    expect(cart.lines.map((line) => line.quantity)).toEqual([3]);
  });

  test('the same variant with another engraving is another line, whatever the order of its properties', () => {
    const first = addToCart(emptyCart('t'), {
      variantId: '11',
      quantity: 1,
      properties: { name: 'Ada', colour: 'red' },
    });
    const second = addToCart(first, { variantId: '11', quantity: 1, properties: { name: 'Bo' } });
    const third = addToCart(second, {
      variantId: '11',
      quantity: 1,
      properties: { colour: 'red', name: 'Ada' },
    });
    expect(third.lines.map((line) => line.quantity)).toEqual([1, 2]);
  });

  test('a cart costs the sum of price times quantity, and counts its units', () => {
    const item = fc.record({
      variantId: fc.constantFrom('11', '21', '31'),
      quantity: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), (items) => {
        const priced = priceCart(items.reduce(addToCart, emptyCart('t')), SHELF);
        const price = { '11': 990, '21': 1290, '31': 1 } as Record<string, number>;
        const total = items.reduce((sum, i) => sum + (price[i.variantId] ?? 0) * i.quantity, 0);
        expect(priced.subtotal).toBe(total);
        expect(priced.itemCount).toBe(items.reduce((sum, i) => sum + i.quantity, 0));
      }),
    );
  });

  test('a line set to nothing is gone, and one that is no longer sold costs nothing', () => {
    const cart = addToCart(addToCart(emptyCart('t'), { variantId: '11', quantity: 2 }), {
      variantId: '99',
      quantity: 1,
    });
    expect(priceCart(cart, SHELF).subtotal).toBe(1980);
    expect(changeLine(cart, lineKey('11', {}), 0).lines.map((line) => line.variantId)).toEqual([
      '99',
    ]);
  });

  test('attributes merge, an empty one is removed', () => {
    const cart = withAttributes(
      { ...emptyCart('t'), attributes: { ref: 'ada', gift: 'yes' } },
      { gift: '' },
    );
    expect(withAttributes(cart, { note: '1' }).attributes).toEqual({ ref: 'ada', note: '1' });
  });

  test('discount codes are replaced as a set, without regard to case', () => {
    const cart = withDiscountCodes(emptyCart('t'), 'SPRING, spring ,TEN');
    expect(cart.discountCodes).toEqual(['SPRING', 'TEN']);
    expect(withDiscountCodes(cart, '').discountCodes).toEqual([]);
  });
});

describe('cart Ajax API', () => {
  let shop: StorefrontTest;
  beforeAll(async () => void (shop = await openStorefront()));
  afterAll(() => shop.close());

  test('adds, changes, updates and clears, and the cart page shows the same', async () => {
    const { shopper, world } = shop;
    const bag = variantOf(world, 'house-blend', 1);
    const added = await shopper.post('/cart/add.js', { id: bag.id, quantity: 2 });
    expect(added).toMatchObject({ status: 200, body: { variant_id: bag.id, quantity: 2 } });
    expect(await shopper.cart()).toMatchObject({ item_count: 2, total_price: 2 * bag.price });
    expect((await shopper.open('/cart')).html).toContain('value="2"');

    await shopper.post('/cart/change.js', { line: 1, quantity: 5 });
    expect((await shopper.cart()).total_price).toBe(5 * bag.price);
    await shopper.post('/cart/update.js', { updates: { [bag.id]: 1 }, attributes: { ref: 'ada' } });
    expect(await shopper.cart()).toMatchObject({ item_count: 1, attributes: { ref: 'ada' } });
    await shopper.post('/cart/clear.js', {});
    expect(await shopper.cart()).toMatchObject({ item_count: 0, attributes: { ref: 'ada' } });
  });

  test('an unknown discount code stays on the cart and does not apply', async () => {
    await shop.shopper.post('/cart/update.js', { discount: 'NOPE' });
    const { discount_codes: codes } = await shop.shopper.cart();
    expect(codes).toEqual([{ code: 'NOPE', applicable: false }]);
  });

  test('a discount link puts its code on the cart and leads on within the shop only', async () => {
    const inside = await shop.shopper.request('/discount/FERN?redirect=/collections/all');
    expect(inside.headers.get('location')).toBe('/collections/all');
    const outside = await shop.shopper.request('/discount/FERN?redirect=//evil.example/x');
    expect(outside.headers.get('location')).not.toContain('evil');
    expect((await shop.shopper.cart()).discount_codes.map(({ code }) => code)).toContain('FERN');
  });

  test('refuses what is not sold, in the words of the Ajax API', async () => {
    const answer = await shop.shopper.post('/cart/add.js', { id: '1', quantity: 1 });
    expect(answer).toMatchObject({ status: 404, body: { message: 'Cart Error' } });
    expect((await shop.shopper.post('/cart/add.js', { quantity: 1 })).status).toBe(400);
  });

  test('a form posted by another site is refused', async () => {
    const answer = await shop.shopper.request('/cart/add', {
      method: 'POST',
      body: new URLSearchParams({ id: variantOf(shop.world, 'house-blend').id }),
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
  });

  test('a forged cart cookie opens no cart', async () => {
    const { shopper, world } = shop;
    await shopper.post('/cart/add.js', { id: variantOf(world, 'house-blend').id });
    const { token } = await shopper.cart();
    const signed = shopper.cookies.get('cart') ?? '';
    shopper.cookies.set('cart', `${token}.forged`);
    expect((await shopper.cart()).item_count).toBe(0);
    shopper.cookies.set('cart', signed);
    expect((await shopper.cart()).item_count).toBe(1);
  });
});
