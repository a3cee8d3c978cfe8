import { describe, expect, test } from 'vitest';

import {
  type ComparedShop,
  heardOrder,
  orderPaidByHand,
  STORY_START,
} from '#tests/support/compared-shop.ts';
import { beginInComparedShop } from '#tests/support/compared-shops.ts';
import { buyCoffee } from '#tests/sandbox/support/admin-shop.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let world: ComparedShop;
beginInComparedShop((shop) => {
  world = shop;
});

function customerNamed(email: string, verifiedEmail = true) {
  const person = { firstName: 'Ida', lastName: 'Berg', email, locale: 'de', verifiedEmail };
  return world.sandbox.world.commands.createCustomer(person);
}

describe('what got lost', () => {
  test('an order, altogether: it earns, and the second look finds nothing', async () => {
    const known = await heardOrder(world);
    const lost = buyCoffee(world.sandbox.world);
    expect(await world.changes()).toMatchObject({ state: 'done', unaccounted: 1, repaired: 1 });
    expect(await world.available(lost.customerId)).toBe(await world.available(known.customerId));
    world.pass(HOUR_MS);
    expect(await world.changes()).toMatchObject({ state: 'done', unaccounted: 0, repaired: 0 });
  });

  test('a payment', async () => {
    const customer = customerNamed('ida@example.com');
    const { commands, products } = world.sandbox.world;
    const variantId = products.all()[0]?.variants[0]?.id ?? '';
    const order = commands.placeOrder({
      customerId: customer.id,
      email: customer.email,
      locale: 'de',
      lines: [{ variantId, quantity: 1 }],
      payment: 'pending',
    });
    await world.hear(order);
    expect(await world.available(customer.id)).toBe(0);
    world.pass(5_000);
    commands.markOrderPaid(order.id);
    expect(await world.changes()).toMatchObject({ unaccounted: 1, repaired: 1 });
    expect(await world.available(customer.id)).toBeGreaterThan(0);
  });

  test('a refund', async () => {
    const order = await heardOrder(world);
    const before = (await world.available(order.customerId)) ?? 0;
    world.pass(5_000);
    world.sandbox.world.commands.refundOrder({
      orderId: order.id,
      lines: order.lines.map((line) => ({ lineId: line.id, quantity: 1 })),
    });
    expect(await world.changes()).toMatchObject({ unaccounted: 1, repaired: 1 });
    expect(await world.available(order.customerId)).toBeLessThan(before);
  });

  test('the deletion of a young order: its points are taken back', async () => {
    const customer = customerNamed('ida@example.com');
    const order = orderPaidByHand(world, customer.id);
    await world.hear(order);
    world.pass(DAY_MS);
    world.sandbox.world.commands.cancelOrder(order.id, { reason: 'other', refund: false });
    world.sandbox.world.commands.deleteOrder(order.id);
    expect(await world.changes()).toMatchObject({ unaccounted: 1, repaired: 1 });
    expect(await world.available(customer.id)).toBe(0);
    world.pass(DAY_MS);
    expect(await world.changes()).toMatchObject({ unaccounted: 0 });
  });

  test('nothing: an order that is too old to be shown stays as it is', async () => {
    world.sandbox.world.clock.set(new Date('2026-08-01T09:00:00Z'));
    const order = await heardOrder(world);
    const before = await world.available(order.customerId);
    world.sandbox.world.clock.set(STORY_START);
    expect(await world.everything()).toMatchObject({ state: 'done', unaccounted: 0 });
    expect(await world.available(order.customerId)).toBe(before);
  });

  test('the proof of an address: what was bought with it as a guest is hers now', async () => {
    const guest = orderPaidByHand(world, null, 'ida@example.com');
    await world.hear(guest);
    const customer = customerNamed('ida@example.com', false);
    const own = orderPaidByHand(world, customer.id);
    await world.hear(own);
    const before = (await world.available(customer.id)) ?? 0;
    expect(before).toBeGreaterThan(0);
    world.pass(HOUR_MS);
    world.sandbox.world.commands.updateCustomer(customer.id, { verifiedEmail: true });
    expect(await world.changes()).toMatchObject({ state: 'done', unaccounted: 1 });
    expect(await world.available(customer.id)).toBe(before * 2);
    expect(await world.changes()).toMatchObject({ unaccounted: 0 });
  });

  test('a claim, because order and member did not see each other', async () => {
    const customer = customerNamed('ida@example.com');
    await world.hear(orderPaidByHand(world, customer.id));
    const before = (await world.available(customer.id)) ?? 0;
    const guest = orderPaidByHand(world, null, 'ida@example.com');
    await world.changes();
    expect(await world.available(customer.id)).toBe(before * 2);
    // As if two transactions had passed each other: the order is there, its contact too, and nobody has claimed it.
    await world.services.database.pool.query(
      `UPDATE members SET email_hash = NULL WHERE shop_id = $1 AND customer_id = $2`,
      [world.shop.id, customer.id],
    );
    const second = orderPaidByHand(world, null, 'ida@example.com');
    await world.hear(second);
    await world.services.database.pool.query(
      `UPDATE members SET email_hash = g.contact_hash FROM guest_contacts g
       WHERE g.shop_id = $1 AND members.shop_id = $1 AND members.customer_id = $2`,
      [world.shop.id, customer.id],
    );
    expect(await world.available(customer.id)).toBe(before * 2);
    expect(await world.changes()).toMatchObject({ unaccounted: 1, repaired: 1 });
    expect(await world.available(customer.id)).toBe(before * 3);
    expect(guest.id).not.toBe(second.id);
  });

  test('a merge: the orders have gone over, the customer is gone', async () => {
    const [kept, absorbed] = [await heardOrder(world), await heardOrder(world)];
    const both = ((await world.available(kept.customerId)) ?? 0) * 2;
    world.pass(HOUR_MS);
    world.sandbox.world.commands.mergeCustomers({
      keep: kept.customerId ?? '',
      absorb: absorbed.customerId ?? '',
    });
    expect(await world.changes()).toMatchObject({ state: 'done' });
    expect(await world.available(kept.customerId)).toBe(both);
    expect(await world.available(absorbed.customerId)).toBe(0);
    expect(await world.changes()).toMatchObject({ unaccounted: 0 });
  });

  test('a merge that shows on no order’s time: found because the customer is gone', async () => {
    const [kept, absorbed] = [await heardOrder(world), await heardOrder(world)];
    await world.changes();
    world.pass(2 * DAY_MS);
    const { commands, orders } = world.sandbox.world;
    commands.mergeCustomers({ keep: kept.customerId ?? '', absorb: absorbed.customerId ?? '' });
    const moved = orders.get(absorbed.id);
    if (!moved) throw new Error('no such order');
    orders.put({ ...moved, updatedAt: absorbed.updatedAt });
    expect(await world.changes()).toMatchObject({ state: 'done' });
    expect(await world.available(absorbed.customerId)).toBe(0);
    expect(await world.changes()).toMatchObject({ unaccounted: 0 });
  });

  test('the deletion of a customer who never bought anything: she is nameless now', async () => {
    const customer = customerNamed('ida@example.com');
    const order = orderPaidByHand(world, customer.id);
    await world.hear(order);
    world.pass(DAY_MS);
    world.sandbox.world.commands.cancelOrder(order.id, { reason: 'other', refund: false });
    world.sandbox.world.commands.deleteOrder(order.id);
    world.sandbox.world.commands.deleteCustomer(customer.id);
    expect(await world.changes()).toMatchObject({ state: 'done', unaccounted: 2, repaired: 2 });
    const { rows } = await world.services.database.pool.query(
      `SELECT first_name, redacted_at IS NOT NULL AS is_redacted FROM members WHERE shop_id = $1 AND customer_id = $2`,
      [world.shop.id, customer.id],
    );
    expect(rows).toEqual([{ first_name: null, is_redacted: true }]);
  });

  test('of two states of one second the second: Shopify’s own answer counts', async () => {
    const order = await heardOrder(world);
    const before = (await world.available(order.customerId)) ?? 0;
    world.sandbox.world.commands.refundOrder({
      orderId: order.id,
      lines: order.lines.map((line) => ({ lineId: line.id, quantity: 1 })),
    });
    const now = world.sandbox.world.orders.get(order.id);
    expect(now?.updatedAt).toBe(order.updatedAt);
    expect(await world.changes()).toMatchObject({ unaccounted: 1, repaired: 1 });
    expect(await world.available(order.customerId)).toBeLessThan(before);
  });
});
