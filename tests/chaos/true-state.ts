import type { Order, Refund } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import type { TrueOrderState } from './history.ts';

/**
 * The state of an order in the history's terms, worked out from what the shop itself has written down and not from what
 * it tells the app.
 */
export function trueStateOf(
  order: Order,
  world: Pick<World, 'shop' | 'products' | 'collections'>,
  deleted = false,
): TrueOrderState {
  const shop = world.shop.get();
  const collections = world.collections.all();
  const included = order.taxesIncluded ?? shop.taxesIncluded;
  const standing = order.refunds.filter(movesMoneyOrNeedsNone);
  const lines = order.lines.map((line) => {
    const net = line.price * line.quantity - line.discount;
    const {
      vendor = '',
      productType: type = '',
      tags = [],
    } = world.products.get(line.productId) ?? {};
    const refunded = standing
      .flatMap((refund) => refund.lines)
      .filter(({ lineId }) => lineId === line.id)
      .reduce((sum, { subtotal }) => sum + subtotal, 0);
    return {
      ...{ price: line.price, quantity: line.quantity, discount: line.discount, refunded },
      returned: standing
        .flatMap((refund) => refund.lines)
        .filter(({ lineId }) => lineId === line.id)
        .reduce((sum, { quantity }) => sum + quantity, 0),
      tax: taxIn(net, line.taxRatePercent, included),
      giftCard: line.giftCard,
      ...{ vendor, type, tags },
      collections: collections
        .filter(({ productIds }) => productIds.includes(line.productId))
        .map(({ id }) => id),
    };
  });
  const shippingLeft = order.shipping - total(order.refunds, ({ shipping }) => shipping);
  const dutiesLeft = (order.duties ?? 0) - total(order.refunds, ({ duties = 0 }) => duties);
  const shippingTaxed = taxIn(order.shipping, shop.taxRatePercent, included);
  const shippingTax = order.shipping > 0 ? share(shippingTaxed, shippingLeft, order.shipping) : 0;
  const goods = total(order.lines, (line) => line.price * line.quantity - line.discount);
  const refundedLines = standing.flatMap((refund) => refund.lines);
  const onTop = included ? 0 : 1;
  const cost =
    goods -
    total(refundedLines, ({ subtotal, tax }) => subtotal + onTop * tax) +
    (shippingLeft + dutiesLeft + (order.tip ?? 0)) +
    onTop * (order.tax - (order.shipping > 0 ? shippingTaxed - shippingTax : 0));
  return {
    updatedAt: order.updatedAt,
    customerId: order.customerId,
    email: order.customerId === null ? order.email : null,
    processedAt: order.processedAt,
    cancelled: order.cancelledAt !== null,
    deleted,
    financialStatus: order.financialStatus,
    currency: order.currency,
    test: order.test,
    business: order.company !== undefined,
    sourceName: order.sourceName,
    taxesIncluded: included,
    lines,
    shipping: shippingLeft,
    shippingTax,
    tips: order.tip ?? 0,
    duties: dutiesLeft,
    paidByGiftCard: paidByGiftCard(order),
    refundedByAmount: Math.max(
      0,
      total(standing, (refund) => refund.amountWithoutLines),
    ),
    cost: Math.max(0, cost),
    fulfilledAt: fulfilledAt(order),
    codes: order.discountCodes.map(({ code }) => code),
    chargedBack: (order.disputes ?? []).some(({ status }) => ['LOST', 'ACCEPTED'].includes(status)),
  };
}

/** A refund all of whose money has failed to move is none; one without money only takes units off. */
function movesMoneyOrNeedsNone({ transactions }: Refund): boolean {
  return transactions.length === 0 || transactions.some(({ status }) => status !== 'failure');
}

function paidByGiftCard({ transactions }: Order): number {
  const moved = transactions.filter(
    ({ gateway, status }) => gateway === 'gift_card' && status === 'success',
  );
  const taken = moved.filter(({ kind }) => kind === 'sale' || kind === 'capture');
  const given = moved.filter(({ kind }) => kind === 'refund');
  return Math.max(0, total(taken, ({ amount }) => amount) - total(given, ({ amount }) => amount));
}

/** When the last parcel left, once everything has. */
function fulfilledAt({ fulfillmentStatus, fulfillments }: Order): string | null {
  if (fulfillmentStatus !== 'fulfilled') return null;
  const sent = fulfillments.filter(({ cancelledAt }) => cancelledAt === undefined);
  return (
    sent
      .map(({ createdAt }) => createdAt)
      .sort()
      .at(-1) ?? null
  );
}

/** The tax in an amount or on top of it. */
function taxIn(amount: number, ratePercent: number, included: boolean): number {
  return Math.round((amount * ratePercent) / (included ? 100 + ratePercent : 100));
}

/** A part of an amount, rounded half up. */
function share(amount: number, part: number, whole: number): number {
  return Math.floor((2 * amount * part + whole) / (2 * whole));
}

function total<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amountOf(item), 0);
}
