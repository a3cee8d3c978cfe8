import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewOrder } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announcedBy, lastBody, openTalkativeShop, someCustomer, variantOf } from './a-shop.ts';

/** A grinder, delivered free. */
const TOTAL = 8900;

let world: World;
beforeEach(async () => {
  world = await openTalkativeShop();
  world.clock.set(new Date('2026-07-01T10:00:00.100Z'));
});
afterEach(() => world.close());

function place(wanted: Partial<NewOrder> = {}): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [{ variantId: variantOf(world, 'hand-grinder'), quantity: 1 }],
    ...wanted,
  });
}

const outstanding = (order: Order): number => totalsOf(order, true).outstanding;
const current = (order: Order): Order => world.orders.get(order.id) ?? order;

describe('an order in several payments', () => {
  test('is partly paid until the last of them came', () => {
    const { commands } = world;
    const order = place({ payment: 'pending' });
    const first = commands.recordPayment(order.id, { amount: 3000, gateway: 'cash' });
    expect(first.financialStatus).toBe('partially_paid');
    expect(outstanding(first)).toBe(TOTAL - 3000);
    const rest = { amount: TOTAL - 3000, gateway: 'Bank Deposit' };
    expect(announcedBy(world, () => commands.recordPayment(order.id, rest))).toEqual([
      'order_transactions/create',
      'orders/paid',
      'orders/updated',
    ]);
    expect(current(order).financialStatus).toBe('paid');
    expect(outstanding(current(order))).toBe(0);
  });

  test('begins with gift card and store credit, and with the rest as told', () => {
    const payments = [
      { amount: 1000, gateway: 'gift_card' },
      { amount: 500, gateway: 'shopify_store_credit' },
    ];
    const order = place({ payments });
    expect(order.financialStatus).toBe('paid');
    expect(order.transactions.map(({ gateway, amount }) => [gateway, amount])).toEqual([
      ['gift_card', 1000],
      ['shopify_store_credit', 500],
      ['shopify_payments', TOTAL - 1500],
    ]);
    expect(lastBody(world, 'orders/paid')).toMatchObject({
      payment_gateway_names: ['gift_card', 'shopify_store_credit', 'shopify_payments'],
    });
    expect(place({ payments, payment: 'pending' }).financialStatus).toBe('partially_paid');
    const whole = place({ payments: [{ amount: TOTAL, gateway: 'gift_card' }] });
    expect(whole).toMatchObject({ financialStatus: 'paid', transactions: [{}] });
  });

  test('is refused beyond what is owed', () => {
    const order = place({ payment: 'pending' });
    const pay = (amount: number) => () =>
      world.commands.recordPayment(order.id, { amount, gateway: 'cash' });
    expect(pay(TOTAL + 1)).toThrow('waits for €89.00, not for €89.01');
    expect(pay(0)).toThrow('positive amount');
    expect(() => place({ payments: [{ amount: TOTAL + 1, gateway: 'gift_card' }] })).toThrow(
      'more than the order',
    );
  });

  test('a payment that failed is told of and pays nothing', () => {
    const order = place({ payment: 'pending' });
    const failed = { amount: TOTAL, gateway: 'shopify_payments', status: 'failure' } as const;
    expect(announcedBy(world, () => world.commands.recordPayment(order.id, failed))).toEqual([
      'order_transactions/create',
      'orders/updated',
    ]);
    expect(current(order).financialStatus).toBe('pending');
    expect(outstanding(current(order))).toBe(TOTAL);
  });

  test('is refunded to each of them, and never beyond what it brought in', () => {
    const order = place({ payments: [{ amount: 1000, gateway: 'gift_card' }] });
    const refund = (amountWithoutLines: number) =>
      world.commands
        .refundOrder({ orderId: order.id, lines: [], amountWithoutLines })
        .transactions.map(({ gateway, amount }) => [gateway, amount]);
    expect(refund(600)).toEqual([['gift_card', 600]]);
    expect(refund(600)).toEqual([
      ['gift_card', 400],
      ['shopify_payments', 200],
    ]);
    expect(refund(TOTAL - 1200)).toEqual([['shopify_payments', TOTAL - 1200]]);
    expect(current(order).financialStatus).toBe('refunded');
  });
});

describe('an authorized payment', () => {
  test('is paid once it is captured', () => {
    const { commands } = world;
    const order = place({ payment: 'authorized' });
    expect(order.financialStatus).toBe('authorized');
    expect(outstanding(order)).toBe(TOTAL);
    expect(commands.capturePayment(order.id, 4000).financialStatus).toBe('partially_paid');
    expect(() => commands.capturePayment(order.id, 4901)).toThrow('€49.00 can be captured');
    expect(announcedBy(world, () => commands.capturePayment(order.id))).toEqual([
      'order_transactions/create',
      'orders/paid',
      'orders/updated',
    ]);
    expect(current(order).financialStatus).toBe('paid');
    const [authorization, ...captures] = current(order).transactions;
    expect(captures.map(({ kind, parentId }) => [kind, parentId])).toEqual([
      ['capture', authorization?.id],
      ['capture', authorization?.id],
    ]);
  });

  test('can be voided, and the order stays open', () => {
    const order = place({ payment: 'authorized' });
    const voided = world.commands.voidPayment(order.id);
    expect(voided).toMatchObject({ financialStatus: 'voided', cancelledAt: null });
    expect(() => world.commands.capturePayment(order.id)).toThrow('€0.00 can be captured');
    expect(() => world.commands.voidPayment(order.id)).toThrow('no payment that could be voided');
    expect(world.commands.markOrderPaid(order.id).financialStatus).toBe('paid');
  });

  test.each(['authorized', 'pending'] as const)('expires while it is %s', (payment) => {
    const order = place({ payment });
    world.clock.set(new Date('2026-07-08T10:00:00Z'));
    expect(announcedBy(world, () => world.commands.expirePayment(order.id))).toEqual([
      'orders/updated',
    ]);
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      financial_status: 'expired',
      updated_at: '2026-07-08T12:00:00+02:00',
      total_outstanding: '89.00',
    });
    expect(() => world.commands.expirePayment(order.id)).toThrow('could expire');
    expect(() => world.commands.capturePayment(order.id)).toThrow('can be captured');
    const paid = world.commands.recordPayment(order.id, { amount: TOTAL, gateway: 'cash' });
    expect(paid.financialStatus).toBe('paid');
  });

  test('is voided when the order is cancelled', () => {
    const order = place({ payment: 'authorized' });
    const cancelled = world.commands.cancelOrder(order.id, { reason: 'other', refund: true });
    expect(cancelled).toMatchObject({
      financialStatus: 'voided',
      refunds: [],
      transactions: [{ kind: 'authorization' }, { kind: 'void', amount: TOTAL }],
    });
  });
});

describe('order_transactions/create', () => {
  test('tells of what went through or failed, not of what is awaited', () => {
    expect(announcedBy(world, () => place({ payment: 'pending' }))).toEqual(['orders/create']);
    expect(announcedBy(world, () => place())).toEqual([
      'orders/create',
      'order_transactions/create',
      'orders/paid',
      'orders/updated',
    ]);
  });

  test('carries the transaction with the order’s id, exactly', () => {
    const order = place({ payments: [{ amount: 1000, gateway: 'gift_card' }] });
    const raw = world.deliveries.all().find(({ topic }) => topic.startsWith('order_tr'))?.body;
    expect(raw).toContain(`"order_id":${order.id},"parent_id":null`);
    expect(JSON.parse(raw ?? '')).toMatchObject({
      kind: 'sale',
      status: 'success',
      gateway: 'gift_card',
      amount: '10.00',
      currency: 'EUR',
    });
  });
});
