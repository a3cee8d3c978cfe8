import fc from 'fast-check';

import type { Order } from '#sandbox/store/order-types.ts';
import { RefusedByShop } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';

import { variantOf } from '../commands/a-shop.ts';

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

/** Something that is tried on an order, by its name. */
export interface Step {
  readonly what: string;
  readonly chance: number;
}

/** Cancelling ends most of what can happen, so it is tried more seldom than the rest. */
const NAMES = Object.keys(ATTEMPTS).filter((name) => name !== 'cancel');
const what = fc.constantFrom(...NAMES, ...NAMES, ...NAMES, 'cancel');
/** How an order is paid at first. */
export const payment = fc.constantFrom('paid', 'pending', 'authorized');
/** What is tried on an order, one after the other. */
export const course: fc.Arbitrary<Step[]> = fc.array(fc.record({ what, chance: fc.nat(4000) }), {
  minLength: 8,
  maxLength: 30,
});

/**
 * Tries a step on an order.
 * @returns whether the shop let it happen
 */
export function attempt(world: World, order: Order, { what, chance }: Step): boolean {
  try {
    ATTEMPTS[what]?.(world, order, chance);
    return true;
  } catch (error) {
    if (error instanceof RefusedByShop) return false;
    throw error;
  }
}
