import { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails, GuestContact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import { CustomerBody, OrderBody } from './order-body.server.ts';
import { partsOfBody } from './order-body-parts.server.ts';
import { wasPaidByGiftCard } from './order-course.server.ts';
import { assembleOrderFact } from './order-parts.server.ts';
import { storableTextOrNull } from '../wire/storable-text.server.ts';

/** An order of a webhook, with whether its body leaves out something of it that only the Admin API tells. */
export interface WebhookOrder {
  readonly order: ReadOrder;
  /**
   * Part of it was paid by gift card. Bodies of orders list gateways but no transactions, so how much it was is not
   * known: the fact is not complete.
   */
  readonly lacksPayments: boolean;
}

/**
 * Reads the whole order that a webhook carries.
 * @param body the parsed JSON of an `orders/*` delivery that carries the order itself
 * @throws ZodError or AmountError for what is no order
 */
export function readOrderWebhook(body: unknown): WebhookOrder {
  const order = OrderBody.parse(body);
  const customer = order.customer ?? null;
  return {
    order: {
      fact: assembleOrderFact(partsOfBody(order)),
      customer: customer && customerDetails(customer, order.customer_locale ?? null),
      guest: customer ? null : guestOf(order),
      source: 'webhook',
      chargedBack: 'unknown',
    },
    lacksPayments: wasPaidByGiftCard(order.payment_gateway_names),
  };
}

/**
 * Reads the customer that a webhook carries.
 * @param body the parsed JSON of a `customers/*` delivery
 * @throws ZodError for what is no customer
 */
export function readCustomerWebhook(body: unknown): CustomerDetails {
  return customerDetails(CustomerBody.parse(body), null);
}

function customerDetails(customer: CustomerBody, locale: string | null): CustomerDetails {
  return {
    customerId: CustomerId.parse(customer.id),
    firstName: storableTextOrNull(customer.first_name),
    lastName: storableTextOrNull(customer.last_name),
    email: storableTextOrNull(customer.email),
    phone: storableTextOrNull(customer.phone),
    locale: storableTextOrNull(locale),
    verifiedEmail: customer.verified_email ?? false,
  };
}

/** Where Shopify knows no address it writes an empty one. */
function guestOf({ email, contact_email, phone }: OrderBody): GuestContact {
  const known = [email, contact_email].find((address) => address !== '' && address !== null);
  return {
    email: storableTextOrNull(known),
    phone: phone === '' ? null : storableTextOrNull(phone),
  };
}
