import { html } from 'hono/html';
import { z } from 'zod';
import { netOfLine, refundedQuantity, totalsOf } from '#sandbox/commands/totals.ts';
import type { Order, OrderLine } from '#sandbox/store/order-types.ts';
import type { NewRefund } from '#sandbox/commands/command-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { variantText } from './variant-text.ts';
import { card, pageHeader, problemBanner, selectField, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatAmount, formatMoney } from '../format.ts';

/** An amount in the shop's currency as staff writes it, in minor units. */
export const amount = z
  .string()
  .trim()
  .regex(/^\d*([.,]\d{1,2})?$/, 'An amount is written like 12.40.')
  .transform((text) => Math.round(Number(text.replace(',', '.') || '0') * 100));

const refundForm = z.object({
  shipping: amount.default(0),
  amountWithoutLines: amount.default(0),
  note: z.string().trim().default(''),
  gateway: z.enum(['', 'shopify_store_credit']).default(''),
  status: z.enum(['success', 'pending']).default('success'),
});

export type ReadRefund = { ok: true; refund: NewRefund } | { ok: false; problem: string };

/**
 * Reads the refund form. Quantities come as `quantity-<line id>`, restocking as `restock-<line id>`.
 * @returns the command's input, or a sentence on what cannot be read
 */
export function readRefundForm(order: Order, form: Record<string, unknown>): ReadRefund {
  const parsed = refundForm.safeParse(form);
  if (!parsed.success) {
    return { ok: false, problem: parsed.error.issues[0]?.message ?? 'The form cannot be read.' };
  }
  const lines: NewRefund['lines'] = [];
  for (const line of order.lines) {
    const quantity = Number(form[`quantity-${line.id}`] ?? 0);
    if (!Number.isInteger(quantity) || quantity < 0) {
      return { ok: false, problem: `The quantity of ${line.title} must be a whole number.` };
    }
    if (quantity > 0) {
      lines.push({ lineId: line.id, quantity, restock: form[`restock-${line.id}`] === 'yes' });
    }
  }
  const { shipping, amountWithoutLines, note, gateway, status } = parsed.data;
  if (lines.length === 0 && shipping === 0 && amountWithoutLines === 0) {
    return { ok: false, problem: 'Choose items, shipping or an amount to refund.' };
  }
  return {
    ok: true,
    refund: {
      orderId: order.id,
      lines,
      shipping,
      amountWithoutLines,
      note: note === '' ? null : note,
      gateway: gateway === '' ? undefined : gateway,
      status,
    },
  };
}

/**
 * The refund page: quantities per line, shipping, or an amount without lines.
 * @see https://help.shopify.com/en/manual/fulfillment/managing-orders/refunding-orders
 */
export function refundContent(
  world: World,
  order: Order,
  problem: string | null,
  entered: Record<string, unknown> = {},
): Html {
  const path = storePath(world, `/orders/${order.id}`);
  return html`${pageHeader({
      title: `Refund ${order.name}`,
      back: { href: path, label: `Order ${order.name}` },
    })}
    ${problemBanner(problem)}
    <form method="post" action="${path}/refund" class="columns" data-refund="${order.currency}">
      <div>
        ${card(
          'Items to refund',
          html`<ul class="lines">
            ${order.lines.map((line) => refundLine(world, order, line, entered))}
          </ul>`,
        )}
        ${card('Shipping', shippingField(world, order, entered))}
        ${card(
          'Amount without items',
          textField({
            name: 'amountWithoutLines',
            label: `Refund by amount (${order.currency})`,
            value: enteredText(entered, 'amountWithoutLines', '0.00'),
            hint: 'For goodwill: nothing is returned, and the items stay as they are.',
            attributes: html`inputmode="decimal"`,
          }),
        )}
        ${card('Money', moneyFields(entered))}
        ${card(
          'Reason',
          textField({
            name: 'note',
            label: 'Note for staff',
            value: enteredText(entered, 'note', ''),
          }),
        )}
      </div>
      <aside aria-label="Summary">${summaryCard(order)}</aside>
    </form>`;
}

function moneyFields(entered: Record<string, unknown>): Html[] {
  return [
    selectField({
      name: 'gateway',
      label: 'Goes to',
      value: enteredText(entered, 'gateway', ''),
      options: [
        { value: '', label: 'Where it came from' },
        { value: 'shopify_store_credit', label: 'Store credit' },
      ],
    }),
    selectField({
      name: 'status',
      label: 'Arrives',
      value: enteredText(entered, 'status', 'success'),
      options: [
        { value: 'success', label: 'At once' },
        { value: 'pending', label: 'Later, or not: settle it on the order’s page' },
      ],
    }),
  ];
}

function enteredText(entered: Record<string, unknown>, name: string, fallback: string): string {
  const value = entered[name];
  return typeof value === 'string' ? value : fallback;
}

function refundLine(
  world: World,
  order: Order,
  line: OrderLine,
  entered: Record<string, unknown>,
): Html {
  const left = line.quantity - refundedQuantity(order, line.id);
  const name = `quantity-${line.id}`;
  const product = world.products.get(line.productId);
  return html`<li class="line">
    <img
      src="${world.options.shopOrigin}${product?.image ?? ''}"
      alt=""
      width="44"
      height="44"
      loading="lazy"
    />
    <div class="line-text">
      <span>${line.title}</span>
      <span class="muted">${variantText(line)}</span>
      <label class="check"
        ><input type="checkbox" name="restock-${line.id}" value="yes" checked /> Restock</label
      >
    </div>
    <div class="field field-short">
      <label for="${name}">Quantity <span class="visually-hidden">of ${line.title}</span></label>
      <div class="of">
        <input
          id="${name}"
          name="${name}"
          type="number"
          min="0"
          max="${left}"
          value="${enteredText(entered, name, '0')}"
          data-line-total="${netOfLine(line)}"
          data-line-quantity="${line.quantity}"
          data-line-refunded="${line.quantity - left}"
          ${left === 0 ? 'disabled' : ''}
        /><span>of ${left}</span>
      </div>
    </div>
  </li>`;
}

function shippingField(world: World, order: Order, entered: Record<string, unknown>): Html {
  const { currentShipping } = totalsOf(order, world.shop.get().taxesIncluded);
  return textField({
    name: 'shipping',
    label: `Shipping to refund (${order.currency})`,
    value: enteredText(entered, 'shipping', '0.00'),
    hint: `${formatMoney(currentShipping, order.currency)} can be refunded.`,
    attributes: html`inputmode="decimal" data-max="${formatAmount(currentShipping)}"`,
  });
}

function summaryCard(order: Order): Html {
  return card(
    'Summary',
    html`<dl class="sums" aria-live="polite">
        <div class="sum">
          <dt>Items</dt>
          <dd data-sum="items">${formatMoney(0, order.currency)}</dd>
        </div>
        <div class="sum">
          <dt>Shipping</dt>
          <dd data-sum="shipping">${formatMoney(0, order.currency)}</dd>
        </div>
        <div class="sum">
          <dt>Amount</dt>
          <dd data-sum="amount">${formatMoney(0, order.currency)}</dd>
        </div>
        <div class="sum sum-strong">
          <dt>Refund total</dt>
          <dd data-sum="total">${formatMoney(0, order.currency)}</dd>
        </div>
      </dl>
      <button class="button button-primary button-wide" type="submit">Refund</button>`,
  );
}
