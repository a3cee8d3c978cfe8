import fc from 'fast-check';
import { expect, test } from 'vitest';

import { moneyMoved, refundedQuantity, totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import { attempt, course, payment } from '../support/any-course.ts';
import { openShop, someCustomer, variantOf } from './a-shop.ts';

function orderOf(world: World, id: string): Order {
  const order = world.orders.get(id);
  if (!order) throw new Error(`Order ${id} is gone.`);
  return order;
}

function expectSound(order: Order): void {
  const { paid, refunded, refunding } = moneyMoved(order);
  const { outstanding, currentTotal } = totalsOf(order, true);
  expect(refunded + refunding).toBeLessThanOrEqual(paid);
  expect(outstanding).toBeGreaterThanOrEqual(0);
  for (const line of order.lines) {
    expect(refundedQuantity(order, line.id)).toBeLessThanOrEqual(line.quantity);
  }
  // What a refund says of its money is what the order says of it.
  const inRefunds = order.refunds.flatMap(({ transactions }) => transactions);
  expect(order.transactions.filter(({ kind }) => kind === 'refund')).toEqual(
    expect.arrayContaining(inRefunds),
  );
  if (order.financialStatus === 'paid') expect(refunded).toBe(0);
  if (order.financialStatus === 'refunded') expect(refunded).toBe(paid);
  if (['voided', 'authorized', 'pending'].includes(order.financialStatus)) {
    expect(paid === 0 || order.cancelledAt !== null).toBe(true);
  }
  expect(currentTotal).toBeGreaterThanOrEqual(0);
}

test('whatever happens to an order, its money adds up and every change moves its time', async () => {
  const world = await openShop();
  let now = Date.parse('2026-03-01T10:00:00Z');
  fc.assert(
    fc.property(payment, fc.boolean(), course, (payment, withGiftCard, steps) => {
      world.clock.set(new Date((now += 60_000)));
      const { id } = world.commands.placeOrder({
        customerId: someCustomer(world),
        email: null,
        locale: 'en',
        lines: [
          { variantId: variantOf(world, 'house-blend'), quantity: 3, discount: 101 },
          { variantId: variantOf(world, 'hand-grinder'), quantity: 1 },
        ],
        payment,
        payments: withGiftCard ? [{ amount: 700, gateway: 'gift_card' }] : [],
        tip: 150,
      });
      for (const step of steps) {
        world.clock.set(new Date((now += 60_000)));
        const before = orderOf(world, id);
        if (!attempt(world, before, step)) {
          expect(world.orders.get(id)).toBe(before);
          continue;
        }
        const after = orderOf(world, id);
        expectSound(after);
        expect(after.updatedAt > before.updatedAt).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  await world.close();
});
