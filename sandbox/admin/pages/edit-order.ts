import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { refundedQuantity } from '#sandbox/commands/totals.ts';
import type { Order, OrderLine } from '#sandbox/store/order-types.ts';
import type { EditedOrder } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, pageHeader, problemBanner, selectField, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatMoney } from '../format.ts';
import { renderPage } from '../layout.ts';
import { refusalOf } from './order-actions.ts';
import { variantText } from './variant-text.ts';

const quantity = z.coerce
  .number({ error: 'A quantity is a whole number.' })
  .int('A quantity is a whole number.')
  .min(0, 'A quantity is not negative.');

const addedForm = z.object({
  variant: z.string().default(''),
  'added-quantity': quantity.default(1),
  refund: z.literal('yes').optional(),
  staffNote: z.string().trim().default(''),
});

/**
 * The page on which units of an order are added and taken off.
 * @see https://help.shopify.com/en/manual/orders/edit-orders
 */
export function editOrderPages(world: World): Hono {
  const pages = new Hono();
  const render = (order: Order, problem: string | null) =>
    renderPage(world, {
      title: `Edit ${order.name}`,
      section: 'orders',
      content: editContent(world, order, problem),
    });

  pages.get('/orders/:id/edit', (context) => {
    const order = world.orders.get(context.req.param('id'));
    return order === undefined ? context.notFound() : context.html(render(order, null));
  });
  pages.post('/orders/:id/edit', async (context) => {
    const order = world.orders.get(context.req.param('id'));
    if (order === undefined) return context.notFound();
    const read = readEditForm(order, await context.req.parseBody());
    const problem =
      'problem' in read
        ? read.problem
        : refusalOf(() => world.commands.editOrder(order.id, read.edit));
    return problem === null
      ? context.redirect(storePath(world, `/orders/${order.id}`), 303)
      : context.html(render(order, problem), 422);
  });
  return pages;
}

/** Quantities come as `quantity-<line id>`: what is to be left of the line. */
function readEditForm(
  order: Order,
  form: Record<string, unknown>,
): { edit: EditedOrder } | { problem: string } {
  const added = addedForm.safeParse(form);
  if (!added.success) return { problem: added.error.issues[0]?.message ?? 'Cannot be read.' };
  const { variant, refund, staffNote } = added.data;
  const edit: EditedOrder = { add: [], remove: [], refund: refund === 'yes', staffNote };
  for (const line of order.lines) {
    const current = unitsOf(order, line);
    const wanted = quantity.safeParse(form[`quantity-${line.id}`] ?? current);
    if (!wanted.success) return { problem: `${line.title}: a quantity is a whole number.` };
    const more = wanted.data - current;
    if (more > 0) edit.add.push({ variantId: line.variantId, quantity: more });
    if (more < 0) edit.remove.push({ lineId: line.id, quantity: -more });
  }
  if (variant !== '' && added.data['added-quantity'] > 0) {
    edit.add.push({ variantId: variant, quantity: added.data['added-quantity'] });
  }
  return { edit };
}

function unitsOf(order: Order, line: OrderLine): number {
  return line.quantity - refundedQuantity(order, line.id);
}

function editContent(world: World, order: Order, problem: string | null): Html {
  const path = storePath(world, `/orders/${order.id}`);
  return html`<div class="narrow">
    ${pageHeader({
      title: `Edit ${order.name}`,
      back: { href: path, label: `Order ${order.name}` },
    })}
    ${problemBanner(problem)}
    <form method="post" action="${path}/edit">
      ${card(
        'Items',
        html`<ul class="lines">
          ${order.lines.map((line) => lineField(order, line))}
        </ul>`,
      )}
      ${card('Add an item', addedFields(world))}
      ${card(
        'Update',
        html`${textField({ name: 'staffNote', label: 'Reason for the edit', value: '' })}
          <label class="check"
            ><input type="checkbox" name="refund" value="yes" checked /> Give back at once what was
            paid for removed items</label
          >
          <button class="button button-primary button-wide" type="submit">Update order</button>`,
      )}
    </form>
  </div>`;
}

function lineField(order: Order, line: OrderLine): Html {
  const name = `quantity-${line.id}`;
  return html`<li class="line">
    <div class="line-text">
      <span>${line.title}</span>
      <span class="muted">${variantText(line)} · ${formatMoney(line.price, order.currency)}</span>
    </div>
    <div class="field field-short">
      <label for="${name}">Quantity <span class="visually-hidden">of ${line.title}</span></label>
      <input id="${name}" name="${name}" type="number" min="0" value="${unitsOf(order, line)}" />
    </div>
  </li>`;
}

function addedFields(world: World): Html {
  const { primaryLocale, currency } = world.shop.get();
  const variants = world.products.all().flatMap((product) =>
    product.variants.map(({ id, title, price }) => ({
      value: id,
      label: `${product.title[primaryLocale] ?? product.handle} · ${title} · ${formatMoney(price, currency)}`,
    })),
  );
  return html`${selectField({
    name: 'variant',
    label: 'Product',
    value: '',
    options: [{ value: '', label: 'None' }, ...variants],
  })}
  ${textField({
    name: 'added-quantity',
    label: 'Quantity to add',
    type: 'number',
    value: '1',
    attributes: html`min="1" step="1"`,
  })}`;
}
