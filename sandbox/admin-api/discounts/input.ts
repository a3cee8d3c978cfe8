import { z } from 'zod';

import { notImplemented } from '../errors.ts';

const ids = z.array(z.string()).nullish();
/** The schema's `Decimal` and `UnsignedInt64` are strings; numbers are coerced. */
const Decimal = z.union([z.string(), z.number()]).transform(Number);

const Items = z.strictObject({
  all: z.boolean().nullish(),
  collections: z.strictObject({ add: ids, remove: ids }).nullish(),
  products: z
    .strictObject({
      productsToAdd: ids,
      productsToRemove: ids,
      productVariantsToAdd: ids,
      productVariantsToRemove: ids,
    })
    .nullish(),
});
export type ItemsInput = z.infer<typeof Items>;

/** The shop sells nothing by subscription: a discount is for what is bought once, which is the schema's default. */
const BOUGHT_ONCE = {
  appliesOnOneTimePurchase: z.literal(true).nullish(),
  appliesOnSubscription: z.literal(false).nullish(),
};

const Gets = z.strictObject({
  ...BOUGHT_ONCE,
  items: Items.nullish(),
  value: z
    .strictObject({
      percentage: z.number().nullish(),
      discountAmount: z
        .strictObject({ amount: Decimal.nullish(), appliesOnEachItem: z.boolean().nullish() })
        .nullish(),
      discountOnQuantity: z
        .strictObject({
          quantity: Decimal.nullish(),
          effect: z.strictObject({ percentage: z.number().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type GetsInput = z.infer<typeof Gets>;

const Buys = z.strictObject({
  isOneTimePurchase: z.literal(true).nullish(),
  isSubscription: z.literal(false).nullish(),
  items: Items.nullish(),
  value: z.strictObject({ quantity: Decimal.nullish(), amount: Decimal.nullish() }).nullish(),
});
export type BuysInput = z.infer<typeof Buys>;

const Audience = z.strictObject({ add: ids, remove: ids });

/** The fields of all inputs of native discounts, as far as the sandbox knows what they do. */
const Input = z.strictObject({
  ...BOUGHT_ONCE,
  title: z.string().nullish(),
  code: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  usageLimit: z.number().int().nullish(),
  appliesOncePerCustomer: z.boolean().nullish(),
  combinesWith: z
    .strictObject({
      orderDiscounts: z.boolean().nullish(),
      productDiscounts: z.boolean().nullish(),
      shippingDiscounts: z.boolean().nullish(),
    })
    .nullish(),
  context: z
    .strictObject({
      all: z.literal('ALL').nullish(),
      customers: Audience.nullish(),
      customerSegments: Audience.nullish(),
    })
    .nullish(),
  minimumRequirement: z
    .strictObject({
      quantity: z.strictObject({ greaterThanOrEqualToQuantity: Decimal.nullish() }).nullish(),
      subtotal: z.strictObject({ greaterThanOrEqualToSubtotal: Decimal.nullish() }).nullish(),
    })
    .nullish(),
  customerGets: Gets.nullish(),
  customerBuys: Buys.nullish(),
  usesPerOrderLimit: z.number().int().nullish(),
  maximumShippingPrice: Decimal.nullish(),
  destination: z.strictObject({ all: z.literal(true).nullish() }).nullish(),
});
export type DiscountInput = z.infer<typeof Input>;

/**
 * Reads an input that the schema has accepted.
 * @throws GraphQLError for a field that the sandbox does not implement
 */
export function readDiscountInput(argument: unknown): DiscountInput {
  const parsed = Input.safeParse(argument);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...(issue?.path ?? []), ...keys.slice(0, 1)].join('.');
  throw notImplemented(`${path} of a discount's input`);
}
