import type { Customer } from '../../../store/customer-types.ts';
import type { Visit } from '../../visit.ts';
import { metafieldsOf } from './metafields.ts';
import { addressObject, orderObject, orderRefunded, orderSubtotal } from './order.ts';

/**
 * https://shopify.dev/docs/api/liquid/objects/customer: there only for who is signed in.
 * @param forApp see `metafieldsOf`
 */
export function customerObject(visit: Visit, customer: Customer, forApp: boolean) {
  const orders = visit.world.orders
    .all()
    .filter((order) => order.customerId === customer.id)
    .sort((left, right) => right.processedAt.localeCompare(left.processedAt));
  const address = addressObject(customer.address, visit.locale);
  return {
    id: customer.id,
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: [customer.firstName, customer.lastName].filter(Boolean).join(' '),
    has_account: customer.state === 'enabled',
    accepts_marketing: customer.acceptsMarketing,
    tags: customer.tags,
    default_address: address,
    addresses: address ? [address] : [],
    orders: orders.map((order) => orderObject(visit, order)),
    orders_count: orders.length,
    total_spent: orders
      .filter((order) => order.cancelledAt === null)
      .reduce((sum, o) => sum + orderSubtotal(o) + o.shipping - orderRefunded(o), 0),
    metafields: metafieldsOf(visit.world, `gid://shopify/Customer/${customer.id}`, forApp),
  };
}
