import type { Customer } from '../../store/customer-types.ts';
import { toConnection } from '../connection.ts';
import type { Arguments } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { type Searchable, toFilter } from '../search.ts';

const SORT_VALUES: Readonly<Record<string, (customer: Customer) => string>> = {
  ID: (customer) => customer.id.padStart(20, '0'),
  CREATED_AT: (customer) => customer.createdAt,
  UPDATED_AT: (customer) => customer.updatedAt,
  NAME: (customer) => `${customer.lastName ?? ''}, ${customer.firstName ?? ''}`,
};

const SEARCHABLE: Readonly<Record<string, Searchable<Customer>>> = {
  id: { kind: 'id', of: (customer) => customer.id },
  customer_date: { kind: 'time', of: (customer) => customer.createdAt },
  updated_at: { kind: 'time', of: (customer) => customer.updatedAt },
  email: { kind: 'word', of: (customer) => [customer.email ?? ''] },
  phone: { kind: 'word', of: (customer) => [customer.phone ?? ''] },
  first_name: { kind: 'word', of: (customer) => [customer.firstName ?? ''] },
  last_name: { kind: 'word', of: (customer) => [customer.lastName ?? ''] },
  tag: { kind: 'word', of: (customer) => customer.tags },
  state: { kind: 'word', of: (customer) => [customer.state] },
  accepts_marketing: { kind: 'word', of: (customer) => [String(customer.acceptsMarketing)] },
};

/** A predicate from the `query` argument of a field that lists customers. */
export function toCustomerFilter(field: string, query: unknown): (customer: Customer) => boolean {
  return toFilter(field, query, SEARCHABLE);
}

/** A page of customers by `query`, `sortKey`, `reverse` and the paging arguments; `field` names them in errors. */
export function toCustomerConnection(
  field: string,
  customers: readonly Customer[],
  arguments_: Arguments,
) {
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting ${field} by ${sortKey}`);
  return toConnection(customers.filter(toCustomerFilter(field, arguments_['query'])), arguments_, {
    idOf: (customer) => customer.id,
    valueOf,
  });
}
