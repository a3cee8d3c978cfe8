import type { OrderTraits } from '../orders/order-traits.ts';
import type { Tier } from '../program/ladder.ts';
import type { MemberConditions, OrderConditions, Window } from '../program/parts.ts';

import type { Before } from '../history/before.ts';
import { includesWord } from '../orders/line-scope.ts';
import type { NotGiven, Unmet } from '../receipts/not-given.ts';
import type { WeighedOrder } from './weighed-order.ts';

type MemberReason = 'other_tier' | 'missing_tag' | 'excluded_tag' | 'not_known';

/** What conditions look at besides the order itself. */
export interface Asked {
  readonly before: Before;
  /** The tier that the order is judged at. */
  readonly tier: Tier | null;
}

/**
 * Why something is not for a member.
 * @param customerTags null where they are not known: then what asks for them is not for her
 * @returns null where it is for her
 */
export function memberUnmet(
  { tiers, tags }: MemberConditions,
  tier: Tier | null,
  customerTags: readonly string[] | null,
): MemberReason | null {
  if (tiers !== 'all' && !(tier && tiers.includes(tier.key))) return 'other_tier';
  if (tags.any.length === 0 && tags.none.length === 0) return null;
  if (!customerTags) return 'not_known';
  if (tags.any.length > 0 && !customerTags.some((tag) => includesWord(tags.any, tag)))
    return 'missing_tag';
  return customerTags.some((tag) => includesWord(tags.none, tag)) ? 'excluded_tag' : null;
}

/** Why something is not for an order, but for its lines; null where it is. */
export function orderUnmet(
  conditions: OrderConditions,
  order: WeighedOrder,
  { before, tier }: Asked,
): Unmet | null {
  const reason = memberUnmet(conditions.members, tier, tagsOf(order.traits));
  if (reason !== null) return { reason };
  const { channels, orders, minimum } = conditions;
  if (channels !== 'all' && !channels.includes(order.sourceName))
    return { reason: 'other_channel' };
  if (orders === 'first' && before.hasOrder()) return { reason: 'not_first_order' };
  if (orders === 'later' && !before.hasOrder()) return { reason: 'first_order' };
  return order.counted < minimum ? { reason: 'below_minimum', minimum } : null;
}

/** Why something does not hold at a moment; null where it does. Milliseconds since 1970. */
export function windowUnmet({ from, until }: Window, moment: number): NotGiven | null {
  if (from !== null && moment < Date.parse(from)) return { reason: 'not_begun', at: from };
  if (until !== null && moment >= Date.parse(until)) return { reason: 'ended', at: until };
  return null;
}

/** A customer's tags, where they are known. */
export function tagsOf(traits: OrderTraits | null): readonly string[] | null {
  return traits?.customerTags ?? null;
}
