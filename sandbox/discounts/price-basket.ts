import { isMember } from '../segments/find-members.ts';
import type { Discount, RedeemCode } from '../store/discount-types.ts';
import type { Order } from '../store/order-types.ts';
import type { World } from '../world.ts';
import { type Applied, applyTogether, type Candidate } from './apply.ts';
import type { Basket } from './basket.ts';
import { chooseBest } from './choose.ts';
import { statusOf } from './classes.ts';

/** What judging discounts looks into. */
export type DiscountParts = Pick<
  World,
  'discounts' | 'redeemCodes' | 'collections' | 'orders' | 'segmentMembers' | 'clock'
>;

/** Who is about to buy, as far as the shop knows by now. */
export interface Buyer {
  readonly customerId: string | null;
  readonly email: string | null;
}

/** A basket's discounts, and why codes that were entered are not among them. */
export interface PricedBasket {
  readonly applied: readonly Applied[];
  readonly refused: readonly { readonly code: string; readonly reason: string }[];
}

function isBuyers(order: Order, { customerId, email }: Buyer): boolean {
  if (customerId !== null && order.customerId === customerId) return true;
  return email !== null && order.email?.toLowerCase() === email.toLowerCase();
}

/** Whether a customer has used a code before: an order tells, also one that was cancelled. */
function hasUsed({ orders }: DiscountParts, buyer: Buyer, code: RedeemCode): boolean {
  const wanted = code.code.toLowerCase();
  return orders
    .all()
    .some(
      (order) =>
        order.discountCodes.some((used) => used.code.toLowerCase() === wanted) &&
        isBuyers(order, buyer),
    );
}

function isFor(parts: DiscountParts, { context }: Discount, { customerId }: Buyer): boolean {
  switch (context.kind) {
    case 'all':
      return true;
    case 'customers':
      return customerId !== null && context.ids.includes(customerId);
    case 'segments':
      return customerId !== null && context.ids.some((id) => isMember(parts, id, customerId));
  }
}

/** Why somebody may not use a discount, whatever is in the basket. */
function refuseBuyer(
  parts: DiscountParts,
  { discount, code }: Candidate,
  buyer: Buyer,
): string | null {
  const status = statusOf(discount, parts.clock.now());
  if (status === 'SCHEDULED') return 'is not active yet';
  if (status === 'EXPIRED') return 'has expired';
  if (code && discount.usageLimit !== null && code.usages >= discount.usageLimit) {
    return 'has reached its usage limit';
  }
  if (!isFor(parts, discount, buyer)) return 'is not for this customer';
  if (code && discount.oncePerCustomer && hasUsed(parts, buyer, code)) {
    return 'was used by this customer before';
  }
  return null;
}

function candidateOf({ discounts, redeemCodes }: DiscountParts, code: string): Candidate | null {
  const redeemCode = redeemCodes.find(code);
  const discount = redeemCode && discounts.get(redeemCode.discountId);
  return redeemCode && discount ? { discount, code: redeemCode } : null;
}

/** By what a basket may get discounts. */
export interface Claims {
  /** As they were entered. */
  readonly codes: readonly string[];
  /** Whether automatic discounts come by themselves; they do in carts and checkouts. */
  readonly automatic: boolean;
}

/** Finds the discounts that a basket gets, by codes or by themselves. */
export function priceBasket(
  parts: DiscountParts,
  basket: Basket,
  buyer: Buyer,
  claims: Claims,
): PricedBasket {
  const collections = parts.collections.all();
  const entered = claims.codes.map((code) => {
    const candidate = candidateOf(parts, code);
    const reason = candidate ? refuseBuyer(parts, candidate, buyer) : 'is not known';
    return { code, candidate, reason };
  });
  const usable = entered.flatMap(({ candidate, reason }) =>
    candidate && reason === null ? [candidate] : [],
  );
  const automatic = parts.discounts
    .all()
    .filter(({ method }) => claims.automatic && method === 'automatic')
    .map((discount) => ({ discount, code: null }))
    .filter((candidate) => refuseBuyer(parts, candidate, buyer) === null);
  const applied = chooseBest([...usable, ...automatic], basket, collections);

  const refused = entered.flatMap(({ code, candidate, reason }) => {
    if (!candidate || reason !== null) return [{ code, reason: reason ?? 'is not known' }];
    if (applied.some((one) => one.code === candidate.code)) return [];
    const alone = applyTogether([candidate], basket, collections);
    const why = alone ? 'cannot be combined with the others' : 'is not valid for these items';
    return [{ code, reason: why }];
  });
  return { applied, refused };
}
