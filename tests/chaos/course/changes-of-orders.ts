import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import { type Happened, type KnownOrder, somebody, type Town } from './town.ts';

/**
 * Something that may happen to an order: undefined where it could not have, and RefusedByShop where the shop would not
 * have it.
 */
export type Change = (town: Town, order: Order, known: KnownOrder) => unknown;

/** What happened to nothing. */
export const NOTHING = Symbol('nothing to do it to');

const commands = ({ world }: Town): World['commands'] => world.commands;

/** What happens to orders, and how often, by the name under which it is counted. */
export const CHANGES: Readonly<Record<string, readonly [weight: number, change: Change]>> = {
  'marked as paid': [6, (town, { id }) => commands(town).markOrderPaid(id)],
  'payment recorded': [3, recordPayment],
  'payment captured': [7, capture],
  'payment voided': [1.5, (town, { id }) => commands(town).voidPayment(id)],
  'payment expired': [1.5, (town, { id }) => commands(town).expirePayment(id)],
  shipped: [18, (town, { id }) => commands(town).fulfillOrder(id)],
  'partly shipped': [
    4,
    (town, order) => commands(town).fulfillOrder(order.id, oneUnit(town, order)),
  ],
  'shipment cancelled': [3, cancelShipment],
  'edited up': [3, editUp],
  'edited down': [2, editDown],
  cancelled: [
    3,
    (town, { id }) => commands(town).cancelOrder(id, { reason: 'other', refund: false }),
  ],
  'cancelled and refunded': [
    2,
    (town, { id }) => commands(town).cancelOrder(id, { reason: 'customer', refund: true }),
  ],
  'dispute opened': [
    1.5,
    (town, { id }) =>
      commands(town).openDispute(id, town.chance.pick(['CHARGEBACK', 'INQUIRY'] as const)),
  ],
  'dispute decided': [
    8,
    (town, { id, disputes }) =>
      disputes
        ? commands(town).decideDispute(
            id,
            town.chance.pick(['UNDER_REVIEW', 'WON', 'LOST', 'ACCEPTED', 'PREVENTED'] as const),
          )
        : NOTHING,
  ],
  'moved to another customer': [1.5, move],
};

/** One unit of one of its lines. */
export function oneUnit(
  { chance }: Town,
  { lines }: Order,
): { lineId: string; quantity: number }[] {
  return [{ lineId: chance.pick(lines).id, quantity: 1 }];
}

function recordPayment(town: Town, { id }: Order): unknown {
  const { chance } = town;
  return commands(town).recordPayment(id, {
    amount: chance.between(1, 1_200),
    gateway: 'cash',
    status: chance.weighted([
      ['success', 6],
      ['failure', 1],
    ]),
  });
}

function capture(town: Town, { id, financialStatus }: Order): unknown {
  if (!['authorized', 'partially_paid'].includes(financialStatus)) return NOTHING;
  const amount = town.chance.happens(0.25) ? town.chance.between(1, 900) : undefined;
  return commands(town).capturePayment(id, amount);
}

/**
 * Points that have matured stay so, whatever becomes of the parcels: where maturity counts from the shipment, whether the
 * app looked in between would decide. So nothing of these orders is unshipped, or has something unshipped added to it.
 */
export function countsFromShipment({ versions }: Town, { processedAt }: Order): boolean {
  const inForce = versions
    .filter(({ inForceFrom }) => Date.parse(inForceFrom) <= Date.parse(processedAt))
    .toSorted(
      (one, other) =>
        Date.parse(one.inForceFrom) - Date.parse(other.inForceFrom) || one.version - other.version,
    )
    .at(-1);
  return inForce?.program.earning.maturity.kind === 'after_fulfilment';
}

function cancelShipment(town: Town, order: Order): unknown {
  const shipped = order.fulfillments.filter(({ cancelledAt }) => cancelledAt === undefined);
  const [first] = shipped;
  if (!first || countsFromShipment(town, order)) return NOTHING;
  return commands(town).cancelFulfillment(order.id, first.id);
}

function editUp(town: Town, { id }: Order): unknown {
  const { chance, goods } = town;
  const variantId = chance.pick(chance.pick(goods).variants).id;
  const add = [{ variantId, quantity: chance.between(1, 2) }];
  return commands(town).editOrder(id, { add, remove: [] });
}

function editDown(town: Town, order: Order): unknown {
  const refund = town.chance.happens(0.7);
  return commands(town).editOrder(order.id, { add: [], remove: oneUnit(town, order), refund });
}

/** Told often enough that the app has heard for whom it was placed, and to somebody who is tagged as the one before was. */
function move(town: Town, { id }: Order, known: KnownOrder): Happened | typeof NOTHING {
  const owner = town.people.find((person) => person.id === known.customerId);
  if (known.wholeDeliveries < 3 || known.isAskedFor || owner?.way === 'merging') return NOTHING;
  const to = somebody(town, 'settled');
  // A guest's tags are nobody's yet; who is gone had none.
  const tag = known.customerId === null ? to.tag : (owner?.tag ?? null);
  if (to.id === known.customerId || tag !== to.tag) return NOTHING;
  commands(town).moveOrder(id, to.id);
  known.customerId = to.id;
  return { orderIds: [id] };
}
