import { html } from 'hono/html';
import { totalCapturable } from '#sandbox/commands/standing.ts';
import { totalsOf } from '#sandbox/commands/totals.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { card, selectField, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatAmount, formatWords } from '../format.ts';

/** A form that makes something happen to the order. */
function happening(
  world: World,
  order: Order,
  action: string,
  button: string,
  fields: Html[] = [],
): Html {
  return html`<form method="post" action="${storePath(world, `/orders/${order.id}/${action}`)}">
    ${fields}
    <div class="button-row form-end">
      <button class="button" type="submit">${button}</button>
    </div>
  </form>`;
}

const part = (id: string): Html[] => [html`<input type="hidden" name="part" value="${id}" />`];

const choices = (values: readonly string[]) =>
  values.map((value) => ({ value, label: formatWords(value.toLowerCase()) }));

function paymentForms(world: World, order: Order): Html[] {
  const { outstanding } = totalsOf(order, world.shop.get().taxesIncluded);
  const open = outstanding - totalCapturable(order);
  const awaits = ['pending', 'authorized'].includes(order.financialStatus);
  const forms: Html[] = [];
  if (totalCapturable(order) > 0) forms.push(happening(world, order, 'capture', 'Capture payment'));
  if (awaits) {
    forms.push(happening(world, order, 'void', 'Void payment'));
    forms.push(happening(world, order, 'expire', 'Let payment expire'));
  }
  if (open <= 0) return forms;
  const fields = [
    textField({ name: 'amount', label: 'Amount', value: formatAmount(open) }),
    textField({ name: 'gateway', label: 'Payment method', value: 'cash' }),
    selectField({
      name: 'status',
      label: 'Outcome',
      value: 'success',
      options: choices(['success', 'pending', 'failure']),
    }),
  ];
  return [...forms, happening(world, order, 'payment', 'Record payment', fields)];
}

function refundForms(world: World, order: Order): Html[] {
  return order.refunds.flatMap(({ id, transactions }) => {
    if (!transactions.some(({ status }) => status === 'pending')) return [];
    return [
      happening(world, order, 'settle-refund', 'Settle pending refund', part(id)),
      happening(world, order, 'fail-refund', 'Fail pending refund', part(id)),
    ];
  });
}

function returnForms(world: World, order: Order): Html[] {
  const underWay = (order.returns ?? []).flatMap(({ id, name, status }) => {
    if (status === 'closed') return [];
    return status === 'requested'
      ? [happening(world, order, 'approve-return', `Approve return ${name}`, part(id))]
      : [happening(world, order, 'close-return', `Close and refund return ${name}`, part(id))];
  });
  const shipped = order.fulfillments.filter(({ cancelledAt }) => cancelledAt === undefined);
  if (shipped.length === 0) return underWay;
  const variants = world.products.all().flatMap(({ title, handle, variants: sold }) =>
    sold.map((variant) => ({
      value: variant.id,
      label: `${title[world.shop.get().primaryLocale] ?? handle}, ${variant.title}`,
    })),
  );
  const fields = [
    selectField({
      name: 'line',
      label: 'Item that comes back',
      value: '',
      options: order.lines.map(({ id, title }) => ({ value: id, label: title })),
    }),
    textField({ name: 'quantity', label: 'Quantity', value: '1', type: 'number' }),
    selectField({
      name: 'instead',
      label: 'Sent instead',
      value: '',
      options: [{ value: '', label: 'Nothing: it is a return' }, ...variants],
    }),
  ];
  return [
    ...underWay,
    happening(world, order, 'return', 'Return or exchange', fields),
    ...shipped.map(({ id }) =>
      happening(world, order, 'cancel-fulfilment', 'Cancel shipment', part(id)),
    ),
  ];
}

function disputeForms(world: World, order: Order): Html[] {
  const isOpen = order.disputes?.some(({ status }) =>
    ['NEEDS_RESPONSE', 'UNDER_REVIEW'].includes(status),
  );
  const field = isOpen
    ? { name: 'decision', label: 'Decision', values: ['UNDER_REVIEW', 'WON', 'LOST', 'ACCEPTED'] }
    : { name: 'initiatedAs', label: 'Dispute', values: ['CHARGEBACK', 'INQUIRY'] };
  const { name, label, values } = field;
  const fields = [selectField({ name, label, value: '', options: choices(values) })];
  return isOpen
    ? [happening(world, order, 'decide-dispute', 'Decide dispute', fields)]
    : [happening(world, order, 'dispute', 'Open dispute', fields)];
}

/** Forms for what others do with an order: payers, customers, banks; staff decides little of it. */
export function happeningCards(world: World, order: Order): Html[] {
  const owner = order.customerId === null ? undefined : world.customers.get(order.customerId);
  const ownerField = textField({
    name: 'email',
    label: 'Customer’s e-mail address',
    value: owner?.email ?? '',
    hint: 'Empty for nobody.',
  });
  const money = [...paymentForms(world, order), ...refundForms(world, order)];
  const returns = returnForms(world, order);
  const { paid } = totalsOf(order, world.shop.get().taxesIncluded);
  return [
    ...(money.length > 0 && order.cancelledAt === null ? [card('Money on its way', money)] : []),
    ...(returns.length > 0 ? [card('Returns', returns)] : []),
    ...(paid > 0 ? [card('Dispute', disputeForms(world, order))] : []),
    card('Owner', [happening(world, order, 'customer', 'Move order', [ownerField])]),
  ];
}
