import { toTime } from '../../clock.ts';
import { refuseCode } from '../../commands/redeem-codes.ts';
import type { Discount } from '../../store/discount-types.ts';
import type { World } from '../../world.ts';
import { isOverfull } from './active-automatic.ts';
import type { Complaints } from './complaints.ts';
import type { Draft } from './draft.ts';

/** What is kept of a new discount. */
function toDiscount(world: World, draft: Draft, method: Discount['method']): Discount {
  const time = toTime(world.clock.now());
  return { id: world.newId(), method, usages: 0, createdAt: time, ...draft, updatedAt: time };
}

/** Adds a discount with its first code. */
export function createCodeDiscount(
  world: World,
  draft: Draft | null,
  code: string,
  complaints: Complaints,
): Discount | null {
  const refused = refuseCode(world, code);
  if (refused) complaints.add(['code'], refused.message, refused.code);
  if (!draft || complaints.all.length > 0) return null;
  const discount = toDiscount(world, draft, 'code');
  world.discounts.put(discount);
  world.redeemCodes.put({
    id: world.newId(),
    discountId: discount.id,
    code,
    usages: 0,
    createdAt: discount.createdAt,
  });
  return discount;
}

/** Changes a discount and, where it has only one, its code. */
export function updateCodeDiscount(
  world: World,
  before: Discount,
  draft: Draft | null,
  code: string | null,
  complaints: Complaints,
): Discount | null {
  const [own, ...others] = world.redeemCodes.ofDiscount(before.id);
  const isOther = code !== null && code.toLowerCase() !== own?.code.toLowerCase();
  if (isOther && others.length > 0) {
    complaints.add(['code'], 'Cannot update the code of a discount with several codes', 'INVALID');
  } else if (isOther) {
    const refused = refuseCode(world, code);
    if (refused) complaints.add(['code'], refused.message, refused.code);
  }
  if (!draft || complaints.all.length > 0) return null;
  if (isOther && own) world.redeemCodes.put({ ...own, code });
  return world.commands.changeDiscount(before.id, draft);
}

/** Adds or changes an automatic discount. */
export function saveAutomaticDiscount(
  world: World,
  draft: Draft | null,
  before: Discount | null,
  complaints: Complaints,
): Discount | null {
  if (!draft) return null;
  if (isOverfull(world, draft, before?.id ?? null)) {
    const message =
      'The active period overlaps with other automatic discounts. At any given time, only 25 ' +
      'automatic discounts can be active.';
    complaints.add(['startsAt'], message, 'ACTIVE_PERIOD_OVERLAP');
    return null;
  }
  if (before) return world.commands.changeDiscount(before.id, draft);
  const discount = toDiscount(world, draft, 'automatic');
  world.discounts.put(discount);
  return discount;
}
