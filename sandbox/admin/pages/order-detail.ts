import { html } from 'hono/html';
import { netOfLine, refundedQuantity, taxIsIncluded, totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { variantText } from './variant-text.ts';
import { card, pageHeader, problemBanner } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatMoney, formatTime, languageName } from '../format.ts';
import { cancelDialog, deleteDialog } from './order-dialogs.ts';
import { happeningCards } from './order-happening-cards.ts';
import { orderTimeline } from './order-timeline.ts';
import { buyerName, orderBadges } from './orders-table.ts';

/** `Order.sourceName` as the admin words it. */
const CHANNELS: Record<string, string> = {
  web: 'Online store',
  pos: 'Point of sale',
  shopify_draft_order: 'Draft orders',
};

/** One order: lines, payment, customer, timeline, and what can be done with it. */
export function orderContent(world: World, order: Order, problem: string | null): Html {
  const shop = world.shop.get();
  return html`${pageHeader({
      title: order.name,
      back: { href: storePath(world, '/orders'), label: 'Orders' },
      badges: orderBadges(order),
      note: `${formatTime(order.processedAt, shop)} from ${CHANNELS[order.sourceName] ?? order.sourceName}`,
      actions: orderActions(world, order),
    })}
    ${problemBanner(problem)}
    <div class="columns">
      <div>
        ${linesCard(world, order)} ${paymentCard(world, order)}
        ${card('Timeline', orderTimeline(world, order))}
      </div>
      <aside aria-label="Customer and details">
        ${customerCard(world, order)} ${detailsCard(order)} ${happeningCards(world, order)}
      </aside>
    </div>
    ${order.cancelledAt === null ? cancelDialog(world, order) : deleteDialog(world, order)}`;
}

function orderActions(world: World, order: Order): Html[] {
  const path = storePath(world, `/orders/${order.id}`);
  const post = (action: string, label: string, kind = '') =>
    html`<form method="post" action="${path}/${action}">
      <button class="button ${kind}" type="submit">${label}</button>
    </form>`;
  const isOpen = order.cancelledAt === null;
  const isUnpaid = ['pending', 'partially_paid', 'expired', 'voided'].includes(
    order.financialStatus,
  );
  const isRefundable = ['paid', 'partially_refunded', 'partially_paid'].includes(
    order.financialStatus,
  );
  return [
    ...(isOpen && order.fulfillmentStatus === null
      ? [html`<a class="button" href="${path}/edit">Edit</a>`]
      : []),
    ...(isOpen
      ? []
      : [
          html`<button class="button" type="button" data-opens="delete-dialog">
            Delete order
          </button>`,
        ]),
    ...(isRefundable ? [html`<a class="button" href="${path}/refund">Refund</a>`] : []),
    ...(isOpen && order.fulfillmentStatus === null
      ? [
          html`<button class="button" type="button" data-opens="cancel-dialog">
            Cancel order
          </button>`,
        ]
      : []),
    ...(isOpen && isUnpaid ? [post('mark-paid', 'Mark as paid')] : []),
    ...(isOpen && order.fulfillmentStatus !== 'fulfilled'
      ? [post('fulfil', 'Fulfil items', 'button-primary')]
      : []),
  ];
}

function linesCard(world: World, order: Order): Html {
  return card(
    'Items',
    html`<ul class="lines">
      ${order.lines.map((line) => {
        const product = world.products.get(line.productId);
        const refunded = refundedQuantity(order, line.id);
        return html`<li class="line">
          <img
            src="${world.options.shopOrigin}${product?.image ?? ''}"
            alt=""
            width="44"
            height="44"
            loading="lazy"
          />
          <div class="line-text">
            <a href="${storePath(world, `/products/${line.productId}`)}">${line.title}</a>
            <span class="muted">${variantText(line)}</span>
            ${refunded > 0 ? html`<span class="muted">${refunded} refunded</span>` : ''}
            ${
              line.discount > 0
                ? html`<span class="muted"
                    >−${formatMoney(line.discount, order.currency)} discount</span
                  >`
                : ''
            }
          </div>
          <div class="line-sums">
            <span class="muted">${formatMoney(line.price, order.currency)} × ${line.quantity}</span>
            <span>${formatMoney(netOfLine(line), order.currency)}</span>
          </div>
        </li>`;
      })}
    </ul>`,
  );
}

function paymentCard(world: World, order: Order): Html {
  const shop = world.shop.get();
  const figures = totalsOf(order, shop.taxesIncluded);
  const row = (label: string, amount: number, strong = false) =>
    html`<div class="sum ${strong ? 'sum-strong' : ''}">
      <dt>${label}</dt>
      <dd>${formatMoney(amount, order.currency)}</dd>
    </div>`;
  const codes = order.discountCodes.map(({ code }) => code).join(', ');
  return card(
    'Payment',
    html`<dl class="sums">
      ${row('Subtotal', figures.lineItems)}
      ${
        figures.discounts > 0
          ? row(codes === '' ? 'Discount' : `Discount (${codes})`, -figures.discounts)
          : ''
      }
      ${row('Shipping', order.shipping)}
      ${row(taxIsIncluded(order, shop.taxesIncluded) ? 'Tax (included)' : 'Tax', order.tax)}
      ${order.duties === undefined ? '' : row('Duties', order.duties)}
      ${order.tip === undefined ? '' : row('Tip', order.tip)} ${row('Total', figures.total, true)}
      ${row('Paid', figures.paid)} ${figures.refunded > 0 ? row('Refunded', -figures.refunded) : ''}
      ${figures.refunded > 0 ? row('Net payment', figures.paid - figures.refunded, true) : ''}
    </dl>`,
  );
}

function customerCard(world: World, order: Order): Html {
  const address = order.address;
  const name = buyerName(world, order);
  return card(
    'Customer',
    html`<p>
        ${
          order.customerId === null
            ? name
            : html`<a href="${storePath(world, `/customers/${order.customerId}`)}">${name}</a>`
        }
      </p>
      ${order.email === null ? '' : html`<p class="muted breakable">${order.email}</p>`}
      ${order.phone === null ? '' : html`<p class="muted">${order.phone}</p>`}
      ${
        address === null
          ? ''
          : html`<p class="muted">
              ${address.firstName} ${address.lastName}<br />${address.address1}<br />${address.zip}
              ${address.city}<br />${address.country}
            </p>`
      }`,
  );
}

function detailsCard(order: Order): Html {
  const entries: [string, string][] = [
    ...order.discountCodes.map(({ code }): [string, string] => ['Discount code', code]),
    ...order.noteAttributes.map(({ name, value }): [string, string] => [name, value]),
    ...(order.landingSite === null
      ? []
      : [['Landing page', order.landingSite] as [string, string]]),
    ...(order.tags.length === 0 ? [] : [['Tags', order.tags.join(', ')] as [string, string]]),
    ['Language', languageName(order.locale)],
  ];
  return card(
    'Additional details',
    html`<dl class="details">
      ${entries.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd class="breakable">${value}</dd>
          </div>`,
      )}
    </dl>`,
  );
}
