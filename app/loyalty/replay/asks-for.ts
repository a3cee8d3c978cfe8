import type { Bonus } from '../program/bonus.ts';
import type { Challenge } from '../program/challenge.ts';
import type { MemberConditions } from '../program/parts.ts';

/** Whether conditions speak of what Shopify says of a customer. */
export function asksForTags({ tags }: MemberConditions): boolean {
  return tags.any.length + tags.none.length > 0;
}

/** Whether a bonus is for some products only. */
export function asksForProducts({ lines }: Pick<Bonus, 'lines'>): boolean {
  return lines !== 'all';
}

/** Whether a challenge's goal speaks of single products. */
export function isOfProducts({ goal }: Pick<Challenge, 'goal'>): boolean {
  return goal.kind === 'variety' || (goal.kind === 'items' && goal.lines !== 'all');
}

/** Whether something is for subscriptions, or for everything else. */
export function asksForSubscriptions({ conditions }: Pick<Bonus, 'conditions'>): boolean {
  return conditions.subscriptions !== 'all';
}
