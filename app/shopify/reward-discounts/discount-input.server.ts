import { writeMinor } from '#app/loyalty/money.ts';
import type { DiscountTerms } from '#app/loyalty/rewards/discount-terms.ts';

import type {
  DiscountCodeBasicInput,
  DiscountCodeFreeShippingInput,
} from '../generated/operations.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import type { PricedProduct } from './product-prices.server.ts';

/** A native discount as it is to be created. */
export interface DiscountPlan {
  readonly terms: DiscountTerms;
  /** What merchants and customers read. */
  readonly title: string;
  readonly firstCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  /** Of a free product. */
  readonly product: PricedProduct | null;
}

/** As which of Shopify's discounts a plan is created. */
export type DiscountInput =
  | { readonly kind: 'amount'; readonly input: DiscountCodeBasicInput }
  | { readonly kind: 'shipping'; readonly input: DiscountCodeFreeShippingInput };

/**
 * A plan in Shopify's words. Each code can be used once, by whoever has it: it is a secret of the member's, and a
 * condition on customers would keep her from using it while she is not signed in, or while Shopify still works out a segment.
 */
export function toDiscountInput({
  terms,
  title,
  firstCode,
  startsAt,
  endsAt,
  product,
}: DiscountPlan): DiscountInput {
  const common = {
    ...conditionsOf(terms, endsAt),
    title,
    code: firstCode,
    startsAt: startsAt.toISOString(),
  };
  if (terms.gives.kind === 'shipping')
    return { kind: 'shipping', input: shippingInput(terms, common) };
  const items = itemsOf(terms, product);
  return {
    kind: 'amount',
    input: { ...common, customerGets: { items, value: valueOf(terms, product) } },
  };
}

/** All that a discount asks of a cart and its buyer. */
export function conditionsOf(
  { combines, minimumCart, currency }: DiscountTerms,
  endsAt: Date | null,
) {
  return {
    endsAt: endsAt?.toISOString() ?? null,
    usageLimit: 1,
    appliesOncePerCustomer: false,
    combinesWith: {
      orderDiscounts: combines.order,
      productDiscounts: combines.product,
      shippingDiscounts: combines.shipping,
    },
    context: { all: 'ALL' as const },
    minimumRequirement:
      minimumCart === 0
        ? null
        : { subtotal: { greaterThanOrEqualToSubtotal: writeMinor(minimumCart, currency) } },
  };
}

/** All that a discount on shipping asks and gives. */
export function shippingInput(
  { gives, currency }: DiscountTerms,
  common: DiscountCodeFreeShippingInput,
): DiscountCodeFreeShippingInput {
  const upTo = gives.kind === 'shipping' ? gives.upTo : null;
  const maximumShippingPrice = upTo === null ? null : writeMinor(upTo, currency);
  return { ...common, destination: { all: true }, maximumShippingPrice };
}

/** What a discount on a free product takes off, once its price is another. */
export function toPriceChange(
  terms: DiscountTerms,
  product: PricedProduct,
): DiscountCodeBasicInput {
  return { customerGets: { value: valueOf(terms, product) } };
}

type CustomerGets = NonNullable<DiscountCodeBasicInput['customerGets']>;
type Value = NonNullable<CustomerGets['value']>;
export type Items = NonNullable<CustomerGets['items']>;

/** What a discount takes off. */
export function valueOf({ gives, currency }: DiscountTerms, product: PricedProduct | null): Value {
  switch (gives.kind) {
    case 'percentage':
      return { percentage: gives.percent / 100 };
    case 'amount':
      return amountOff(gives.amount, currency);
    case 'product':
      // The price of one unit, taken off all units together: a hundred per cent would make every unit free.
      return amountOff(product?.price ?? 0, currency);
    case 'shipping':
      return {};
  }
}

function amountOff(amount: number, currency: string): Value {
  return { discountAmount: { amount: writeMinor(amount, currency), appliesOnEachItem: false } };
}

/**
 * On what a discount is given.
 * @param product of a free product
 */
export function itemsOf({ items }: DiscountTerms, product: PricedProduct | null): Items {
  if (product) return itemsOfProduct(product);
  switch (items.kind) {
    case 'all':
      return { all: true };
    case 'products':
      return { products: { productsToAdd: items.ids.map((id) => toGid('Product', id)) } };
    case 'collections':
      return { collections: { add: items.ids.map((id) => toGid('Collection', id)) } };
  }
}

function itemsOfProduct({ id, kind }: PricedProduct): Items {
  const gids = [toGid(kind, id)];
  return kind === 'Product'
    ? { products: { productsToAdd: gids } }
    : { products: { productVariantsToAdd: gids } };
}
