import { type DiscountApplication, discountApplicationsOf } from '../../commands/discounts.ts';
import type { Id } from '../../store/scalars.ts';
import type { Order } from '../../store/order-types.ts';
import type { Ordering } from '../connection.ts';
import { toMoney, toMoneyBag } from '../money.ts';

const TYPES = {
  discount_code: 'DiscountCodeApplication',
  automatic: 'AutomaticDiscountApplication',
  manual: 'ManualDiscountApplication',
} as const;

function toObject(application: DiscountApplication, index: number, currency: string) {
  const { type, title, value, valueType } = application;
  return {
    __typename: TYPES[type],
    index,
    allocationMethod: application.allocationMethod.toUpperCase(),
    targetSelection: application.targetSelection.toUpperCase(),
    targetType: application.target.toUpperCase(),
    value:
      valueType === 'percentage'
        ? { __typename: 'PricingPercentageValue', percentage: value }
        : { __typename: 'MoneyV2', ...toMoney(value, currency) },
    ...(type === 'discount_code' ? { code: title } : { title }),
    ...(type === 'manual' ? { description: title } : {}),
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/interfaces/DiscountApplication */
export function discountApplicationObjects(order: Order) {
  return discountApplicationsOf(order).map((application, index) =>
    toObject(application, index, order.currency),
  );
}

/** Discount applications by their precedence. */
export const BY_INDEX: Ordering<{ readonly index: number }> = {
  idOf: ({ index }) => String(index),
  valueOf: ({ index }) => String(index).padStart(6, '0'),
};

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/DiscountAllocation */
function allocationsOf(order: Order, amountOf: (application: DiscountApplication) => number) {
  return discountApplicationsOf(order).flatMap((application, index) => {
    const amount = amountOf(application);
    if (amount === 0) return [];
    return [
      {
        allocatedAmountSet: toMoneyBag(amount, order.currency),
        discountApplication: toObject(application, index, order.currency),
      },
    ];
  });
}

/** What each discount takes off a line. */
export function lineAllocationsOf(order: Order, lineId: Id) {
  const place = order.lines.findIndex(({ id }) => id === lineId);
  return allocationsOf(order, ({ allocations }) => allocations[place] ?? 0);
}

/** What each discount takes off the shipping fee. */
export function shippingAllocationsOf(order: Order) {
  return allocationsOf(order, ({ shipping }) => shipping);
}
