import type { Order } from '../../store/order-types.ts';
import { type RequestContext, typed } from '../context.ts';
import { findCustomer } from '../find.ts';
import { toGid } from '../gid.ts';

/** Who bought: a customer, or in a B2B order a company, https://shopify.dev/docs/api/admin-graphql/2026-10/unions/PurchasingEntity */
export function purchasingEntityOf(order: Order, context: RequestContext): object | null {
  const { company, customerId } = order;
  if (company) {
    return typed('PurchasingCompany', {
      company: { id: toGid('Company', company.id), name: company.name },
      location: { id: toGid('CompanyLocation', company.locationId), name: company.locationName },
    });
  }
  const customer = customerId === null ? null : findCustomer(context, customerId);
  return customer && typed('Customer', customer);
}

/** The status that an order's returns come to: what is asked for first, then what is under way, then what came back. */
export function returnStatusOf(order: Order): string {
  const statuses = new Set((order.returns ?? []).map(({ status }) => status));
  if (statuses.has('requested')) return 'RETURN_REQUESTED';
  if (statuses.has('open')) return 'IN_PROGRESS';
  return statuses.has('closed') ? 'RETURNED' : 'NO_RETURN';
}
