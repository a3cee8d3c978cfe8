import { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';

import type { CustomerContactFragment } from '../generated/operations.server.ts';
import { fromGid } from '../admin-api/gid.server.ts';
import { storableTextOrNull } from '../wire/storable-text.server.ts';

/**
 * A customer of the Admin API in the app's terms.
 * @param locale the language that an order was placed in, which goes before that of the customer
 */
export function readApiCustomer(
  customer: CustomerContactFragment,
  locale: string | null = null,
): CustomerDetails {
  return {
    customerId: CustomerId.parse(fromGid('Customer', customer.id)),
    firstName: storableTextOrNull(customer.firstName),
    lastName: storableTextOrNull(customer.lastName),
    email: storableTextOrNull(customer.defaultEmailAddress?.emailAddress),
    phone: storableTextOrNull(customer.defaultPhoneNumber?.phoneNumber),
    locale: storableTextOrNull(locale ?? customer.locale),
    verifiedEmail: customer.verifiedEmail,
  };
}
