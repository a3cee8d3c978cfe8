import { beginNow, endNow } from '../discounts/retime.ts';
import type { Discount, DiscountChange } from '../store/discount-types.ts';
import type { Id } from '../store/scalars.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, presentTime } from './context.ts';

/**
 * Changes a discount. Announces `discounts/update`, whoever did it: staff or an app.
 * @throws RefusedByShop when there is no such discount
 */
export function changeDiscount(context: CommandContext, id: Id, change: DiscountChange): Discount {
  const discount = { ...findDiscount(context, id), ...change, updatedAt: presentTime(context) };
  context.discounts.put(discount);
  context.announce([{ topic: 'discounts/update', discount }]);
  return discount;
}

/**
 * Switches a discount on or off; one that is so already stays as it is.
 * @throws RefusedByShop when there is no such discount
 */
export function switchDiscount(context: CommandContext, id: Id, to: 'on' | 'off'): Discount {
  const before = findDiscount(context, id);
  const { startsAt, endsAt } = (to === 'on' ? beginNow : endNow)(before, context.clock.now());
  if (startsAt === before.startsAt && endsAt === before.endsAt) return before;
  return changeDiscount(context, id, { startsAt, endsAt });
}

/**
 * Deletes a single code of a discount, as staff can. Announces `discounts/redeemcode_removed`.
 * @throws RefusedByShop when the discount has no such code
 */
export function deleteRedeemCode(context: CommandContext, id: Id, code: string): void {
  const found = context.redeemCodes.find(code);
  if (found?.discountId !== id) {
    throw new RefusedByShop(`The discount ${id} has no code ${code}.`);
  }
  context.redeemCodes.delete(found.id);
  announceDeleted(context, found);
}

/** Tells that a code is gone. */
export function announceDeleted(
  context: CommandContext,
  redeemCode: { readonly id: Id; readonly code: string; readonly discountId: Id },
): void {
  const deletedAt = presentTime(context);
  context.announce([{ topic: 'discounts/redeemcode_removed', redeemCode, deletedAt }]);
}

function findDiscount(context: CommandContext, id: Id): Discount {
  const discount = context.discounts.get(id);
  if (!discount) throw new RefusedByShop(`There is no discount with the id ${id}.`);
  return discount;
}
