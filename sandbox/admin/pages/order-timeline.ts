import { html } from 'hono/html';
import type { Order, Time } from '#sandbox/store/types.ts';
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
    ...order.fulfillments.map(({ createdAt }) => ({ at: createdAt, text: 'Items were shipped.' })),
    ...refundMoments(order),
    ...(order.cancelledAt === null
      ? []
      : [
          {
            at: order.cancelledAt,
            text: `Cancelled (${formatWords(order.cancelReason ?? 'other').toLowerCase()}).`,
          },
        ]),
  ].sort((one, other) => other.at.localeCompare(one.at));
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
      text: `${formatWords(transaction.kind)} of ${formatMoney(transaction.amount, order.currency)} by ${formatWords(transaction.gateway)}: ${transaction.status}.`,
    }));
}

function refundMoments(order: Order): Moment[] {
  return order.refunds.map((refund) => {
    const amount = refund.transactions.reduce((sum, transaction) => sum + transaction.amount, 0);
    const units = refund.lines.reduce((sum, line) => sum + line.quantity, 0);
    const items = units === 0 ? '' : ` for ${formatCount(units, 'item')}`;
    const note = refund.note === null || refund.note === '' ? '' : ` Reason: ${refund.note}`;
    return {
      at: refund.createdAt,
      text: `Refunded ${formatMoney(amount, order.currency)}${items}.${note}`,
    };
  });
}
