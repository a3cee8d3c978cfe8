import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import {
  badge,
  card,
  emptyState,
  pageHeader,
  problemBanner,
  selectField,
  textField,
} from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatDay, formatWords, languageName } from '../format.ts';
import { renderPage } from '../layout.ts';
import { typedTags } from '../typed-tags.ts';
import { creditCard } from './customer-credit.ts';
import { customerName } from './customers.ts';
import { mergeCard, mergeFromForm } from './merge-customer.ts';
import { refusalOf } from './order-actions.ts';
import { newestOrders, ordersTable } from './orders-table.ts';
import { personalDataCard } from './personal-data.ts';

const textOrNull = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text));

const customerForm = z.object({
  firstName: textOrNull,
  lastName: textOrNull,
  email: textOrNull.pipe(z.email('That is not an e-mail address.').nullable()),
  phone: textOrNull.pipe(
    z
      .string()
      .regex(/^\+\d{6,15}$/, 'A phone number is written like +491701234567.')
      .nullable(),
  ),
  locale: z.string().min(2),
  tags: typedTags,
  note: textOrNull,
});

/** Of a customer's orders, the latest; the orders' index has them all. */
const ORDERS_SHOWN_MAX = 10;

/** A customer's page: who they are, what they ordered, and what apps keep on them. */
export function customerPages(world: World): Hono {
  const pages = new Hono();
  const render = (customer: Customer, problem: string | null, wasAsked = false) =>
    renderPage(world, {
      title: customerName(customer),
      section: 'customers',
      content: customerContent(world, customer, problem, wasAsked),
    });

  pages.get('/customers/:id', (context) => {
    const customer = world.customers.get(context.req.param('id'));
    return customer === undefined
      ? context.notFound()
      : context.html(render(customer, null, context.req.query('asked') === 'data'));
  });

  pages.post('/customers/:id', async (context) => {
    const customer = world.customers.get(context.req.param('id'));
    if (customer === undefined) return context.notFound();
    const read = customerForm.safeParse(await context.req.parseBody());
    const problem = read.success
      ? refusalOf(() => world.commands.updateCustomer(customer.id, read.data))
      : (read.error.issues[0]?.message ?? 'The form cannot be read.');
    return problem === null
      ? context.redirect(storePath(world, `/customers/${customer.id}`), 303)
      : context.html(render(customer, problem), 422);
  });

  const ask = (path: string, command: (id: string, form: unknown) => unknown, query = '') =>
    pages.post(`/customers/:id/${path}`, async (context) => {
      const customer = world.customers.get(context.req.param('id'));
      if (customer === undefined) return context.notFound();
      const form = await context.req.parseBody();
      const problem = refusalOf(() => command(customer.id, form));
      return problem === null
        ? context.redirect(storePath(world, `/customers/${customer.id}${query}`), 303)
        : context.html(render(customer, problem), 422);
    });
  ask('data-request', (id) => world.commands.requestCustomerData(id), '?asked=data');
  ask('erasure', (id) => world.commands.requestErasure(id));
  ask('erasure/cancel', (id) => world.commands.cancelErasure(id));
  ask('merge', (id, form) => mergeFromForm(world, id, form));
  return pages;
}

function customerContent(
  world: World,
  customer: Customer,
  problem: string | null,
  wasAsked = false,
): Html {
  const isErased = customer.erasedAt !== undefined;
  const state = customer.state === 'enabled' ? 'Has an account' : formatWords(customer.state);
  return html`${pageHeader({
      title: customerName(customer),
      back: { href: storePath(world, '/customers'), label: 'Customers' },
      badges: [
        isErased
          ? badge('Personal data erased', 'attention')
          : badge(state, customer.state === 'enabled' ? 'good' : 'neutral'),
      ],
      note: `Customer since ${formatDay(customer.createdAt, world.shop.get())}`,
    })}
    ${problemBanner(problem)}
    <div class="columns">
      <div>
        ${ordersCard(world, customer)} ${card('Metafields', metafieldList(world, customer))}
      </div>
      <aside aria-label="Profile">
        ${isErased ? '' : html`${profileForm(world, customer)} ${mergeCard(world, customer)}`}
        ${creditCard(world, customer)} ${personalDataCard(world, customer, wasAsked)}
      </aside>
    </div>`;
}

function ordersCard(world: World, customer: Customer): Html {
  const orders = newestOrders(world).filter((order) => order.customerId === customer.id);
  if (orders.length === 0) {
    return card('Orders', emptyState('No orders yet', 'Orders of this customer appear here.'));
  }
  const search = new URLSearchParams({ query: customer.email ?? customerName(customer) });
  return card(
    'Latest orders',
    ordersTable(world, orders.slice(0, ORDERS_SHOWN_MAX), { namesBuyer: false }),
    html`<a href="${storePath(world, `/orders?${search.toString()}`)}"
      >All ${formatCount(orders.length, 'order')}</a
    >`,
  );
}

function profileForm(world: World, customer: Customer): Html {
  return html`<form method="post" action="${storePath(world, `/customers/${customer.id}`)}">
    ${card(
      'Profile',
      html`${textField({ name: 'firstName', label: 'First name', value: customer.firstName ?? '' })}
        ${textField({ name: 'lastName', label: 'Last name', value: customer.lastName ?? '' })}
        ${textField({ name: 'email', label: 'E-mail', value: customer.email ?? '', type: 'email' })}
        ${textField({ name: 'phone', label: 'Phone', value: customer.phone ?? '', type: 'tel' })}
        ${selectField({
          name: 'locale',
          label: 'Language',
          value: customer.locale,
          options: world.shop
            .get()
            .locales.map((locale) => ({ value: locale, label: languageName(locale) })),
        })}
        ${textField({
          name: 'tags',
          label: 'Tags',
          value: customer.tags.join(', '),
          hint: 'Separate with commas.',
        })}
        ${textField({ name: 'note', label: 'Note', value: customer.note ?? '' })}
        <button class="button button-primary" type="submit">Save</button>`,
    )}
  </form>`;
}

function metafieldList(world: World, customer: Customer): Html {
  const metafields = world.metafields.ofOwner(`gid://shopify/Customer/${customer.id}`);
  if (metafields.length === 0) {
    return emptyState('No metafields', 'Apps have stored nothing on this customer.');
  }
  return html`<dl class="metafields">
    ${metafields.map(
      (metafield) =>
        html`<div>
          <dt class="breakable">
            ${metafield.namespace}.${metafield.key} <span class="muted">${metafield.type}</span>
          </dt>
          <dd>
            <pre tabindex="0" aria-label="Value of ${metafield.key}">${readable(metafield)}</pre>
          </dd>
        </div>`,
    )}
  </dl>`;
}

function readable(metafield: { type: string; value: string }): string {
  return metafield.type === 'json'
    ? JSON.stringify(JSON.parse(metafield.value), null, 2)
    : metafield.value;
}
