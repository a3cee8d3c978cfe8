import { html } from 'hono/html';
import type { Order, Transaction } from '#sandbox/store/order-types.ts';
import type { Time } from '#sandbox/store/scalars.ts';
import type { World } from '#sandbox/world.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatMoney, formatTime, formatWords } from '../format.ts';

interface Moment {
  at: Time;
  text: string;
}

/** What happened to the order, the newest first. */
export function orderTimeline(world: World, order: Order): Html {
  const moments = [
    { at: order.createdAt, text: `${order.name} was placed.` },
    ...paymentMoments(order),
    ...shipmentMoments(order),
    ...returnMoments(order),
    ...refundMoments(order),
    ...(order.cancelledAt === null
      ? []
      : [
          {
            at: order.cancelledAt,
            text: `Cancelled (${formatWords(order.cancelReason ?? 'other').toLowerCase()}).`,
          },
        ]),
  ]
    .reverse()
    .sort((one, other) => other.at.localeCompare(one.at));
  return html`<ol class="timeline">
    ${moments.map(
      (moment) =>
        html`<li>
          <p>${moment.text}</p>
          <time class="muted" datetime="${moment.at}"
            >${formatTime(moment.at, world.shop.get())}</time
          >
        </li>`,
    )}
  </ol>`;
}

function paymentMoments(order: Order): Moment[] {
  return order.transactions
    .filter((transaction) => transaction.kind !== 'refund')
    .map((transaction) => ({
      at: transaction.createdAt,
      text: paymentText(transaction, order.currency),
    }));
}

const PAYMENT_OUTCOMES: Record<Transaction['status'], string> = {
  success: 'went through',
  pending: 'is awaited',
  failure: 'failed',
};

function paymentText({ kind, amount, gateway, status }: Transaction, currency: string): string {
  const sum = formatMoney(amount, currency);
  if (kind === 'void') return `The payment of ${sum} was voided.`;
  if (kind === 'authorization' && status === 'success')
    return `A payment of ${sum} was authorized.`;
  return `A payment of ${sum} ${PAYMENT_OUTCOMES[status]} (${formatWords(gateway)}).`;
}

function shipmentMoments(order: Order): Moment[] {
  return order.fulfillments.flatMap(({ createdAt, cancelledAt }) => [
    { at: createdAt, text: 'Items were shipped.' },
    ...(cancelledAt === undefined ? [] : [{ at: cancelledAt, text: 'A shipment was cancelled.' }]),
  ]);
}

function returnMoments(order: Order): Moment[] {
  return (order.returns ?? []).flatMap(({ name, createdAt, closedAt, exchangeLineIds }) => {
    if (exchangeLineIds.length > 0) return [{ at: createdAt, text: `Exchanged (${name}).` }];
    const opened = { at: createdAt, text: `Return ${name} was opened.` };
    return closedAt === null
      ? [opened]
      : [opened, { at: closedAt, text: `Return ${name} was closed.` }];
  });
}

function refundMoments(order: Order): Moment[] {
  return order.refunds.map((refund) => {
    const amount = refund.transactions
      .filter(({ status }) => status !== 'failure')
      .reduce((sum, transaction) => sum + transaction.amount, 0);
    const units = refund.lines.reduce((sum, line) => sum + line.quantity, 0);
    const items = units === 0 ? '' : ` for ${formatCount(units, 'item')}`;
    const note = refund.note === null || refund.note === '' ? '' : ` Reason: ${refund.note}`;
    return {
      at: refund.createdAt,
      text: `Refunded ${formatMoney(amount, order.currency)}${items}.${note}`,
    };
  });
}
