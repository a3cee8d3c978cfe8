import type { Id } from '../store/scalars.ts';
import type { Customer } from '../store/customer-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { type Commands, RefusedByShop } from './command-types.ts';
import { type CommandContext, findCustomer, presentTime } from './context.ts';
import { tagsTold } from './tags.ts';

/**
 * E-mail addresses and phone numbers belong to one customer, and a customer has one of them or a name; see the user
 * errors of https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerCreate
 */
function refuseUnlessValid(context: CommandContext, customer: Customer): void {
  const { email, phone, firstName, lastName } = customer;
  if (!email && !phone && !firstName && !lastName) {
    throw new RefusedByShop('A customer needs a name, an e-mail address or a phone number.');
  }
  const wanted = email?.toLowerCase();
  // Whoever keeps both asks for nothing that others could have: looking through all of them is for those who do not.
  const known = context.customers.get(customer.id);
  const isNewEmail = wanted !== undefined && wanted !== known?.email?.toLowerCase();
  const isNewPhone = Boolean(phone) && phone !== known?.phone;
  if (!isNewEmail && !isNewPhone) return;
  for (const other of context.customers.all()) {
    if (other.id === customer.id) continue;
    if (isNewEmail && other.email?.toLowerCase() === wanted) {
      throw new RefusedByShop(`Another customer already has the e-mail address ${email}.`);
    }
    if (isNewPhone && other.phone === phone) {
      throw new RefusedByShop(`Another customer already has the phone number ${phone}.`);
    }
  }
}

/** Adds a customer; announces `customers/create`. */
export function createCustomer(
  context: CommandContext,
  wanted: Parameters<Commands['createCustomer']>[0],
): Customer {
  const time = presentTime(context);
  const customer: Customer = {
    id: context.newId(),
    phone: null,
    state: 'disabled',
    verifiedEmail: true,
    acceptsMarketing: false,
    tags: [],
    note: null,
    address: null,
    createdAt: time,
    updatedAt: time,
    ...(wanted.acceptsMarketing && { consentUpdatedAt: time }),
    ...wanted,
  };
  refuseUnlessValid(context, customer);
  context.customers.put(customer);
  context.announce([{ topic: 'customers/create', customer }]);
  return customer;
}

/** Who says something else about e-mails than before says it now. */
function withConsent(context: CommandContext, before: Customer, after: Customer): Customer {
  if (before.acceptsMarketing === after.acceptsMarketing) return after;
  return { ...after, consentUpdatedAt: presentTime(context) };
}

function consentTold(before: Customer, customer: Customer): Announcement[] {
  return before.acceptsMarketing === customer.acceptsMarketing
    ? []
    : [{ topic: 'customers_email_marketing_consent/update', customer }];
}

/**
 * Changes a customer; announces `customers/update` and, which that does not contain,
 * `customers_email_marketing_consent/update`, `customer.tags_added` and `customer.tags_removed`.
 */
export function updateCustomer(
  context: CommandContext,
  id: Id,
  change: Parameters<Commands['updateCustomer']>[1],
): Customer {
  const before = findCustomer(context, id);
  if (before.erasedAt !== undefined) {
    throw new RefusedByShop('The personal data of this customer has been erased for good.');
  }
  const changed = { ...before, ...change, updatedAt: presentTime(context) };
  const customer = withConsent(context, before, changed);
  refuseUnlessValid(context, customer);
  context.customers.put(customer);
  context.announce([
    { topic: 'customers/update', customer },
    ...consentTold(before, customer),
    ...tagsTold(context, before, customer),
  ]);
  return customer;
}

/**
 * Deletes a customer who has never ordered; announces `customers/delete`. A customer with orders stays, see
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerDelete
 */
export function deleteCustomer(context: CommandContext, id: Id): void {
  const customer = findCustomer(context, id);
  if (context.orders.all().some((order) => order.customerId === id)) {
    throw new RefusedByShop('A customer who has placed orders cannot be deleted.');
  }
  context.customers.delete(id);
  context.announce([{ topic: 'customers/delete', customer }]);
}
