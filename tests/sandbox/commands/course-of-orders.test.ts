import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { NewOrder } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { announcedBy, lastBody, openTalkativeShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openTalkativeShop();
  world.clock.set(new Date('2026-07-01T10:00:00.100Z'));
});
afterEach(() => world.close());

/** Three bags at 9.90 and a grinder at 89.00. */
function place(wanted: Partial<NewOrder> = {}): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'en',
    lines: [
      { variantId: variantOf(world, 'house-blend'), quantity: 3 },
      { variantId: variantOf(world, 'hand-grinder'), quantity: 1 },
    ],
    ...wanted,
  });
}

const lineOf = (order: Order, position = 0): string => order.lines[position]?.id ?? '';
const current = (order: Order): Order => world.orders.get(order.id) ?? order;

describe('shipping', () => {
  test('in parts tells how much of each line is on its way', () => {
    const { commands } = world;
    const order = place();
    const part = [{ lineId: lineOf(order), quantity: 2 }];
    expect(announcedBy(world, () => commands.fulfillOrder(order.id, part))).toEqual([
      'orders/partially_fulfilled',
      'orders/updated',
    ]);
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      fulfillment_status: 'partial',
      fulfillments: [
        {
          status: 'success',
          created_at: '2026-07-01T12:00:00+02:00',
          line_items: [{ quantity: 2, fulfillable_quantity: 1 }],
        },
      ],
      line_items: [
        { fulfillment_status: 'partial', fulfillable_quantity: 1 },
        { fulfillment_status: null, fulfillable_quantity: 1 },
      ],
    });
    expect(() => commands.fulfillOrder(order.id, part)).toThrow('1 can still be shipped, not 2');
    expect(announcedBy(world, () => commands.fulfillOrder(order.id))).toEqual([
      'orders/fulfilled',
      'orders/updated',
    ]);
    expect(current(order).fulfillmentStatus).toBe('fulfilled');
    expect(() => commands.fulfillOrder(order.id)).toThrow('nothing left to ship');
  });

  test('can be cancelled, and done again', () => {
    const { commands } = world;
    const order = place();
    const [fulfillment] = commands.fulfillOrder(order.id).fulfillments;
    const cancel = () => commands.cancelFulfillment(order.id, fulfillment?.id ?? '');
    expect(announcedBy(world, cancel)).toEqual(['orders/updated']);
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      fulfillment_status: null,
      fulfillments: [{ status: 'cancelled' }],
    });
    expect(cancel).toThrow('no such fulfillment');
    expect(commands.fulfillOrder(order.id).fulfillments).toHaveLength(2);
  });

  test('of the rest makes an order whole of which some was refunded', () => {
    const order = place();
    world.commands.fulfillOrder(order.id, [{ lineId: lineOf(order), quantity: 3 }]);
    const lines = [{ lineId: lineOf(order, 1), quantity: 1 }];
    world.commands.refundOrder({ orderId: order.id, lines });
    expect(current(order).fulfillmentStatus).toBe('fulfilled');
  });
});

describe('a dispute', () => {
  test('moves the order’s time and says nothing in its body', () => {
    const order = place();
    world.clock.set(new Date('2026-08-01T10:00:00Z'));
    expect(announcedBy(world, () => world.commands.openDispute(order.id, 'CHARGEBACK'))).toEqual([
      'orders/updated',
    ]);
    expect(lastBody(world, 'orders/updated')['updated_at']).toBe('2026-08-01T12:00:00+02:00');
    expect(lastBody(world, 'orders/updated')).not.toHaveProperty('disputes');
    expect(world.commands.decideDispute(order.id, 'UNDER_REVIEW').status).toBe('UNDER_REVIEW');
    expect(world.commands.decideDispute(order.id, 'LOST').status).toBe('LOST');
    expect(current(order)).toMatchObject({
      financialStatus: 'paid',
      disputes: [{ initiatedAs: 'CHARGEBACK', status: 'LOST' }],
    });
    expect(() => world.commands.decideDispute(order.id, 'WON')).toThrow('no open dispute');
  });

  test('needs a payment', () => {
    const order = place({ payment: 'pending' });
    expect(() => world.commands.openDispute(order.id, 'INQUIRY')).toThrow('no payment to dispute');
  });
});

describe('whose order it is', () => {
  test('can change, to another customer and to nobody', () => {
    const order = place();
    const other = world.customers.all()[1]?.id ?? '';
    const move = (to: string | null) => () => world.commands.moveOrder(order.id, to);
    expect(announcedBy(world, move(other))).toEqual(['orders/updated']);
    const [delivery] = world.deliveries.all().slice(-1);
    expect(delivery?.body).toContain(`"customer":{"id":${other},`);
    move(null)();
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      customer: null,
      email: order.email,
    });
    expect(move('1')).toThrow('no customer');
  });

  test.each([
    ['pos', '129785'],
    ['shopify_draft_order', '1354745'],
  ])('was taken by %s, as its source says', (sourceName, appId) => {
    place({ sourceName, test: true });
    const body = lastBody(world, 'orders/create');
    expect(body).toMatchObject({ source_name: sourceName, app_id: Number(appId), test: true });
  });

  test('is a guest’s with a telephone number, or a company’s', () => {
    const phone = '+4930123456';
    expect(place({ customerId: null, phone })).toMatchObject({ email: null, phone });
    expect(lastBody(world, 'orders/create')).toMatchObject({ email: '', phone, customer: null });
    const company = { id: '71', name: 'Café Nord', locationId: '72', locationName: 'Kiel' };
    place({ company });
    expect(lastBody(world, 'orders/create')).toMatchObject({
      company: { id: 71, location_id: 72 },
      customer: { admin_graphql_api_id: `gid://shopify/Customer/${someCustomer(world)}` },
    });
  });
});

describe('amounts', () => {
  test('tips and duties are in the total, not in the subtotal', () => {
    const order = place({ tip: 300, duties: 1000 });
    const subtotal = 3 * 990 + 8900;
    expect(totalsOf(order, true)).toMatchObject({
      subtotal,
      total: subtotal + 1300,
      paid: subtotal + 1300,
      outstanding: 0,
    });
    expect(lastBody(world, 'orders/create')).toMatchObject({
      total_tip_received: '3.00',
      original_total_duties_set: { shop_money: { amount: '10.00' } },
      current_total_duties_set: { shop_money: { amount: '10.00' } },
    });
    world.commands.refundOrder({ orderId: order.id, lines: [], duties: 1000 });
    expect(lastBody(world, 'orders/updated')).toMatchObject({
      original_total_duties_set: { shop_money: { amount: '10.00' } },
      current_total_duties_set: { shop_money: { amount: '0.00' } },
    });
    expect(lastBody(world, 'refunds/create')).toMatchObject({
      total_duties_set: { shop_money: { amount: '10.00' } },
    });
    world.commands.cancelOrder(order.id, { reason: 'other', refund: true });
    expect(current(order).financialStatus).toBe('refunded');
    expect(totalsOf(current(order), true).refunded).toBe(subtotal + 1300);
  });

  test('tax comes on top where the order says so, whatever the shop does', () => {
    const order = place({ taxesIncluded: false });
    // 7 % of 29.70 and 19 % of 89.00.
    const tax = 208 + 1691;
    expect(order.tax).toBe(tax);
    expect(totalsOf(order, true).total).toBe(3 * 990 + 8900 + tax);
    expect(lastBody(world, 'orders/create')).toMatchObject({
      taxes_included: false,
      total_tax: '18.99',
      line_items: [{ tax_lines: [{ price: '2.08' }] }, { tax_lines: [{ price: '16.91' }] }],
    });
    const lines = [{ lineId: lineOf(order, 1), quantity: 1 }];
    const refund = world.commands.refundOrder({ orderId: order.id, lines });
    expect(refund.transactions[0]?.amount).toBe(8900 + 1691);
  });
});
