import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, emptyState, pageHeader, searchForm } from '../elements.ts';
import type { Html } from '../elements.ts';
import { renderPage } from '../layout.ts';
import { paginate, paginationLinks } from '../pagination.ts';
import { buyerName, newestOrders, ordersTable } from './orders-table.ts';

const STATUSES = ['all', 'unfulfilled', 'unpaid', 'refunded', 'cancelled'] as const;
type Status = (typeof STATUSES)[number];

const indexQuery = z.object({
  query: z.string().trim().catch(''),
  page: z.coerce.number().int().catch(1),
  status: z.enum(STATUSES).catch('all'),
});

const STATUS_LABELS: Record<Status, string> = {
  all: 'All',
  unfulfilled: 'Unfulfilled',
  unpaid: 'Unpaid',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
};

/** The orders' index: search by number, name, e-mail or discount code, and a filter by status. */
export function orderIndexPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/orders', (context) => {
    const search = indexQuery.parse(context.req.query());
    return context.html(
      renderPage(world, {
        title: 'Orders',
        section: 'orders',
        content: indexContent(world, search),
      }),
    );
  });
  return pages;
}

function indexContent(world: World, search: z.infer<typeof indexQuery>): Html {
  const matching = newestOrders(world)
    .filter((order) => hasStatus(order, search.status))
    .filter((order) => matches(world, order, search.query.toLowerCase()));
  const page = paginate(matching, search.page);
  const address = storePath(world, '/orders');
  const tabs = html`<nav class="tabs" aria-label="Filter by status">
    ${STATUSES.map((status) => {
      const params = new URLSearchParams({ status, query: search.query });
      return html`<a
        href="${address}?${params.toString()}"
        ${status === search.status ? html`aria-current="true"` : ''}
        >${STATUS_LABELS[status]}</a
      >`;
    })}
  </nav>`;
  return html`${pageHeader({ title: 'Orders' })}
  ${card(
    null,
    html`${tabs} ${searchForm(address, search.query, 'Search orders')}
    ${
      page.total === 0
        ? emptyState('No orders found', 'Try another search or filter.')
        : ordersTable(world, page.rows)
    }
    ${paginationLinks(page, address, { query: search.query, status: search.status }, 'order')}`,
  )}`;
}

function hasStatus(order: Order, status: Status): boolean {
  switch (status) {
    case 'all':
      return true;
    case 'unfulfilled':
      return order.fulfillmentStatus !== 'fulfilled' && order.cancelledAt === null;
    case 'unpaid':
      return ['pending', 'authorized', 'partially_paid'].includes(order.financialStatus);
    case 'refunded':
      return order.refunds.length > 0;
    case 'cancelled':
      return order.cancelledAt !== null;
  }
}

function matches(world: World, order: Order, query: string): boolean {
  if (query === '') return true;
  const words = [
    order.name,
    order.email ?? '',
    buyerName(world, order),
    ...order.discountCodes.map(({ code }) => code),
  ];
  return words.some((word) => word.toLowerCase().includes(query));
}
