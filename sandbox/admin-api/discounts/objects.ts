import { classOf, statusOf } from '../../discounts/classes.ts';
import type { Discount, DiscountItems } from '../../store/discount-types.ts';
import type { Product } from '../../store/product-types.ts';
import { toFixedConnection } from '../connection.ts';
import { type FieldTable, fieldsOf, type RequestContext, typed } from '../context.ts';
import { toMoney } from '../money.ts';
import { toCodeConnection } from './redeem-codes.ts';

function itemsOf(items: DiscountItems) {
  switch (items.kind) {
    case 'all':
      return { __typename: 'AllDiscountItems', allItems: true };
    case 'products':
      return typed('DiscountProducts', items);
    case 'collections':
      return typed('DiscountCollections', items);
  }
}

function minimumOf({ minimum }: Discount, { world }: RequestContext) {
  if (minimum === null) return null;
  return minimum.kind === 'subtotal'
    ? {
        __typename: 'DiscountMinimumSubtotal',
        greaterThanOrEqualToSubtotal: toMoney(minimum.amount, world.shop.get().currency),
      }
    : {
        __typename: 'DiscountMinimumQuantity',
        greaterThanOrEqualToQuantity: String(minimum.quantity),
      };
}

function contextOf({ context }: Discount, { world }: RequestContext) {
  switch (context.kind) {
    case 'all':
      return { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' };
    case 'customers': {
      const customers = context.ids.flatMap((id) => world.customers.get(id) ?? []);
      return { __typename: 'DiscountCustomers', customers };
    }
    case 'segments': {
      const segments = context.ids.flatMap((id) => world.segments.get(id) ?? []);
      return { __typename: 'DiscountCustomerSegments', segments };
    }
  }
}

function percentage(fraction: number) {
  return { __typename: 'DiscountPercentage', percentage: fraction };
}

function getsOf({ offer }: Discount, { world }: RequestContext) {
  if (offer.kind === 'free_shipping') return null;
  const terms = { appliesOnOneTimePurchase: true, appliesOnSubscription: false };
  if (offer.kind === 'bxgy') {
    const { items, quantity, fraction } = offer.gets;
    const value = {
      __typename: 'DiscountOnQuantity',
      quantity: { quantity: String(quantity) },
      effect: percentage(fraction),
    };
    return { ...terms, items: itemsOf(items), value };
  }
  const { value } = offer;
  const off =
    value.kind === 'percentage'
      ? percentage(value.fraction)
      : {
          __typename: 'DiscountAmount',
          amount: toMoney(value.amount, world.shop.get().currency),
          appliesOnEachItem: value.onEachItem,
        };
  return { ...terms, items: itemsOf(offer.items), value: off };
}

function buysOf({ offer }: Discount) {
  if (offer.kind !== 'bxgy') return null;
  const { items, need } = offer.buys;
  const value =
    need.kind === 'quantity'
      ? { __typename: 'DiscountQuantity', quantity: String(need.quantity) }
      : { __typename: 'DiscountPurchaseAmount', amount: (need.amount / 100).toFixed(2) };
  return { isOneTimePurchase: true, isSubscription: false, items: itemsOf(items), value };
}

/** What every discount tells. */
const COMMON = fieldsOf<Discount>({
  title: ({ title }) => title,
  status: (discount, _arguments, { world }) => statusOf(discount, world.clock.now()),
  startsAt: ({ startsAt }) => startsAt,
  endsAt: ({ endsAt }) => endsAt,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  discountClasses: (discount) => [classOf(discount).toUpperCase()],
  combinesWith: ({ combinesWith }) => ({
    orderDiscounts: combinesWith.order,
    productDiscounts: combinesWith.product,
    shippingDiscounts: combinesWith.shipping,
  }),
  context: (discount, _arguments, context) => contextOf(discount, context),
  minimumRequirement: (discount, _arguments, context) => minimumOf(discount, context),
  customerGets: (discount, _arguments, context) => getsOf(discount, context),
});

/** What discounts with codes tell besides. */
const WITH_CODES = fieldsOf<Discount>({
  usageLimit: ({ usageLimit }) => usageLimit,
  appliesOncePerCustomer: ({ oncePerCustomer }) => oncePerCustomer,
  asyncUsageCount: ({ id }, _arguments, { world }) =>
    world.redeemCodes.ofDiscount(id).reduce((sum, { usages }) => sum + usages, 0),
  codesCount: ({ id }, _arguments, { world }) => ({
    count: world.redeemCodes.ofDiscount(id).length,
    precision: 'EXACT',
  }),
  codes: ({ id }, arguments_, { world }) =>
    toCodeConnection(world.redeemCodes.ofDiscount(id), arguments_),
});

/** What only one kind tells; the names of their types are in `sandbox/admin-api/discounts/nodes.ts`. */
export const discountTables: Readonly<Record<string, FieldTable>> = {
  DiscountCodeBasic: { ...COMMON, ...WITH_CODES },
  DiscountCodeFreeShipping: {
    ...COMMON,
    ...WITH_CODES,
    ...fieldsOf<Discount>({
      maximumShippingPrice: ({ offer }, _arguments, { world }) =>
        offer.kind === 'free_shipping' && offer.feeMax !== null
          ? toMoney(offer.feeMax, world.shop.get().currency)
          : null,
      appliesOnOneTimePurchase: () => true,
      appliesOnSubscription: () => false,
      destinationSelection: () => ({ __typename: 'DiscountCountryAll', allCountries: true }),
    }),
  },
  DiscountCodeBxgy: {
    ...COMMON,
    ...WITH_CODES,
    ...fieldsOf<Discount>({
      customerBuys: (discount) => buysOf(discount),
      usesPerOrderLimit: ({ offer }) => (offer.kind === 'bxgy' ? offer.usesPerOrderMax : null),
    }),
  },
  DiscountAutomaticBasic: {
    ...COMMON,
    ...fieldsOf<Discount>({ asyncUsageCount: ({ usages }) => usages }),
  },
  DiscountProducts: fieldsOf<Extract<DiscountItems, { kind: 'products' }>>({
    products: ({ productIds }, arguments_, { world }) =>
      toFixedConnection(
        productIds.flatMap((id) => world.products.get(id) ?? []),
        arguments_,
      ),
    productVariants: ({ variantIds }, arguments_, { world }) =>
      toFixedConnection(
        world.products.all().flatMap((product) => variantsOf(product, variantIds)),
        arguments_,
      ),
  }),
  DiscountCollections: fieldsOf<Extract<DiscountItems, { kind: 'collections' }>>({
    collections: ({ collectionIds }, arguments_, { world }) =>
      toFixedConnection(
        collectionIds.flatMap((id) => world.collections.get(id) ?? []),
        arguments_,
      ),
  }),
};

function variantsOf(product: Product, ids: readonly string[]) {
  return product.variants
    .filter(({ id }) => ids.includes(id))
    .map((variant) => ({ ...variant, product }));
}
