import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewRefund } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announcedBy, lastBody, openTalkativeShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openTalkativeShop();
});
afterEach(() => world.close());

/** Two grinders at 89.00. */
function place(): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [{ variantId: variantOf(world, 'hand-grinder'), quantity: 2 }],
  });
}

function refundOne(order: Order, wanted: Partial<NewRefund> = {}) {
  const lines = [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }];
  return world.commands.refundOrder({ orderId: order.id, lines, ...wanted });
}

const current = (order: Order): Order => world.orders.get(order.id) ?? order;
const refunded = (order: Order): number => totalsOf(current(order), true).refunded;

test('a refund to store credit is a refund like any other, by another way', () => {
  const order = place();
  const refund = refundOne(order, { gateway: 'shopify_store_credit' });
  expect(refund.transactions).toMatchObject([
    { kind: 'refund', gateway: 'shopify_store_credit', amount: 8900 },
  ]);
  expect(refund.transactions[0]?.parentId).toBe(order.transactions[0]?.id);
  expect(current(order).financialStatus).toBe('partially_refunded');
  expect(lastBody(world, 'refunds/create')).toMatchObject({
    transactions: [{ gateway: 'shopify_store_credit', status: 'success' }],
  });
});

describe('a refund whose money is on its way', () => {
  test('takes the units off at once and gives the money back when it is settled', () => {
    const order = place();
    const pending = announcedBy(world, () => refundOne(order, { status: 'pending' }));
    expect(pending).toEqual(['refunds/create', 'orders/updated']);
    expect(current(order).financialStatus).toBe('paid');
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      current_subtotal_price: '89.00',
      refunds: [{ transactions: [{ status: 'pending' }] }],
    });
    const [refund] = current(order).refunds;
    const settle = () => world.commands.settleRefund(order.id, refund?.id ?? '');
    expect(announcedBy(world, settle)).toEqual(['order_transactions/create', 'orders/updated']);
    expect(current(order).financialStatus).toBe('partially_refunded');
    expect(refunded(order)).toBe(8900);
    expect(settle).toThrow('no such refund');
  });

  test('counts against what is left to refund', () => {
    const order = place();
    refundOne(order, { lines: [], amountWithoutLines: 10_000, status: 'pending' });
    expect(() => refundOne(order)).toThrow('€78.00');
  });

  test('that fails gives no money back, and can be tried again', () => {
    const order = place();
    const refund = refundOne(order, { status: 'pending' });
    world.commands.failRefund(order.id, refund.id);
    expect(current(order).financialStatus).toBe('paid');
    expect(refunded(order)).toBe(0);
    expect(lastBody(world, 'order_transactions/create')).toMatchObject({
      kind: 'refund',
      status: 'failure',
    });
    refundOne(order, { lines: [], amountWithoutLines: 17_800 });
    expect(current(order).financialStatus).toBe('refunded');
  });
});

test('a refund that fails after it seemed to have arrived leaves the order paid', () => {
  const order = place();
  const first = refundOne(order);
  const second = refundOne(order);
  expect(current(order).financialStatus).toBe('refunded');
  world.commands.failRefund(order.id, second.id);
  expect(current(order).financialStatus).toBe('partially_refunded');
  world.commands.failRefund(order.id, first.id);
  expect(current(order).financialStatus).toBe('paid');
  expect(current(order).refunds.flatMap(({ transactions }) => transactions)).toMatchObject([
    { status: 'failure' },
    { status: 'failure' },
  ]);
});

test('refunds from before they named what they follow count against the first payment', () => {
  const order = place();
  refundOne(order);
  const nameless = current(order).transactions.map(({ parentId: _parentId, ...rest }) => rest);
  world.orders.put({ ...current(order), transactions: nameless });
  expect(() => refundOne(order, { lines: [], amountWithoutLines: 8901 })).toThrow('€89.00');
  expect(refundOne(order).transactions).toMatchObject([{ amount: 8900 }]);
});

test('cancelling gives back what is not on its way yet', () => {
  const order = place();
  refundOne(order, { status: 'pending' });
  world.commands.cancelOrder(order.id, { reason: 'customer', refund: true });
  expect(current(order).transactions.filter(({ kind }) => kind === 'refund')).toMatchObject([
    { status: 'pending', amount: 8900 },
    { status: 'success', amount: 8900 },
  ]);
});
