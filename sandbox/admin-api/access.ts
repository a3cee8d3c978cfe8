import { type GraphQLNamedType, type GraphQLResolveInfo, getNamedType } from 'graphql';

import { accessDenied } from './errors.ts';

/**
 * Access scopes, by hand: what each type and field says of its required access in the schema of 2026-10 (the
 * published list of offline scopes loses which of them are alternatives). One of the scopes named is enough;
 * a `write_` scope includes its `read_` one (https://shopify.dev/docs/api/usage/access-scopes).
 */
const ORDERS = ['read_orders', 'read_marketplace_orders'];
const PRODUCTS = ['read_products'];
const CUSTOMERS = ['read_customers'];
const DISCOUNTS = ['read_discounts'];
const STORE_CREDIT = ['read_store_credit_accounts'];
const STORE_CREDIT_TRANSACTIONS = ['read_store_credit_account_transactions'];
const COMPANIES = [...CUSTOMERS, 'read_companies'];

const BY_TYPE: Record<string, readonly string[]> = {
  Order: [...ORDERS, 'read_quick_sale'],
  LineItem: ORDERS,
  Refund: ORDERS,
  RefundLineItem: ORDERS,
  RefundShippingLine: ORDERS,
  OrderAdjustment: ORDERS,
  OrderTransaction: ORDERS,
  OrderDisputeSummary: ['read_orders'],
  Fulfillment: [
    ...ORDERS,
    'read_assigned_fulfillment_orders',
    'read_merchant_managed_fulfillment_orders',
    'read_third_party_fulfillment_orders',
    'read_marketplace_fulfillment_orders',
  ],
  Company: COMPANIES,
  CompanyLocation: COMPANIES,
  Customer: CUSTOMERS,
  CustomerEmailAddress: CUSTOMERS,
  CustomerPhoneNumber: CUSTOMERS,
  Collection: PRODUCTS,
  DiscountNode: DISCOUNTS,
  DiscountCodeNode: DISCOUNTS,
  DiscountAutomaticNode: DISCOUNTS,
  DiscountRedeemCode: DISCOUNTS,
  DiscountRedeemCodeBulkCreation: DISCOUNTS,
  GiftCard: ['read_gift_cards'],
  StoreCreditAccount: STORE_CREDIT,
  HasStoreCreditAccounts: STORE_CREDIT,
  StoreCreditAccountTransaction: STORE_CREDIT_TRANSACTIONS,
  StoreCreditAccountCreditTransaction: STORE_CREDIT_TRANSACTIONS,
  StoreCreditAccountDebitTransaction: STORE_CREDIT_TRANSACTIONS,
  Segment: CUSTOMERS,
  CustomerSegmentMember: CUSTOMERS,
  SegmentMembershipResponse: CUSTOMERS,
  Product: PRODUCTS,
  ProductVariant: PRODUCTS,
  ShopLocale: ['read_locales', 'read_markets_home'],
};

const BY_FIELD: Record<string, readonly string[]> = {
  'QueryRoot.ordersCount': ORDERS,
  'QueryRoot.customersCount': CUSTOMERS,
  'QueryRoot.productsCount': PRODUCTS,
  'QueryRoot.discountNodesCount': DISCOUNTS,
  'QueryRoot.segmentsCount': CUSTOMERS,
  'Mutation.customerUpdate': ['write_customers'],
};

/** Mutations that need one scope by what their names begin with. */
const BY_MUTATION: readonly (readonly [RegExp, string])[] = [
  [/^discount/, 'write_discounts'],
  [/^segment/, 'write_customers'],
  [/^storeCreditAccount/, 'write_store_credit_account_transactions'],
  [/^giftCard/, 'write_gift_cards'],
];

/** The scopes that setting a metafield needs: those that changing its owner needs. The app's own data needs none. */
const BY_METAFIELD_OWNER: Record<string, readonly string[]> = {
  Customer: ['write_customers'],
  AppInstallation: [],
};

/**
 * Refuses a field whose own access, or that of the type it returns, the token does not have.
 * @throws GraphQLError ACCESS_DENIED
 */
export function requireFieldAccess(scopes: ReadonlySet<string>, info: GraphQLResolveInfo): void {
  const returned = getNamedType(info.returnType);
  const needed =
    BY_FIELD[`${info.parentType.name}.${info.fieldName}`] ??
    byMutation(info) ??
    byReturned(returned);
  requireOneOf(scopes, needed, info.fieldName);
}

/**
 * Refuses an object that was found by a global id and whose type the token may not see.
 * @throws GraphQLError ACCESS_DENIED
 */
export function requireTypeAccess(scopes: ReadonlySet<string>, type: string, field: string): void {
  requireOneOf(scopes, BY_TYPE[type] ?? [], field);
}

/**
 * Refuses setting metafields of an owner that the token may not change.
 * @returns false when the sandbox keeps no metafields for owners of this type
 * @throws GraphQLError ACCESS_DENIED
 */
export function requireMetafieldAccess(scopes: ReadonlySet<string>, ownerType: string): boolean {
  const needed = BY_METAFIELD_OWNER[ownerType];
  if (needed) requireOneOf(scopes, needed, 'metafieldsSet');
  return needed !== undefined;
}

/**
 * Refuses what needs a scope besides.
 * @throws GraphQLError ACCESS_DENIED
 */
export function requireScope(scopes: ReadonlySet<string>, scope: string, field: string): void {
  requireOneOf(scopes, [scope], field);
}

function byMutation({ parentType, fieldName }: GraphQLResolveInfo): readonly string[] | undefined {
  if (parentType.name !== 'Mutation') return undefined;
  const found = BY_MUTATION.find(([name]) => name.test(fieldName));
  return found && [found[1]];
}

/** A connection needs what its nodes need. */
function byReturned(type: GraphQLNamedType): readonly string[] {
  return BY_TYPE[type.name.replace(/Connection$/, '')] ?? [];
}

function requireOneOf(scopes: ReadonlySet<string>, needed: readonly string[], field: string): void {
  if (needed.length === 0 || needed.some((scope) => grants(scopes, scope))) return;
  const named = needed.map((scope) => `\`${scope}\` access scope`);
  throw accessDenied(field, `${named.join(' or ')}.`);
}

function grants(scopes: ReadonlySet<string>, scope: string): boolean {
  return scopes.has(scope) || scopes.has(scope.replace(/^read_/, 'write_'));
}
