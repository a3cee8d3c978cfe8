import { totalsOf } from '../../commands/totals.ts';
import type { Customer, Order } from '../../store/types.ts';
import { type RequestContext, fieldsOf } from '../context.ts';
import { visibleOrders } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoney } from '../money.ts';
import { metafieldFieldsOf } from './metafield.ts';
import { toOrderConnection } from './orders.ts';

function ordersOf(customer: Customer, context: RequestContext): readonly Order[] {
  return visibleOrders(context).filter((order) => order.customerId === customer.id);
}

/** Everything the customer has ordered counts, also what the token may not see any more. */
function allOrdersOf(customer: Customer, { world }: RequestContext): readonly Order[] {
  return world.orders.all().filter((order) => order.customerId === customer.id);
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Customer */
export const customerFields = fieldsOf<Customer>({
  id: (customer) => toGid('Customer', customer.id),
  legacyResourceId: (customer) => customer.id,
  firstName: (customer) => customer.firstName,
  lastName: (customer) => customer.lastName,
  // "Full name … If both the first and last names aren't specified, then e-mail, then phone."
  displayName: (customer) =>
    [customer.firstName, customer.lastName].filter(Boolean).join(' ') ||
    (customer.email ?? customer.phone ?? ''),
  defaultEmailAddress: (customer) =>
    customer.email === null
      ? null
      : {
          emailAddress: customer.email,
          marketingState: customer.acceptsMarketing ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
          validFormat: true,
        },
  defaultPhoneNumber: (customer) =>
    customer.phone === null ? null : { phoneNumber: customer.phone },
  verifiedEmail: (customer) => customer.verifiedEmail,
  locale: (customer) => customer.locale,
  state: (customer) => customer.state.toUpperCase(),
  tags: (customer) => customer.tags,
  note: (customer) => customer.note,
  createdAt: (customer) => customer.createdAt,
  updatedAt: (customer) => customer.updatedAt,
  numberOfOrders: (customer, _arguments, context) => String(allOrdersOf(customer, context).length),
  amountSpent: (customer, _arguments, context) => {
    const { taxesIncluded, currency } = context.world.shop.get();
    const spent = allOrdersOf(customer, context)
      .map((order) => totalsOf(order, taxesIncluded))
      .reduce((sum, totals) => sum + totals.paid - totals.refunded, 0);
    return toMoney(spent, currency);
  },
  orders: (customer, arguments_, context) =>
    toOrderConnection('Customer.orders', ordersOf(customer, context), arguments_),
  lastOrder: (customer, _arguments, context) =>
    ordersOf(customer, context).toSorted((one, other) =>
      other.processedAt.localeCompare(one.processedAt),
    )[0] ?? null,
  ...metafieldFieldsOf('Customer'),
});
