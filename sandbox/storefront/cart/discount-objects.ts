import type { Applied } from '../../discounts/apply.ts';
import { sum } from '../../discounts/basket.ts';
import { classOf } from '../../discounts/classes.ts';
import { toOrderDiscount } from '../../discounts/order-discounts.ts';
import type { Minor } from '../../store/scalars.ts';
import type { CartDiscounts } from './discounts.ts';

/** https://shopify.dev/docs/api/liquid/objects/discount_application */
function applicationObject(applied: Applied) {
  const terms = toOrderDiscount(applied, []);
  const percentage = terms.valueType === 'percentage';
  return {
    type: applied.code === null ? 'automatic' : 'discount_code',
    key: applied.discount.id,
    title: terms.title,
    description: terms.title,
    value: percentage ? terms.value.toFixed(1) : (terms.value / 100).toFixed(2),
    created_at: applied.discount.createdAt,
    value_type: terms.valueType,
    allocation_method: terms.allocationMethod,
    target_selection: terms.targetSelection,
    target_type: terms.target,
    total_allocated_amount: sum(applied.lines),
  };
}

/** Product discounts stand in the lines of a cart. */
function ofLines({ applied }: CartDiscounts): readonly Applied[] {
  return applied.filter(({ discount }) => classOf(discount) === 'product');
}

/** What a line says of its discounts: https://shopify.dev/docs/api/liquid/objects/line_item#line_item-line_level_discount_allocations */
export function lineDiscounts(discounts: CartDiscounts, place: number) {
  const allocations = ofLines(discounts)
    .map((applied) => ({ applied, amount: applied.lines[place] ?? 0 }))
    .filter(({ amount }) => amount > 0);
  return {
    total_discount: sum(allocations.map(({ amount }) => amount)),
    discounts: allocations.map(({ applied, amount }) => ({
      title: applied.code?.code ?? applied.discount.title,
      amount,
    })),
    line_level_discount_allocations: allocations.map(({ applied, amount }) => ({
      amount,
      discount_application: applicationObject(applied),
    })),
  };
}

/** What a cart says of its discounts: those of the order stand in the cart, after the lines' own. */
export function cartDiscounts(discounts: CartDiscounts, original: Minor) {
  const offLines = sum(ofLines(discounts).flatMap(({ lines }) => lines));
  const ofOrder = discounts.applied.filter(({ discount }) => classOf(discount) === 'order');
  return {
    original_total_price: original,
    items_subtotal_price: original - offLines,
    total_price: discounts.subtotal,
    total_discount: original - discounts.subtotal,
    cart_level_discount_applications: ofOrder.map(applicationObject),
    discount_codes: discounts.codes,
  };
}

/** All discounts of a cart, as Liquid has them. */
export function discountApplications(discounts: CartDiscounts) {
  return discounts.applied
    .filter(({ discount }) => classOf(discount) !== 'shipping')
    .map(applicationObject);
}
