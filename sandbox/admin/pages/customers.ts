import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { moneyMoved } from '#sandbox/commands/totals.ts';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, emptyState, pageHeader, searchForm } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatDay, formatMoney } from '../format.ts';
import { renderPage } from '../layout.ts';
import { paginate, paginationLinks } from '../pagination.ts';

const indexQuery = z.object({
  query: z.string().trim().catch(''),
  page: z.coerce.number().int().catch(1),
});

/** First and last name, or the e-mail address of a customer without one. */
export function customerName(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  return name || (customer.email ?? customer.phone ?? `Customer ${customer.id}`);
}

/** The customers' index, searched by name, e-mail, phone or tag. */
export function customerIndexPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/customers', (context) => {
    const search = indexQuery.parse(context.req.query());
    const content = indexContent(world, search);
    return context.html(renderPage(world, { title: 'Customers', section: 'customers', content }));
  });
  return pages;
}

function indexContent(world: World, search: z.infer<typeof indexQuery>): Html {
  const query = search.query.toLowerCase();
  const matching = world.customers
    .all()
    .filter((customer) =>
      [customerName(customer), customer.email ?? '', customer.phone ?? '', ...customer.tags].some(
        (word) => word.toLowerCase().includes(query),
      ),
    )
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const page = paginate(matching, search.page);
  const address = storePath(world, '/customers');
  return html`${pageHeader({ title: 'Customers' })}
  ${card(
    null,
    html`${searchForm(address, search.query, 'Search customers')}
    ${
      page.total === 0
        ? emptyState('No customers found', 'Try another name, e-mail address or tag.')
        : customersTable(world, page.rows)
    }
    ${paginationLinks(page, address, { query: search.query }, 'customer')}`,
  )}`;
}

function customersTable(world: World, customers: readonly Customer[]): Html {
  const shop = world.shop.get();
  const spending = spendingByCustomer(world);
  return html`<table class="table table-folding">
    <thead>
      <tr>
        <th scope="col">Customer</th>
        <th scope="col">Since</th>
        <th scope="col">E-mail</th>
        <th scope="col">Orders</th>
        <th scope="col" class="number">Spent</th>
      </tr>
    </thead>
    <tbody>
      ${customers.map((customer) => {
        const { orders, spent } = spending.get(customer.id) ?? { orders: 0, spent: 0 };
        return html`<tr>
          <td class="cell-main">
            <a href="${storePath(world, `/customers/${customer.id}`)}">${customerName(customer)}</a>
          </td>
          <td class="cell-side muted">${formatDay(customer.createdAt, shop)}</td>
          <td class="breakable muted">${customer.email ?? ''}</td>
          <td class="cell-hidden">${formatCount(orders, 'order')}</td>
          <td class="number cell-side">${formatMoney(spent, shop.currency)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function spendingByCustomer(world: World): Map<string, { orders: number; spent: number }> {
  const spending = new Map<string, { orders: number; spent: number }>();
  for (const order of world.orders.all()) {
    if (order.customerId === null) continue;
    const { paid, refunded } = moneyMoved(order);
    const before = spending.get(order.customerId) ?? { orders: 0, spent: 0 };
    spending.set(order.customerId, {
      orders: before.orders + 1,
      spent: before.spent + paid - refunded,
    });
  }
  return spending;
}
