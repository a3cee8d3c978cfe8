import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import { controlApp } from '#sandbox/control/app.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewOrder } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';
import { createAutomatic, createBasic, REWARD_SCOPES, run } from '../support/discounts.ts';
import { lastBody, product, someCustomer, variantOf } from './a-shop.ts';

let shop: AdminShop;
let world: World;
beforeAll(() => loadAdminSchema());
beforeEach(async () => {
  shop = await openAdminShop();
  world = shop.world;
});
afterEach(() => shop.close());

function order(codes: string[], change: Partial<NewOrder> = {}): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [
      { variantId: variantOf(world, 'house-blend'), quantity: 2 },
      { variantId: variantOf(world, 'paper-filters'), quantity: 1 },
    ],
    discountCodes: codes.map((code) => ({ code })),
    ...change,
  });
}

describe('an order with a code', () => {
  test('is cheaper, says why, and counts the use', async () => {
    await createBasic(shop, 'TEN');
    const placed = order(['ten']);
    const gross = placed.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    const off = Math.round(gross / 10);
    expect(placed.lines.reduce((sum, line) => sum + line.discount, 0)).toBe(off);
    expect(placed.discountCodes).toEqual([{ code: 'TEN', amount: off, type: 'percentage' }]);
    expect(world.redeemCodes.find('TEN')?.usages).toBe(1);

    const body = lastBody(world, 'orders/create');
    expect(body['discount_codes']).toEqual([
      { code: 'TEN', amount: (off / 100).toFixed(2), type: 'percentage' },
    ]);
    expect(body['discount_applications']).toEqual([
      {
        target_type: 'line_item',
        type: 'discount_code',
        value: '10.0',
        value_type: 'percentage',
        allocation_method: 'across',
        target_selection: 'all',
        code: 'TEN',
      },
    ]);
  });

  test('tells the Admin API which discount took what off which line', async () => {
    await createBasic(shop, 'FIVE', {
      customerGets: {
        items: {
          products: {
            productsToAdd: [`gid://shopify/Product/${product(world, 'paper-filters').id}`],
          },
        },
        value: { discountAmount: { amount: '2.00', appliesOnEachItem: false } },
      },
    });
    const { id } = order(['FIVE']);
    const { data, errors } = await shop.ask(
      `query Q($id: ID!) { order(id: $id) {
        discountApplications(first: 5) { nodes {
          index targetType targetSelection
          value { ... on MoneyV2 { amount } } ... on DiscountCodeApplication { code } } }
        lineItems(first: 5) { nodes { discountAllocations {
          allocatedAmountSet { shopMoney { amount } } discountApplication { index } } } }
      } }`,
      { id: `gid://shopify/Order/${id}` },
      REWARD_SCOPES,
    );
    expect(errors).toEqual([]);
    const allocation = {
      allocatedAmountSet: { shopMoney: { amount: '2.0' } },
      discountApplication: { index: 0 },
    };
    expect(data?.['order']).toEqual({
      discountApplications: {
        nodes: [
          {
            index: 0,
            targetType: 'LINE_ITEM',
            targetSelection: 'ENTITLED',
            value: { amount: '2.0' },
            code: 'FIVE',
          },
        ],
      },
      lineItems: {
        nodes: [{ discountAllocations: [] }, { discountAllocations: [allocation] }],
      },
    });
  });

  test('ships free, and shows the fee that was waived', async () => {
    await run(
      shop,
      'discountCodeFreeShippingCreate',
      'freeShippingCodeDiscount',
      'DiscountCodeFreeShippingInput',
      {
        title: 'Free shipping',
        code: 'SHIP',
        startsAt: '2026-01-01T00:00:00Z',
        context: { all: 'ALL' },
      },
    );
    const fee = world.shop.get().shippingFee;
    expect(order(['SHIP'])).toMatchObject({
      shipping: 0,
      discountCodes: [{ code: 'SHIP', amount: fee, type: 'shipping' }],
    });
    const body = lastBody(world, 'orders/create');
    const amount = (fee / 100).toFixed(2);
    expect(body['shipping_lines']).toMatchObject([
      {
        price: amount,
        discounted_price: '0.00',
        discount_allocations: [{ amount, discount_application_index: 0 }],
      },
    ]);
    expect(body).toMatchObject({
      total_discounts: amount,
      discount_applications: [{ target_type: 'shipping_line', code: 'SHIP' }],
    });
  });

  test('is refused where the code is used up, over, or another customer’s', async () => {
    const [one, other] = world.customers.all();
    await createBasic(shop, 'ONCE', { usageLimit: 1 });
    await createBasic(shop, 'EACH', { appliesOncePerCustomer: true });
    await createBasic(shop, 'OVER', { endsAt: '2026-02-01T00:00:00Z' });
    await createBasic(shop, 'HERS', {
      context: { customers: { add: [`gid://shopify/Customer/${one?.id}`] } },
    });
    await createBasic(shop, 'MUCH', {
      minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: '4' } },
    });
    const customerId = other?.id ?? null;
    order(['ONCE']);
    order(['EACH'], { customerId });
    order(['EACH']);
    order(['HERS'], { customerId: one?.id ?? null });
    expect(() => order(['ONCE'])).toThrow('ONCE has reached its usage limit');
    expect(() => order(['EACH'], { customerId })).toThrow('EACH was used by this customer before');
    expect(() => order(['OVER'])).toThrow('OVER has expired');
    expect(() => order(['HERS'], { customerId })).toThrow('HERS is not for this customer');
    expect(() => order(['MUCH'])).toThrow('MUCH is not valid for these items');
  });

  test('that cannot be combined is refused, one that can is not', async () => {
    await createBasic(shop, 'TEN');
    await createBasic(shop, 'ALONE', {
      customerGets: { items: { all: true }, value: { percentage: 0.05 } },
    });
    expect(() => order(['TEN', 'ALONE'])).toThrow('ALONE cannot be combined with the others');
    expect(world.redeemCodes.find('TEN')?.usages).toBe(0);
  });

  test('keeps what codes that the shop does not know are said to take off', () => {
    const lines = [{ variantId: variantOf(world, 'house-blend'), quantity: 1, discount: 100 }];
    const told = { code: 'ELSEWHERE', amount: 100, type: 'fixed_amount' } as const;
    expect(order([], { lines, discountCodes: [told] })).toMatchObject({ discountCodes: [told] });
  });
});

test('automatic discounts come by themselves, and have no code', async () => {
  await createAutomatic(shop);
  const placed = order([]);
  expect(placed.discountCodes).toEqual([]);
  expect(lastBody(world, 'orders/create')).toMatchObject({
    discount_codes: [],
    discount_applications: [{ type: 'automatic', title: 'Members', value: '5.0' }],
  });
  expect(world.discounts.all()[0]?.usages).toBe(1);
  expect(order([], { sourceName: 'pos' })).not.toHaveProperty('discounts');
});

test('the control API places an order with a native code', async () => {
  await createBasic(shop, 'TEN');
  const answer = await controlApp(world).request('/_sandbox/orders', {
    method: 'POST',
    body: JSON.stringify({
      customerId: someCustomer(world),
      lines: [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }],
      discountCodes: [{ code: 'TEN' }],
    }),
  });
  expect(await answer.json()).toMatchObject({
    order: { discounts: [{ code: 'TEN', value: 10, valueType: 'percentage' }] },
  });
});
