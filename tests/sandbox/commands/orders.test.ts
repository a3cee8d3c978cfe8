import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announced, openShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openShop();
});
afterEach(() => world.close());

/** Two bags of House Blend at 9.90 and a grinder at 89.00, with 10 % off. */
function place(payment: 'paid' | 'pending' = 'paid'): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [
      { variantId: variantOf(world, 'house-blend'), quantity: 2, discount: 198 },
      { variantId: variantOf(world, 'hand-grinder'), quantity: 1, discount: 890 },
    ],
    discountCodes: [{ code: 'WELCOME10', amount: 1088, type: 'percentage' }],
    payment,
  });
}

function lineOf(order: Order, position: number): string {
  return order.lines[position]?.id ?? '';
}

function current(order: Order): Order {
  return world.orders.get(order.id) ?? order;
}

describe('placing an order', () => {
  test('adds up lines, discounts, tax by rate and shipping', () => {
    const order = place();
    const totals = totalsOf(order, true);
    expect(order).toMatchObject({ name: '#1001', financialStatus: 'paid', shipping: 0 });
    expect(totals).toMatchObject({ lineItems: 10_880, discounts: 1088, total: 9792, paid: 9792 });
    // 7 % in 17.82 and 19 % in 80.10.
    expect(order.tax).toBe(117 + 1279);
    expect(announced(world)).toEqual(['orders/create', 'orders/paid', 'orders/updated']);
    expect(order.updatedAt).toMatch(/:\d\dZ$/);
  });

  test('charges shipping below the free amount, and never for gift cards or at the counter', () => {
    const bag = { variantId: variantOf(world, 'house-blend'), quantity: 1 };
    const card = { variantId: variantOf(world, 'gift-card'), quantity: 1 };
    const guest = { customerId: null, email: 'guest@example.com', locale: 'de' };
    expect(world.commands.placeOrder({ ...guest, lines: [bag] }).shipping).toBe(490);
    expect(world.commands.placeOrder({ ...guest, lines: [card] })).toMatchObject({
      shipping: 0,
      tax: 0,
    });
    const counter = world.commands.placeOrder({ ...guest, lines: [bag], sourceName: 'pos' });
    expect(counter).toMatchObject({ shipping: 0, name: '#1003' });
  });

  test('refuses what a checkout could not sell', () => {
    const variantId = variantOf(world, 'house-blend');
    const order = { customerId: null, email: null, locale: 'en' };
    const bad = [
      { ...order, lines: [] },
      { ...order, lines: [{ variantId: '1', quantity: 1 }] },
      { ...order, lines: [{ variantId, quantity: 0 }] },
      { ...order, lines: [{ variantId, quantity: 1, discount: 991 }] },
      { ...order, customerId: '1', lines: [{ variantId, quantity: 1 }] },
      {
        ...order,
        lines: [{ variantId, quantity: 1 }],
        discountCodes: [{ code: 'A', amount: 1, type: 'fixed_amount' as const }],
      },
    ];
    for (const wanted of bad) {
      expect(() => world.commands.placeOrder(wanted)).toThrow(RefusedByShop);
    }
    expect(world.orders.size).toBe(0);
    expect(announced(world)).toEqual([]);
  });
});

describe('refunding', () => {
  test('a line gives back what its units cost after the discount', () => {
    const order = place();
    const refund = world.commands.refundOrder({
      orderId: order.id,
      lines: [{ lineId: lineOf(order, 0), quantity: 1 }],
    });
    expect(refund.lines[0]).toMatchObject({ subtotal: 891, tax: 59, quantity: 1 });
    expect(refund.transactions[0]).toMatchObject({ kind: 'refund', amount: 891 });
    expect(current(order).financialStatus).toBe('partially_refunded');
    expect(totalsOf(current(order), true)).toMatchObject({
      currentSubtotal: 9792 - 891,
      refunded: 891,
      outstanding: 0,
    });
    expect(announced(world).slice(3)).toEqual(['refunds/create', 'orders/updated']);
  });

  test('an amount without lines leaves the lines and lowers the money', () => {
    const order = place();
    world.commands.refundOrder({ orderId: order.id, lines: [], amountWithoutLines: 500 });
    expect(totalsOf(current(order), true)).toMatchObject({
      currentSubtotal: 9792,
      refunded: 500,
      outstanding: 0,
    });
  });

  test('is refused beyond units, shipping or money, with a sentence', () => {
    const order = place();
    const lineId = lineOf(order, 0);
    const refund = (wanted: Partial<Parameters<World['commands']['refundOrder']>[0]>) => () =>
      world.commands.refundOrder({ orderId: order.id, lines: [], ...wanted });
    expect(refund({ lines: [{ lineId, quantity: 3 }] })).toThrow(
      'Of House Blend in order #1001, 2 can still be refunded, not 3.',
    );
    expect(refund({ shipping: 1 })).toThrow('€0.00 can still be refunded');
    expect(refund({ amountWithoutLines: 9793 })).toThrow('€97.93 is more than order #1001');
    expect(refund({})).toThrow('There is nothing to refund.');
    expect(current(order)).toEqual(order);
  });

  test('everything ends refunded, and then nothing is left', () => {
    const order = place();
    const all = {
      orderId: order.id,
      lines: order.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
    };
    world.commands.refundOrder(all);
    expect(current(order).financialStatus).toBe('refunded');
    expect(() => world.commands.refundOrder(all)).toThrow(RefusedByShop);
  });
});

describe('paying later', () => {
  test('takes in what is outstanding after lines were taken off', () => {
    const order = place('pending');
    world.commands.refundOrder({
      orderId: order.id,
      lines: [{ lineId: lineOf(order, 1), quantity: 1 }],
    });
    expect(current(order).financialStatus).toBe('pending');
    const paid = world.commands.markOrderPaid(order.id);
    expect(paid.financialStatus).toBe('paid');
    expect(totalsOf(paid, true)).toMatchObject({ paid: 1782, refunded: 0, outstanding: 0 });
    expect(() => world.commands.markOrderPaid(order.id)).toThrow(RefusedByShop);
  });

  test('an unpaid order has no money to give back', () => {
    const order = place('pending');
    expect(() =>
      world.commands.refundOrder({ orderId: order.id, lines: [], amountWithoutLines: 100 }),
    ).toThrow('was not paid');
  });
});

describe('cancelling', () => {
  test('with a refund gives back the rest, also after goodwill', () => {
    const order = place();
    world.commands.refundOrder({ orderId: order.id, lines: [], amountWithoutLines: 792 });
    world.commands.cancelOrder(order.id, { reason: 'customer', refund: true });
    const cancelled = current(order);
    expect(cancelled).toMatchObject({ financialStatus: 'refunded', cancelReason: 'customer' });
    expect(totalsOf(cancelled, true)).toMatchObject({ refunded: 9792, currentTotal: 0 });
    expect(cancelled.refunds.map(({ amountWithoutLines }) => amountWithoutLines)).toEqual([
      792, -792,
    ]);
    expect(announced(world).slice(5)).toEqual([
      'refunds/create',
      'orders/cancelled',
      'orders/updated',
    ]);
  });

  test('voids an order that was never paid', () => {
    const order = place('pending');
    world.commands.cancelOrder(order.id, { reason: 'other', refund: true });
    expect(current(order)).toMatchObject({ financialStatus: 'voided', refunds: [] });
  });

  test('is refused for shipped and for cancelled orders', () => {
    const shipped = place();
    world.commands.fulfillOrder(shipped.id);
    const cancel = (order: Order) => () =>
      world.commands.cancelOrder(order.id, { reason: 'other', refund: false });
    expect(cancel(shipped)).toThrow('has been shipped');
    const cancelled = place();
    cancel(cancelled)();
    expect(cancel(cancelled)).toThrow('is cancelled already');
    expect(() => world.commands.fulfillOrder(cancelled.id)).toThrow(RefusedByShop);
  });
});
