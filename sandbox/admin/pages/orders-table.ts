import { html } from 'hono/html';
import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { badge } from '../elements.ts';
import type { Html, Tone } from '../elements.ts';
import { formatCount, formatMoney, formatTime, formatWords } from '../format.ts';

/** All orders, the newest first. */
export function newestOrders(world: World): Order[] {
  return [...world.orders.all()].sort((one, other) => other.number - one.number);
}

/** The customer's name on an order, or whatever identifies the buyer. */
export function buyerName(world: World, order: Order): string {
  const customer = order.customerId === null ? undefined : world.customers.get(order.customerId);
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ');
  return name || (customer?.email ?? order.email ?? order.phone ?? 'No customer');
}

const PAYMENT_TONES: Record<Order['financialStatus'], Tone> = {
  pending: 'attention',
  authorized: 'attention',
  partially_paid: 'attention',
  paid: 'good',
  partially_refunded: 'neutral',
  refunded: 'neutral',
  voided: 'neutral',
  expired: 'critical',
};

/** Payment, fulfilment and cancellation of an order as badges. */
export function orderBadges(order: Order): Html[] {
  const fulfilled = order.fulfillmentStatus === 'fulfilled';
  const fulfilment = order.fulfillmentStatus === 'partial' ? 'Partially fulfilled' : 'Unfulfilled';
  return [
    badge(formatWords(order.financialStatus), PAYMENT_TONES[order.financialStatus]),
    badge(fulfilled ? 'Fulfilled' : fulfilment, fulfilled ? 'good' : 'attention'),
    ...(order.cancelledAt === null ? [] : [badge('Cancelled', 'critical')]),
    ...(order.test ? [badge('Test', 'info')] : []),
  ];
}

/**
 * Orders as a table; on narrow screens each row folds into a block.
 * @param options.namesBuyer false where all orders are one customer's
 */
export function ordersTable(
  world: World,
  orders: readonly Order[],
  { namesBuyer } = { namesBuyer: true },
): Html {
  const shop = world.shop.get();
  return html`<table class="table table-folding">
    <thead>
      <tr>
        <th scope="col">Order</th>
        <th scope="col">Date</th>
        ${namesBuyer ? html`<th scope="col">Customer</th>` : ''}
        <th scope="col" class="number">Total</th>
        <th scope="col">Status</th>
        <th scope="col">Items</th>
      </tr>
    </thead>
    <tbody>
      ${orders.map(
        (order) =>
          html`<tr>
            <td class="cell-main">
              <a href="${storePath(world, `/orders/${order.id}`)}">${order.name}</a>
            </td>
            <td class="cell-side muted">${formatTime(order.processedAt, shop)}</td>
            ${namesBuyer ? html`<td>${buyerName(world, order)}</td>` : ''}
            <td class="number cell-side">
              ${formatMoney(totalsOf(order, shop.taxesIncluded).total, order.currency)}
            </td>
            <td class="badges">${orderBadges(order)}</td>
            <td class="cell-hidden muted">
              ${formatCount(
                order.lines.reduce((sum, line) => sum + line.quantity, 0),
                'item',
              )}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
