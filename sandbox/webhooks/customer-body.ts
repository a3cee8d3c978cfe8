import type { Address, Customer } from '../store/customer-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { rawId, shopTime } from './wire.ts';

function nameOf(address: Address): string {
  return [address.firstName, address.lastName].filter(Boolean).join(' ');
}

/** An address of an order: it belongs to no customer and has no id. */
export function orderAddressBody(address: Address): object {
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: null,
    country: address.country,
    last_name: address.lastName,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: nameOf(address),
    country_code: address.countryCode,
    province_code: null,
  };
}

function customerAddressBody(customer: Customer, address: Address): object {
  return {
    // The store keeps one address a customer and gives it no id of its own.
    id: rawId((BigInt(customer.id) + 1n).toString()),
    customer_id: rawId(customer.id),
    first_name: address.firstName,
    last_name: address.lastName,
    company: null,
    address1: address.address1,
    address2: null,
    city: address.city,
    province: null,
    country: address.country,
    zip: address.zip,
    phone: address.phone,
    name: nameOf(address),
    province_code: null,
    country_code: address.countryCode,
    country_name: address.country,
    default: true,
  };
}

/**
 * A customer inside an order. Since 2025-01 without tags, marketing consent and purchase figures, see
 * https://shopify.dev/changelog/new-customer-s-webhook-and-changes-to-existing-customer-s-webhooks-payload
 */
export function orderCustomerBody(customer: Customer, shop: SandboxShop): Record<string, unknown> {
  return {
    id: rawId(customer.id),
    email: customer.email,
    created_at: shopTime(customer.createdAt, shop),
    updated_at: shopTime(customer.updatedAt, shop),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state,
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: false,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    ...(customer.address && { default_address: customerAddressBody(customer, customer.address) }),
  };
}

/** Body of `customers/create` and `customers/update`: a customer with all addresses. */
export function customerBody(customer: Customer, shop: SandboxShop): Record<string, unknown> {
  const address = customer.address && customerAddressBody(customer, customer.address);
  return { ...orderCustomerBody(customer, shop), addresses: address ? [address] : [] };
}

/** Body of `customers/delete`, see https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customers/delete */
export function deletedCustomerBody(customer: Customer): Record<string, unknown> {
  return {
    id: rawId(customer.id),
    phone: customer.phone,
    addresses: [],
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
  };
}
