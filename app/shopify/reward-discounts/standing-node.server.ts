import { z } from 'zod';

import { parseMinor } from '#app/loyalty/money.ts';
import type {
  StandingItems,
  StandingTerms,
  StandingValue,
} from '#app/loyalty/rewards/standing-terms.ts';

import { fromGid } from '../admin-api/gid.server.ts';

/** A discount with codes as Shopify has it. */
export interface StandingDiscount {
  readonly terms: StandingTerms;
  /** When it was changed last, by Shopify's clock. */
  readonly updatedAt: Date;
  /** How many codes it has; null where there are more than Shopify counts. */
  readonly codes: number | null;
}

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What cannot be counted is no answer. */
const Money = z
  .object({
    amount: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/),
    currencyCode: z.string().regex(/^[A-Z]{3}$/),
  })
  .transform(({ amount, currencyCode: currency }) => ({
    amount: parseMinor(amount, currency),
    currency,
  }));

const COMMON = {
  updatedAt: Moment,
  startsAt: Moment,
  endsAt: Moment.nullable(),
  usageLimit: z.number().int().nullable(),
  appliesOncePerCustomer: z.boolean(),
  codesCount: z.object({ count: z.number().int(), precision: z.string() }).nullable(),
  combinesWith: z.object({
    orderDiscounts: z.boolean(),
    productDiscounts: z.boolean(),
    shippingDiscounts: z.boolean(),
  }),
  context: z.object({ __typename: z.string() }),
  minimumRequirement: z
    .union([
      z.object({
        __typename: z.literal('DiscountMinimumSubtotal'),
        greaterThanOrEqualToSubtotal: Money,
      }),
      z.object({ __typename: z.literal('DiscountMinimumQuantity') }),
    ])
    .nullable(),
};

const Purchases = { appliesOnOneTimePurchase: z.boolean(), appliesOnSubscription: z.boolean() };

const Value = z.union([
  z.object({ __typename: z.literal('DiscountPercentage'), percentage: z.number() }),
  z.object({
    __typename: z.literal('DiscountAmount'),
    appliesOnEachItem: z.boolean(),
    amount: Money,
  }),
  z.object({ __typename: z.literal('DiscountOnQuantity') }),
]);

const idsOf = (kind: 'Product' | 'ProductVariant' | 'Collection') =>
  z
    .object({ nodes: z.array(z.object({ id: z.string() })) })
    .transform(({ nodes }) => nodes.map(({ id }) => fromGid(kind, id)));

const Items = z.union([
  z.object({ __typename: z.literal('AllDiscountItems') }),
  z.object({
    __typename: z.literal('DiscountProducts'),
    products: idsOf('Product'),
    productVariants: idsOf('ProductVariant'),
  }),
  z.object({ __typename: z.literal('DiscountCollections'), collections: idsOf('Collection') }),
]);

const Basic = z.object({
  __typename: z.literal('DiscountCodeBasic'),
  ...COMMON,
  customerGets: z.object({ ...Purchases, value: Value, items: Items }),
});

const FreeShipping = z.object({
  __typename: z.literal('DiscountCodeFreeShipping'),
  ...COMMON,
  ...Purchases,
  maximumShippingPrice: Money.nullable(),
  destinationSelection: z.object({ __typename: z.string() }),
});

/** What the fragment `StandingDiscountNode` asks for. */
export const StandingNode = z
  .object({ id: z.string(), codeDiscount: z.union([Basic, FreeShipping]) })
  .transform(({ codeDiscount }): StandingDiscount => {
    const { codesCount } = codeDiscount;
    return {
      terms: termsOf(codeDiscount),
      updatedAt: codeDiscount.updatedAt,
      codes: codesCount?.precision === 'EXACT' ? codesCount.count : null,
    };
  });

type Found = z.infer<typeof Basic> | z.infer<typeof FreeShipping>;

function termsOf(found: Found): StandingTerms {
  const { combinesWith, minimumRequirement } = found;
  const common = {
    startsAt: found.startsAt,
    endsAt: found.endsAt,
    usageLimit: found.usageLimit,
    oncePerCustomer: found.appliesOncePerCustomer,
    forAllBuyers: found.context.__typename === 'DiscountBuyerSelectionAll',
    combines: {
      order: combinesWith.orderDiscounts,
      product: combinesWith.productDiscounts,
      shipping: combinesWith.shippingDiscounts,
    },
    minimum: minimumOf(minimumRequirement),
  };
  if (found.__typename === 'DiscountCodeFreeShipping') {
    const everywhere = found.destinationSelection.__typename === 'DiscountCountryAll';
    return {
      ...common,
      value: { kind: 'shipping', upTo: found.maximumShippingPrice, everywhere },
      items: { kind: 'all' },
      forSinglePurchases: isForSingle(found),
    };
  }
  const { customerGets } = found;
  return {
    ...common,
    value: valueOf(customerGets.value),
    items: itemsOf(customerGets.items),
    forSinglePurchases: isForSingle(customerGets),
  };
}

function minimumOf(minimum: Found['minimumRequirement']): StandingTerms['minimum'] {
  if (minimum === null) return null;
  return minimum.__typename === 'DiscountMinimumQuantity'
    ? 'quantity'
    : minimum.greaterThanOrEqualToSubtotal;
}

function isForSingle(given: {
  readonly appliesOnOneTimePurchase: boolean;
  readonly appliesOnSubscription: boolean;
}): boolean {
  return given.appliesOnOneTimePurchase && !given.appliesOnSubscription;
}

function valueOf(value: z.infer<typeof Value>): StandingValue {
  switch (value.__typename) {
    case 'DiscountPercentage':
      return { kind: 'percentage', percent: value.percentage * 100 };
    case 'DiscountAmount':
      return { kind: 'amount', ...value.amount, onEachItem: value.appliesOnEachItem };
    case 'DiscountOnQuantity':
      return { kind: 'other' };
  }
}

function itemsOf(items: z.infer<typeof Items>): StandingItems {
  switch (items.__typename) {
    case 'AllDiscountItems':
      return { kind: 'all' };
    case 'DiscountProducts':
      return { kind: 'products', products: items.products, variants: items.productVariants };
    case 'DiscountCollections':
      return { kind: 'collections', collections: items.collections };
  }
}
