import type { Order, Refund } from '#sandbox/store/order-types.ts';
import type { NewRefund } from '#sandbox/commands/command-types.ts';

import { type Change, countsFromShipment, NOTHING, oneUnit } from './changes-of-orders.ts';
import type { Town } from './town.ts';

/** Everything by which money and goods go back, and how often, by the name under which it is counted. */
export const REFUNDS: Readonly<Record<string, readonly [weight: number, change: Change]>> = {
  'line refunded': [6, (town, order) => refund(town, order, { lines: oneUnit(town, order) })],
  'line refunded without restocking': [2, withoutRestocking],
  'wholly refunded': [2, refundAll],
  'refunded by amount': [4, refundAmount],
  'shipping refunded': [2, refundShipping],
  'duties refunded': [4, refundDuties],
  'refunded to store credit': [
    2,
    (town, order) =>
      refund(town, order, { lines: oneUnit(town, order), gateway: 'shopify_store_credit' }),
  ],
  'refund under way': [
    3,
    (town, order) => refund(town, order, { lines: oneUnit(town, order), status: 'pending' }),
  ],
  'refund settled': [50, settle],
  'refund failed': [50, fail],
  'return opened': [4, (town, order) => openReturn(town, order, false)],
  'return requested': [4, (town, order) => openReturn(town, order, true)],
  'return approved': [40, approve],
  'return closed': [60, close],
  exchanged: [6, exchange],
};

function refund(
  { world }: Town,
  { id }: Order,
  wanted: Partial<Omit<NewRefund, 'orderId'>>,
): Refund {
  return world.commands.refundOrder({ orderId: id, lines: [], ...wanted });
}

function withoutRestocking(town: Town, order: Order): unknown {
  const lines = oneUnit(town, order).map((line) => ({ ...line, restock: false }));
  return refund(town, order, { lines });
}

function refundAll(town: Town, order: Order): unknown {
  const taken = (lineId: string) =>
    order.refunds
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
  const lines = order.lines
    .map(({ id, quantity }) => ({ lineId: id, quantity: quantity - taken(id) }))
    .filter(({ quantity }) => quantity > 0);
  const shipping = order.shipping - order.refunds.reduce((sum, one) => sum + one.shipping, 0);
  return refund(town, order, { lines, shipping });
}

function refundAmount(town: Town, order: Order): unknown {
  return refund(town, order, { amountWithoutLines: town.chance.between(1, 1_500) });
}

function refundShipping(town: Town, order: Order): unknown {
  if (order.shipping === 0) return NOTHING;
  return refund(town, order, { shipping: town.chance.between(1, order.shipping) });
}

function refundDuties(town: Town, order: Order): unknown {
  if (order.duties === undefined) return NOTHING;
  return refund(town, order, { duties: town.chance.between(1, order.duties) });
}

const hasMoney =
  (...states: string[]) =>
  ({ transactions }: Refund) =>
    transactions.some(({ status }) => states.includes(status));

function settle({ world }: Town, { id, refunds }: Order): unknown {
  const open = refunds.find(hasMoney('pending'));
  return open ? world.commands.settleRefund(id, open.id) : NOTHING;
}

function fail({ world, chance }: Town, { id, refunds }: Order): unknown {
  const states = chance.happens(0.15) ? ['pending', 'success'] : ['pending'];
  const open = refunds.find(hasMoney(...states));
  return open ? world.commands.failRefund(id, open.id) : NOTHING;
}

function openReturn(town: Town, order: Order, requested: boolean): unknown {
  const lines = oneUnit(town, order);
  return town.world.commands.returnOrder({ orderId: order.id, lines, requested });
}

function approve({ world }: Town, { id, returns = [] }: Order): unknown {
  const asked = returns.find(({ status }) => status === 'requested');
  return asked ? world.commands.approveReturn(id, asked.id) : NOTHING;
}

function close({ world, chance }: Town, { id, returns = [] }: Order): unknown {
  const open = returns.find(({ status }) => status === 'open');
  if (!open) return NOTHING;
  return world.commands.closeReturn(id, open.id, { refund: chance.happens(0.7) });
}

function exchange(town: Town, order: Order): unknown {
  if (countsFromShipment(town, order)) return NOTHING;
  const { chance, goods, world } = town;
  const variantId = chance.pick(chance.pick(goods).variants).id;
  return world.commands.exchangeOrder({
    orderId: order.id,
    take: oneUnit(town, order),
    give: [{ variantId, quantity: 1 }],
    settle: chance.happens(0.7),
  });
}
