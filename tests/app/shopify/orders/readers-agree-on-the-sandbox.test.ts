import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { NewOrder } from '#sandbox/commands/command-types.ts';
import { variantOf } from '#tests/sandbox/commands/a-shop.ts';
import { type AdminShop, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';

import { orderOf, readFromApi, readFromWebhook } from '../support/sandbox-readers.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

/** Three bags of coffee, 29.70 EUR, and a grinder, unless told otherwise, for a new customer. */
function place(changes: Partial<NewOrder> = {}): string {
  const { world } = shop;
  const email = `mara.${world.newId()}@example.com`;
  const customer = { firstName: 'Mara', lastName: 'Winter', email, locale: 'de' };
  return world.commands.placeOrder({
    customerId: world.commands.createCustomer(customer).id,
    email,
    locale: 'de',
    lines: [{ variantId: variantOf(world, 'house-blend'), quantity: 3, discount: 101 }],
    ...changes,
  }).id;
}

type Step = (orderId: string) => unknown;

const commands = () => shop.world.commands;
const units = (orderId: string, quantity = 1) => [
  { lineId: orderOf(shop.world, orderId).lines[0]?.id ?? '', quantity },
];
const lastRefund = (orderId: string) => orderOf(shop.world, orderId).refunds.at(-1)?.id ?? '';

const refundUnit: Step = (orderId) => commands().refundOrder({ orderId, lines: units(orderId) });
const refundUnitLater: Step = (orderId) =>
  commands().refundOrder({ orderId, lines: units(orderId), status: 'pending' });
const failRefund: Step = (orderId) => commands().failRefund(orderId, lastRefund(orderId));
const settleRefund: Step = (orderId) => commands().settleRefund(orderId, lastRefund(orderId));
const refundShipping: Step = (orderId) =>
  commands().refundOrder({ orderId, lines: [], shipping: 200 });
const refundAmount: Step = (orderId) =>
  commands().refundOrder({ orderId, lines: [], amountWithoutLines: 300 });
const refundDuties: Step = (orderId) => commands().refundOrder({ orderId, lines: [], duties: 100 });
const refundToStoreCredit: Step = (orderId) =>
  commands().refundOrder({ orderId, lines: units(orderId), gateway: 'shopify_store_credit' });
const shipOne: Step = (orderId) => commands().fulfillOrder(orderId, units(orderId));
const ship: Step = (orderId) => commands().fulfillOrder(orderId);
const unship: Step = (orderId) =>
  commands().cancelFulfillment(orderId, orderOf(shop.world, orderId).fulfillments[0]?.id ?? '');
const pay: Step = (orderId) => commands().markOrderPaid(orderId);
const payPart: Step = (orderId) =>
  commands().recordPayment(orderId, { amount: 500, gateway: 'cash' });
const expire: Step = (orderId) => commands().expirePayment(orderId);
const capture: Step = (orderId) => commands().capturePayment(orderId);
const voidIt: Step = (orderId) => commands().voidPayment(orderId);
const giveAway: Step = (orderId) => commands().moveOrder(orderId, null);
const move: Step = (orderId) => {
  const other = { firstName: 'Jon', lastName: 'Berg', locale: 'en' };
  const email = `jon.${shop.world.newId()}@example.com`;
  commands().moveOrder(orderId, commands().createCustomer({ ...other, email }).id);
};
const exchange: Step = (orderId) =>
  commands().exchangeOrder({
    orderId,
    take: units(orderId),
    give: [{ variantId: variantOf(shop.world, 'hand-grinder'), quantity: 1 }],
  });
const add: Step = (orderId) =>
  commands().editOrder(orderId, {
    add: [{ variantId: variantOf(shop.world, 'paper-filters'), quantity: 1 }],
    remove: [],
  });
const cancel: Step = (orderId) =>
  commands().cancelOrder(orderId, { reason: 'customer', refund: false });
const cancelAndRefund: Step = (orderId) =>
  commands().cancelOrder(orderId, { reason: 'customer', refund: true });

interface Case {
  readonly order?: Partial<NewOrder>;
  readonly steps?: readonly Step[];
  /** What the fact says of the thing that the case is about. */
  readonly says?: Partial<OrderFact>;
}

const onTop = { taxesIncluded: false };
const pending: Partial<NewOrder> = { payment: 'pending' };
const authorized: Partial<NewOrder> = { payment: 'authorized' };
const COMPANY = { id: '31', name: 'Café Nord', locationId: '32', locationName: 'Kiel' };

const CASES: Record<string, Case> = {
  paid: { says: { paid: true, taxesIncluded: true, shipping: 490, refundIds: [] } },
  'tax on top': { order: onTop, says: { taxesIncluded: false } },
  'tax on top, a unit and shipping refunded': { order: onTop, steps: [refundUnit, refundShipping] },
  'a tip': { order: { tip: 250 }, says: { tips: 250 } },
  duties: { order: { duties: 700 }, says: { duties: 700 } },
  'duties refunded in part': {
    order: { duties: 700 },
    steps: [refundDuties],
    says: { duties: 600 },
  },
  'a unit refunded': { steps: [refundUnit] },
  'shipping refunded': { steps: [refundShipping], says: { shipping: 290 } },
  'an amount refunded': { steps: [refundAmount], says: { refundedWithoutLines: 300 } },
  'refunded in every way': { steps: [refundUnit, refundShipping, refundAmount] },
  'refunded to store credit': { steps: [refundToStoreCredit] },
  'a refund under way': { steps: [refundUnitLater] },
  'a refund under way, settled': { steps: [refundUnitLater, settleRefund] },
  'a refund that failed': {
    steps: [refundUnitLater, failRefund],
    says: { refundedWithoutLines: 0, paid: true },
  },
  'not paid yet': { order: pending, says: { paid: false } },
  'paid in part': { order: pending, steps: [payPart], says: { paid: false } },
  'paid in the end': { order: pending, steps: [payPart, pay], says: { paid: true } },
  'never paid': { order: pending, steps: [expire], says: { paid: false } },
  authorized: { order: authorized, says: { paid: false } },
  captured: { order: authorized, steps: [capture], says: { paid: true } },
  voided: { order: authorized, steps: [voidIt], says: { paid: false } },
  'fulfilled in part': { steps: [shipOne], says: { fulfilledAt: null } },
  fulfilled: { steps: [shipOne, ship] },
  'fulfilled, one parcel called back': { steps: [shipOne, ship, unship] },
  'fulfilled in more parcels than one query brings': { steps: [shipOne, shipOne, shipOne] },
  'of a guest': { order: { customerId: null, email: 'gast@example.com', phone: '+491701234567' } },
  'of a company': { order: { company: COMPANY }, says: { business: true } },
  'at the till': { order: { sourceName: 'pos' }, says: { sourceName: 'pos', shipping: 0 } },
  'a test': { order: { test: true }, says: { test: true } },
  'moved to another customer': { steps: [move] },
  'taken from its customer': { steps: [giveAway], says: { customerId: null } },
  exchanged: { steps: [ship, exchange] },
  'exchanged, then refunded': { steps: [ship, exchange, refundUnit] },
  'added to after payment': { steps: [add] },
  cancelled: { steps: [cancel] },
  'cancelled and refunded': { steps: [cancelAndRefund] },
};

describe('one order of the shop is one fact, by webhook and by Admin API', () => {
  test.each(Object.entries(CASES))('%s', async (_name, { order, steps = [], says = {} }) => {
    const orderId = place(order);
    for (const step of steps) step(orderId);
    const { order: told, lacksPayments } = readFromWebhook(shop, orderId);
    const asked = await readFromApi(shop, orderId);
    expect(lacksPayments).toBe(false);
    expect(asked.fact).toEqual(told.fact);
    expect(asked.guest).toEqual(told.guest);
    expect(asked.customer).toEqual(told.customer);
    expect(asked.fact).toMatchObject(says);
  });

  test('fulfilled is it when the last parcel left', async () => {
    const orderId = place();
    shipOne(orderId);
    expect((await readFromApi(shop, orderId)).fact.fulfilledAt).toBeNull();
    ship(orderId);
    const { fulfilledAt } = (await readFromApi(shop, orderId)).fact;
    const sent = orderOf(shop.world, orderId).fulfillments.at(-1)?.createdAt ?? '';
    expect(fulfilledAt).toBe(new Date(sent).toISOString());
  });
});

describe('an order paid by gift card', () => {
  const byCard = (amount: number): Partial<NewOrder> => ({
    payments: [{ amount, gateway: 'gift_card' }],
  });

  test.each<[string, Partial<NewOrder>, readonly Step[], number]>([
    ['in part', byCard(1000), [], 1000],
    ['in part, the rest cancelled and given back', byCard(1000), [cancelAndRefund], 0],
    [
      'by a card that was refused, and then in cash',
      { payments: [{ amount: 1000, gateway: 'gift_card', status: 'failure' }] },
      [],
      0,
    ],
    [
      'with several cards, more payments than one query brings',
      { payments: [100, 200, 300, 400].map((amount) => ({ amount, gateway: 'gift_card' })) },
      [],
      1000,
    ],
  ])('%s: only the Admin API knows how much', async (_name, order, steps, paidByGiftCard) => {
    const orderId = place(order);
    for (const step of steps) step(orderId);
    const { order: told, lacksPayments } = readFromWebhook(shop, orderId);
    expect(lacksPayments).toBe(true);
    expect((await readFromApi(shop, orderId)).fact).toEqual({ ...told.fact, paidByGiftCard });
  });
});

describe('a payment that the bank disputes', () => {
  test.each([
    ['UNDER_REVIEW', false],
    ['WON', false],
    ['LOST', true],
    ['ACCEPTED', true],
  ] as const)('%s: charged back %s', async (status, chargedBack) => {
    const orderId = place();
    commands().openDispute(orderId, 'CHARGEBACK');
    commands().decideDispute(orderId, status);
    expect(await readFromApi(shop, orderId)).toMatchObject({ chargedBack });
    expect(readFromWebhook(shop, orderId).order.chargedBack).toBe('unknown');
  });
});
