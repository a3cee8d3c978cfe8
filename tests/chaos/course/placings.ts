import type { NewOrder } from '#sandbox/commands/command-types.ts';

import { type Happened, type KnownOrder, somebody, type Town } from './town.ts';

/** A way in which an order comes about. */
type Placing = (town: Town) => Partial<NewOrder>;

const byHand = (gateway: string): Partial<NewOrder> => ({
  payment: 'pending',
  payments: [{ amount: 900, gateway }],
});

/** How orders are placed, and how often, by the name under which they are counted. */
export const PLACINGS: Readonly<Record<string, readonly [weight: number, placing: Placing]>> = {
  'order paid': [30, () => ({})],
  'order pending': [8, () => ({ payment: 'pending' })],
  'order authorized': [6, () => ({ payment: 'authorized' })],
  'order partly paid': [3, () => byHand('cash')],
  'order of a guest': [7, guest],
  'order of a guest, pending': [1, (town) => ({ ...guest(town), payment: 'pending' })],
  'test order': [2, () => ({ test: true })],
  'order of a company': [2, company],
  'order at the counter': [4, () => ({ sourceName: 'pos', ...paidInCash() })],
  'order of another channel': [3, ({ chance }) => ({ sourceName: channel(chance.next()) })],
  'gift card bought': [2, giftCard],
  'order paid by gift card': [3, ({ chance }) => paidByGiftCard(chance.between(500, 900))],
  'order with a tip': [2, ({ chance }) => ({ tip: chance.between(50, 900) })],
  'order with duties': [2, ({ chance }) => ({ duties: chance.between(100, 2_500) })],
  'order with tax on top': [3, () => ({ taxesIncluded: false })],
};

function guest(town: Town): Partial<NewOrder> {
  const email = town.chance.happens(0.8)
    ? somebody(town, 'merging', 'settled', 'passing').email
    : `stranger-${town.chance.between(1, 200)}@example.com`;
  // An address is the same however it is written.
  return { customerId: null, email: town.chance.happens(0.2) ? email.toUpperCase() : email };
}

function company({ chance }: Town): Partial<NewOrder> {
  const number = String(chance.between(1, 9));
  return {
    company: { id: number, name: `Company ${number}`, locationId: '1', locationName: 'Main' },
  };
}

function paidInCash(): Partial<NewOrder> {
  return { payment: 'pending', payments: [{ amount: 600, gateway: 'cash' }] };
}

function channel(at: number): string {
  return at < 0.5 ? 'shopify_draft_order' : 'instagram';
}

function giftCard({ goods, chance }: Town): Partial<NewOrder> {
  const variants = goods.filter(({ giftCard: isOne }) => isOne).flatMap((one) => one.variants);
  return { lines: [{ variantId: chance.pick(variants).id, quantity: 1 }] };
}

function paidByGiftCard(amount: number): Partial<NewOrder> {
  return { payments: [{ amount, gateway: 'gift_card' }] };
}

function basket({ chance, goods }: Town): NewOrder['lines'] {
  const sold = goods.filter(({ giftCard: isOne }) => isOne !== true);
  return Array.from({ length: chance.between(1, 3) }, () => {
    const variant = chance.pick(chance.pick(sold).variants);
    const quantity = chance.between(1, 3);
    const discount = chance.happens(0.2)
      ? chance.between(0, Math.floor((variant.price * quantity) / 2))
      : 0;
    return { variantId: variant.id, quantity, discount };
  });
}

/**
 * Places an order.
 * @throws RefusedByShop where the shop would not take it
 */
export function place(town: Town, placing: Placing): Happened {
  const { world, orders, chance } = town;
  const usual: NewOrder = {
    customerId: somebody(town, 'merging', 'settled').id,
    email: null,
    locale: chance.pick(['en', 'de']),
    lines: basket(town),
  };
  const wanted = { ...usual, ...placing(town) };
  const isByGiftCard = wanted.payments?.some(({ gateway }) => gateway === 'gift_card') ?? false;
  const order = world.commands.placeOrder(wanted);
  const known: KnownOrder = {
    id: order.id,
    customerId: order.customerId,
    isAskedFor: isByGiftCard,
    wholeDeliveries: order.financialStatus === 'paid' ? 3 : 1,
  };
  orders.push(known);
  return { orderIds: [order.id] };
}
