import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewExchange } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announcedBy, lastBody, openTalkativeShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openTalkativeShop();
});
afterEach(() => world.close());

/** Two grinders at 89.00 and a pack of filters, shipped. */
function shipped(): Order {
  const { id } = world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [
      { variantId: variantOf(world, 'hand-grinder'), quantity: 2 },
      { variantId: variantOf(world, 'paper-filters'), quantity: 1 },
    ],
  });
  return world.commands.fulfillOrder(id);
}

const lineOf = (order: Order, position = 0): string => order.lines[position]?.id ?? '';
const current = (order: Order): Order => world.orders.get(order.id) ?? order;

describe('a return', () => {
  test('is asked for, approved, and ends in a refund of its lines', () => {
    const { commands } = world;
    const order = shipped();
    const lines = [{ lineId: lineOf(order), quantity: 1 }];
    const asked = commands.returnOrder({ orderId: order.id, lines, requested: true });
    expect(asked).toMatchObject({ status: 'requested', name: `${order.name}-R1` });
    expect(() => commands.closeReturn(order.id, asked.id, { refund: true })).toThrow('is open');
    expect(announcedBy(world, () => commands.approveReturn(order.id, asked.id))).toEqual([
      'orders/updated',
    ]);
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      returns: [{ name: `${order.name}-R1`, status: 'open', return_line_items: [{ quantity: 1 }] }],
      refunds: [],
    });
    const close = () => commands.closeReturn(order.id, asked.id, { refund: true });
    expect(announcedBy(world, close)).toEqual([
      'order_transactions/create',
      'refunds/create',
      'orders/updated',
    ]);
    expect(current(order)).toMatchObject({
      financialStatus: 'partially_refunded',
      returns: [{ status: 'closed' }],
      refunds: [{ lines: [{ quantity: 1, subtotal: 8900, restock: true }] }],
    });
    expect(lastBody(world, 'refunds/create')).toMatchObject({
      return: { admin_graphql_api_id: `gid://shopify/Return/${asked.id}` },
    });
  });

  test('can be closed without a refund', () => {
    const order = shipped();
    const lines = [{ lineId: lineOf(order), quantity: 2 }];
    const { id } = world.commands.returnOrder({ orderId: order.id, lines });
    world.commands.closeReturn(order.id, id, { refund: false });
    expect(current(order)).toMatchObject({ financialStatus: 'paid', refunds: [] });
    expect(() => world.commands.returnOrder({ orderId: order.id, lines })).toThrow(
      '0 can be returned',
    );
  });

  test('is refused for what was not shipped or is on its way back', () => {
    const { commands } = world;
    const order = shipped();
    const give = (quantity: number, orderId = order.id) =>
      commands.returnOrder({ orderId, lines: [{ lineId: lineOf(order), quantity }] });
    give(1);
    expect(() => give(2)).toThrow('1 can be returned, not 2');
    const [fulfillment] = order.fulfillments;
    commands.cancelFulfillment(order.id, fulfillment?.id ?? '');
    expect(() => give(1)).toThrow('can be returned');
  });
});

describe('an exchange', () => {
  function exchange(order: Order, handle: string, wanted: Partial<NewExchange> = {}): Order {
    return world.commands.exchangeOrder({
      orderId: order.id,
      take: [{ lineId: lineOf(order), quantity: 1 }],
      give: [{ variantId: variantOf(world, handle), quantity: 1 }],
      ...wanted,
    });
  }

  test('for something cheaper gives the difference back', () => {
    const order = shipped();
    const before = totalsOf(order, true);
    const topics = announcedBy(world, () => exchange(order, 'house-blend'));
    expect(topics).toEqual(['order_transactions/create', 'refunds/create', 'orders/updated']);
    const after = current(order);
    expect(after.lines.map(({ quantity }) => quantity)).toEqual([2, 1, 1]);
    expect(after).toMatchObject({
      financialStatus: 'partially_refunded',
      fulfillmentStatus: 'partial',
      refunds: [{ lines: [{ lineId: lineOf(order), quantity: 1, subtotal: 8900 }] }],
      returns: [{ status: 'closed', exchangeLineIds: [lineOf(after, 2)] }],
    });
    expect(totalsOf(after, true)).toMatchObject({
      outstanding: 0,
      refunded: 8900 - 990,
      currentSubtotal: before.currentSubtotal - 8900 + 990,
      paid: before.paid,
    });
    expect(world.commands.fulfillOrder(order.id).fulfillmentStatus).toBe('fulfilled');
  });

  test('for the same moves no money', () => {
    const order = shipped();
    const after = exchange(order, 'hand-grinder');
    expect(after.financialStatus).toBe('paid');
    expect(after.refunds).toMatchObject([{ transactions: [] }]);
    expect(after.transactions).toEqual(order.transactions);
  });

  test('for more takes the difference in, now or later', () => {
    const order = shipped();
    const take = [{ lineId: lineOf(order, 1), quantity: 1 }];
    const now = exchange(order, 'hand-grinder', { take });
    expect(now.financialStatus).toBe('paid');
    const { price } = order.lines[1] ?? { price: 0 };
    expect(now.transactions.at(-1)).toMatchObject({ kind: 'sale', amount: 8900 - price });
    const other = shipped();
    const later = exchange(other, 'hand-grinder', {
      take: [{ lineId: lineOf(other, 1), quantity: 1 }],
      settle: false,
    });
    expect(later.financialStatus).toBe('partially_paid');
    expect(totalsOf(later, true).outstanding).toBe(8900 - price);
    expect(world.commands.markOrderPaid(other.id).financialStatus).toBe('paid');
  });

  test('of an order from before fulfillments had lines leaves what is sent to be shipped', () => {
    const order = shipped();
    const fulfillments = order.fulfillments.map(({ id, createdAt }) => ({ id, createdAt }));
    world.orders.put({ ...order, fulfillments });
    expect(exchange(order, 'house-blend').fulfillmentStatus).toBe('partial');
  });

  test('is refused for what the customer does not have', () => {
    const order = shipped();
    const take = [{ lineId: lineOf(order), quantity: 3 }];
    expect(() => exchange(order, 'house-blend', { take })).toThrow('2 can be returned, not 3');
    expect(() => exchange(order, 'house-blend', { give: [] })).toThrow('sent instead');
    expect(current(order)).toEqual(order);
  });
});
