import { totalsOf } from '../../commands/totals.ts';
import type { Customer } from '../../store/customer-types.ts';
import { consentState } from '../../webhooks/customer-change-body.ts';
import { fieldsOf } from '../context.ts';
import { storeCreditAccountsOf } from '../credit/store-credit-objects.ts';
import { ordersOfCustomer, visibleOrdersOfCustomer } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoney } from '../money.ts';
import { metafieldFieldsOf } from './metafield.ts';
import { toOrderConnection } from './orders.ts';

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
          marketingState: consentState(customer).toUpperCase(),
          marketingOptInLevel: customer.consentUpdatedAt === undefined ? null : 'SINGLE_OPT_IN',
          marketingUpdatedAt: customer.consentUpdatedAt ?? null,
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
  // Everything the customer has ordered counts, also what the token may not see any more.
  numberOfOrders: (customer, _arguments, context) =>
    String(ordersOfCustomer(context, customer.id).length),
  amountSpent: (customer, _arguments, context) => {
    const { taxesIncluded, currency } = context.world.shop.get();
    const spent = ordersOfCustomer(context, customer.id)
      .map((order) => totalsOf(order, taxesIncluded))
      .reduce((sum, totals) => sum + totals.paid - totals.refunded, 0);
    return toMoney(spent, currency);
  },
  orders: (customer, arguments_, context) =>
    toOrderConnection('Customer.orders', visibleOrdersOfCustomer(context, customer.id), arguments_),
  lastOrder: (customer, _arguments, context) =>
    visibleOrdersOfCustomer(context, customer.id).toSorted((one, other) =>
      other.processedAt.localeCompare(one.processedAt),
    )[0] ?? null,
  storeCreditAccounts: storeCreditAccountsOf,
  ...metafieldFieldsOf('Customer'),
});
