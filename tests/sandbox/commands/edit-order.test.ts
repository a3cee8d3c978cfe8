import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import { announced, openShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
beforeEach(async () => {
  world = await openShop();
});
afterEach(() => world.close());

function order(options: { discount?: number; payment?: 'paid' | 'pending' } = {}): Order {
  return world.commands.placeOrder({
    customerId: someCustomer(world),
    email: null,
    locale: 'de',
    lines: [
      {
        variantId: variantOf(world, 'house-blend'),
        quantity: 2,
        discount: options.discount ?? 0,
      },
    ],
    payment: options.payment ?? 'paid',
  });
}

const lineOf = ({ lines }: Order, position = 0): string => lines[position]?.id ?? '';
const totals = (edited: Order) => totalsOf(edited, true);
const body = (topic: string): Record<string, unknown> =>
  JSON.parse(world.deliveries.all().findLast((one) => one.topic === topic)?.body ?? '{}') as Record<
    string,
    unknown
  >;

describe('editing an order', () => {
  test('adds units to the line that has them, and asks for the difference', () => {
    const before = order();
    const already = announced(world).length;
    const add = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
    const edited = world.commands.editOrder(before.id, { add, remove: [] });
    expect(edited.lines).toMatchObject([{ id: lineOf(before), quantity: 3 }]);
    expect(edited.financialStatus).toBe('partially_paid');
    expect(totals(edited).outstanding).toBe(before.lines[0]?.price);
    expect(edited.originalTotal).toBe(totals(before).total);
    expect(announced(world).slice(already)).toEqual(['orders/edited', 'orders/updated']);
    const paid = world.commands.markOrderPaid(before.id);
    expect(paid.financialStatus).toBe('paid');
    expect(totals(paid).outstanding).toBe(0);
    expect(announced(world).slice(-2)).toEqual(['orders/paid', 'orders/updated']);
  });

  test('adds to a discounted line by a line of its own, so that the discount stays what it was', () => {
    const before = order({ discount: 300 });
    const add = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
    const edited = world.commands.editOrder(before.id, { add, remove: [] });
    expect(edited.lines).toMatchObject([
      { quantity: 2, discount: 300 },
      { quantity: 1, discount: 0 },
    ]);
  });

  test('takes units off and pays them back, in a refund', () => {
    const before = order();
    const already = announced(world).length;
    const remove = [{ lineId: lineOf(before), quantity: 1 }];
    const edited = world.commands.editOrder(before.id, { add: [], remove });
    expect(edited).toMatchObject({
      financialStatus: 'partially_refunded',
      lines: [{ quantity: 2 }],
      refunds: [{ lines: [{ quantity: 1, subtotal: before.lines[0]?.price }] }],
    });
    expect(announced(world).slice(already)).toEqual([
      'orders/edited',
      'refunds/create',
      'orders/updated',
    ]);
  });

  test('gives back only what was paid beyond what the order comes to now', () => {
    const before = order();
    const price = before.lines[0]?.price ?? 0;
    const add = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
    world.commands.editOrder(before.id, { add, remove: [] });
    const remove = (quantity: number) =>
      world.commands.editOrder(before.id, {
        add: [],
        remove: [{ lineId: lineOf(before), quantity }],
      });
    expect(remove(1)).toMatchObject({ financialStatus: 'paid', refunds: [{ transactions: [] }] });
    const reduced = remove(1);
    expect(reduced).toMatchObject({
      financialStatus: 'partially_refunded',
      refunds: [{}, { transactions: [{ kind: 'refund', amount: price }] }],
    });
    expect(totals(reduced)).toMatchObject({ outstanding: 0, refunded: price });
  });

  test('can leave the money for later: the refund then has no transaction', () => {
    const before = order();
    const remove = [{ lineId: lineOf(before), quantity: 1 }];
    const edited = world.commands.editOrder(before.id, { add: [], remove, refund: false });
    expect(edited).toMatchObject({ financialStatus: 'paid', refunds: [{ transactions: [] }] });
    expect(body('refunds/create')).toMatchObject({ transactions: [] });
    expect(totals(edited)).toMatchObject({ currentSubtotal: before.lines[0]?.price, refunded: 0 });
  });

  test('of an order that was not paid moves no money', () => {
    const before = order({ payment: 'pending' });
    const edited = world.commands.editOrder(before.id, {
      add: [{ variantId: variantOf(world, 'paper-filters'), quantity: 1 }],
      remove: [{ lineId: lineOf(before), quantity: 2 }],
    });
    expect(edited.financialStatus).toBe('pending');
    expect(edited.transactions.filter(({ kind }) => kind === 'refund')).toEqual([]);
    expect(world.commands.markOrderPaid(before.id).financialStatus).toBe('paid');
  });

  test('tells of the edit, not of the order', () => {
    const before = order();
    world.commands.editOrder(before.id, {
      add: [{ variantId: variantOf(world, 'paper-filters'), quantity: 2 }],
      remove: [{ lineId: lineOf(before), quantity: 1 }],
      staffNote: 'called',
    });
    const raw = world.deliveries.all().findLast(({ topic }) => topic === 'orders/edited')?.body;
    const added = world.orders.get(before.id)?.lines[1]?.id;
    expect(raw).toContain(`"order_id":${before.id},"staff_note":"called"`);
    expect(raw).toContain(`"additions":[{"id":${added},"delta":2}]`);
    expect(raw).toContain(`"removals":[{"id":${lineOf(before)},"delta":1}]`);
    expect(body('orders/edited')).not.toHaveProperty('line_items');
  });

  test.each([
    [
      'cancelled',
      (id: string) => world.commands.cancelOrder(id, { reason: 'other', refund: true }),
    ],
    ['shipped', (id: string) => world.commands.fulfillOrder(id)],
    ['older than 60 days', () => world.clock.set(new Date(Date.now() + 61 * 86_400_000))],
  ])('is refused where the order is %s', (state, happen) => {
    const { id } = order();
    happen(id);
    const add = [{ variantId: variantOf(world, 'paper-filters'), quantity: 1 }];
    expect(() => world.commands.editOrder(id, { add, remove: [] })).toThrow(state);
  });

  test('is refused without a change, or for more than there is', () => {
    const before = order();
    expect(() => world.commands.editOrder(before.id, { add: [], remove: [] })).toThrow(/Say what/);
    const remove = [{ lineId: lineOf(before), quantity: 3 }];
    expect(() => world.commands.editOrder(before.id, { add: [], remove })).toThrow(/2 can still/);
  });
});

describe('deleting an order', () => {
  test('tells its id and nothing else, and gives its number to nobody', () => {
    const { id, number } = order({ payment: 'pending' });
    world.commands.cancelOrder(id, { reason: 'other', refund: false });
    world.commands.deleteOrder(id);
    expect(world.orders.get(id)).toBeUndefined();
    expect(world.deliveries.all().at(-1)).toMatchObject({
      topic: 'orders/delete',
      body: `{"id":${id}}`,
    });
    expect(order().number).toBe(number + 1);
  });

  test('is refused while it is open, and for good where it was paid online', () => {
    const { id } = order();
    expect(() => world.commands.deleteOrder(id)).toThrow(/has to be cancelled/);
    world.commands.cancelOrder(id, { reason: 'other', refund: true });
    expect(() => world.commands.deleteOrder(id)).toThrow(/Shopify Payments/);
  });
});
