import type { Address, Customer } from '../../store/customer-types.ts';
import type { Order } from '../../store/order-types.ts';
import { RefusedByShop } from '../../commands/command-types.ts';
import type { PricedCart } from '../cart/cart.ts';
import { discountCart, discountVisit } from '../cart/discounts.ts';
import { inLocale } from '../locale.ts';
import type { MailLine } from '../mails/order-confirmation-mail.ts';
import { findCustomer } from '../account/customers.ts';
import type { Visit } from '../visit.ts';
import type { CheckoutForm } from './checkout-form.ts';
import { creditPayments } from './credit.ts';

function addressOf(form: CheckoutForm): Address {
  const country = new Intl.DisplayNames('en', { type: 'region' }).of(form.country);
  return {
    firstName: form.first_name,
    lastName: form.last_name,
    address1: form.address1,
    zip: form.zip,
    city: form.city,
    countryCode: form.country,
    country: country ?? form.country,
    phone: form.phone || null,
  };
}

/**
 * Turns a paid cart into an order. Its customer is who is signed in, or whoever has the e-mail address: a checkout makes
 * a customer of every new address, without an account
 * (https://help.shopify.com/en/manual/customers/manage-customers#customer-profiles). The cart's attributes become the order's `note_attributes`
 * (https://shopify.dev/docs/api/liquid/objects/cart#cart-attributes).
 * @throws RefusedByShop when the shop cannot take the order
 */
export function placeOrder(visit: Visit, priced: PricedCart, form: CheckoutForm): Order {
  const customer = customerOf(visit, form);
  const { codes, subtotal, shipping } = discountsFor(visit, priced, customer, form.email);
  return visit.world.commands.placeOrder({
    customerId: customer.id,
    email: form.email,
    phone: form.phone || null,
    locale: visit.locale,
    lines: priced.lines.map(({ variant, line }) => ({
      variantId: variant.id,
      quantity: line.quantity,
    })),
    discountCodes: codes.flatMap(({ code, applicable }) => (applicable ? [{ code }] : [])),
    noteAttributes: Object.entries(priced.cart.attributes).map(([name, value]) => ({
      name,
      value,
    })),
    sourceName: 'web',
    address: addressOf(form),
    payment: 'paid',
    payments: creditPayments(visit, subtotal + shipping, form.store_credit !== undefined),
  });
}

/**
 * The discounts that the order gets now that it is known who buys.
 * @throws RefusedByShop when one that applied so far does not: nobody pays more than she was shown
 */
function discountsFor(visit: Visit, priced: PricedCart, customer: Customer, email: string) {
  const shown = discountVisit(visit, priced).codes.filter(({ applicable }) => applicable);
  const buyer = { customerId: customer.id, email };
  const discounts = discountCart(visit.world, priced, buyer);
  const lost = discounts.refused.find(({ code }) => shown.some((one) => one.code === code));
  if (lost) throw new RefusedByShop(`The discount code ${lost.code} ${lost.reason}.`);
  return discounts;
}

function customerOf({ world, customer, locale }: Visit, form: CheckoutForm): Customer {
  const known = customer ?? findCustomer(world, form.email);
  if (known) return known;
  return world.commands.createCustomer({
    firstName: form.first_name,
    lastName: form.last_name,
    email: form.email,
    locale,
    state: 'disabled',
    address: addressOf(form),
  });
}

/** The order's lines with their titles in the order's language, for the mail. */
export function mailLines({ world }: Visit, order: Order): MailLine[] {
  return order.lines.map((line) => {
    const product = world.products.get(line.productId);
    const title = product ? inLocale(product.title, order.locale, world.shop.get()) : line.title;
    const several = (product?.variants.length ?? 1) > 1;
    return {
      title: several ? `${title}, ${line.variantTitle}` : title,
      quantity: line.quantity,
      price: line.price * line.quantity - line.discount,
    };
  });
}
