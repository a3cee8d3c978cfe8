import { Hono } from 'hono';
import { html } from 'hono/html';
import { moneyMoved } from '#sandbox/commands/totals.ts';
import type { World } from '#sandbox/world.ts';
import { appShellPath, isAppInstalled, storePath } from '../context.ts';
import { card, emptyState, pageHeader } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatMoney } from '../format.ts';
import { renderPage } from '../layout.ts';
import { newestOrders, ordersTable } from './orders-table.ts';

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** The admin's first page: how the shop is doing and what was ordered last. */
export function homePages(world: World): Hono {
  const pages = new Hono();
  pages.get('/', (context) =>
    context.html(
      renderPage(world, { title: 'Home', section: 'home', content: homeContent(world) }),
    ),
  );
  return pages;
}

function homeContent(world: World): Html {
  const latest = newestOrders(world).slice(0, 8);
  return html`${pageHeader({ title: world.shop.get().name })} ${figures(world)}
  ${isAppInstalled(world) ? '' : installHint(world)}
  ${card(
    'Latest orders',
    latest.length === 0
      ? emptyState('No orders yet', 'Buy something in the store and it appears here.')
      : ordersTable(world, latest),
    html`<a href="${storePath(world, '/orders')}">All orders</a>`,
  )}`;
}

function installHint(world: World): Html {
  return html`<div class="banner banner-info">
    <p>
      <strong>Evergreen is not installed yet.</strong> Install it to run a loyalty program in this
      shop.
    </p>
    <a class="button button-primary" href="${appShellPath(world)}">Install Evergreen</a>
  </div>`;
}

function figures(world: World): Html {
  const shop = world.shop.get();
  const since = new Date(world.clock.now().getTime() - THIRTY_DAYS_MS).toISOString();
  const recent = world.orders.all().filter((order) => order.processedAt >= since);
  const sales = recent.reduce((sum, order) => {
    const { paid, refunded } = moneyMoved(order);
    return sum + paid - refunded;
  }, 0);
  const open = world.orders
    .all()
    .filter((order) => order.fulfillmentStatus !== 'fulfilled' && order.cancelledAt === null);
  const figure = (label: string, value: string, path: string) =>
    html`<a class="figure" href="${storePath(world, path)}"
      ><span class="figure-label">${label}</span><span class="figure-value">${value}</span></a
    >`;
  return html`<div class="figures">
    ${figure('Net sales, last 30 days', formatMoney(sales, shop.currency), '/orders')}
    ${figure('Orders, last 30 days', formatCount(recent.length, 'order'), '/orders')}
    ${figure('To fulfil', formatCount(open.length, 'order'), '/orders?status=unfulfilled')}
    ${figure('Customers', formatCount(world.customers.size, 'customer'), '/customers')}
  </div>`;
}
