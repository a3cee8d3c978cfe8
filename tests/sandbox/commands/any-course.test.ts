import fc from 'fast-check';
import { expect, test } from 'vitest';

import { moneyMoved, refundedQuantity, totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/types.ts';
import { RefusedByShop, type World } from '#sandbox/world.ts';

import { openShop, someCustomer, variantOf } from './a-shop.ts';

/** Something that is tried on an order; `chance` chooses among what there is. */
type Attempt = (world: World, order: Order, chance: number) => unknown;

const pick = <Item>(items: readonly Item[], chance: number): Item | undefined =>
  items[chance % Math.max(1, items.length)];
const oneUnit = ({ lines }: Order, chance: number) => [
  { lineId: pick(lines, chance)?.id ?? '', quantity: 1 },
];

const ATTEMPTS: Record<string, Attempt> = {
  markPaid: ({ commands }, { id }) => commands.markOrderPaid(id),
  pay: ({ commands }, { id }, chance) =>
    commands.recordPayment(id, {
      amount: 1 + chance,
      gateway: chance % 2 === 0 ? 'gift_card' : 'cash',
      status: chance % 3 === 0 ? 'failure' : 'success',
    }),
  capture: ({ commands }, { id }, chance) =>
    commands.capturePayment(id, chance % 2 === 0 ? undefined : chance),
  void: ({ commands }, { id }) => commands.voidPayment(id),
  expire: ({ commands }, { id }) => commands.expirePayment(id),
  ship: ({ commands }, order, chance) =>
    commands.fulfillOrder(order.id, chance % 2 === 0 ? undefined : oneUnit(order, chance)),
  unship: ({ commands }, { id, fulfillments }, chance) =>
    commands.cancelFulfillment(id, pick(fulfillments, chance)?.id ?? ''),
  refundUnit: ({ commands }, order, chance) =>
    commands.refundOrder({
      orderId: order.id,
      lines: oneUnit(order, chance),
      status: chance % 2 === 0 ? 'pending' : 'success',
    }),
  refundAmount: ({ commands }, { id }, chance) =>
    commands.refundOrder({ orderId: id, lines: [], amountWithoutLines: chance }),
  settle: ({ commands }, { id, refunds }, chance) =>
    commands.settleRefund(id, pick(refunds, chance)?.id ?? ''),
  fail: ({ commands }, { id, refunds }, chance) =>
    commands.failRefund(id, pick(refunds, chance)?.id ?? ''),
  edit: (world, order, chance) =>
    world.commands.editOrder(order.id, {
      add: chance % 2 === 0 ? [{ variantId: variantOf(world, 'paper-filters'), quantity: 1 }] : [],
      remove: chance % 3 === 0 ? oneUnit(order, chance) : [],
    }),
  return: ({ commands }, order, chance) =>
    commands.returnOrder({ orderId: order.id, lines: oneUnit(order, chance) }),
  close: ({ commands }, { id, returns }, chance) =>
    commands.closeReturn(id, pick(returns ?? [], chance)?.id ?? '', { refund: chance % 2 === 0 }),
  exchange: (world, order, chance) =>
    world.commands.exchangeOrder({
      orderId: order.id,
      take: oneUnit(order, chance),
      give: [
        {
          variantId: variantOf(world, pick(['house-blend', 'hand-grinder'], chance) ?? ''),
          quantity: 1,
        },
      ],
    }),
  cancel: ({ commands }, { id }, chance) =>
    commands.cancelOrder(id, { reason: 'other', refund: chance % 2 === 0 }),
};

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

/** Cancelling ends most of what can happen, so it is tried more seldom than the rest. */
const NAMES = Object.keys(ATTEMPTS).filter((name) => name !== 'cancel');
const what = fc.constantFrom(...NAMES, ...NAMES, ...NAMES, 'cancel');
const payment = fc.constantFrom('paid', 'pending', 'authorized');
const course = fc.array(fc.record({ what, chance: fc.nat(4000) }), {
  minLength: 8,
  maxLength: 30,
});

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
      for (const { what, chance } of steps) {
        world.clock.set(new Date((now += 60_000)));
        const before = orderOf(world, id);
        try {
          ATTEMPTS[what]?.(world, before, chance);
        } catch (error) {
          if (!(error instanceof RefusedByShop)) throw error;
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
