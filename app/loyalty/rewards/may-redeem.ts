import { endOfPeriod, startOfPeriod } from '../time/calendar.ts';
import type { Limit, MemberConditions } from '../program/parts.ts';
import type { Reward } from '../program/reward.ts';

/** A member as she is when she asks. */
export interface Redeemer {
  /** Key of her tier; null where there are no tiers. */
  readonly tier: string | null;
  /** Shopify's customer tags; null where they are not known. */
  readonly tags: readonly string[] | null;
}

/** A redemption of the same reward that counts against its limits: it was neither given back nor did it fail. */
export interface PastRedemption {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly points: number;
}

/** Why a member does not get a reward. */
export type RedeemRefusal =
  | { readonly why: 'not_offered' | 'other_tier' | 'missing_tag' | 'excluded_tag' | 'out_of_stock' }
  /** `until`: when the period of the limit ends, in milliseconds since 1970; null for one that never does. */
  | { readonly why: 'limit_reached'; readonly until: number | null };

/** By what it is decided whether a member gets a reward. */
export interface RedeemCase {
  readonly redeemer: Redeemer;
  /** What it costs. */
  readonly points: number;
  /** Hers, of this reward. */
  readonly past: readonly PastRedemption[];
  /** How many of it are gone, by everybody. */
  readonly taken: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The shop's, an IANA name. */
  readonly timezone: string;
}

/**
 * Whether a member may have a reward that she asks for; whether she has the points for it is the ledger's to say.
 * Conditions hold for the member as she is now, limits for the periods of the shop's calendar.
 * @returns null where nothing is in the way
 */
export function mayRedeem(reward: Reward, given: RedeemCase): RedeemRefusal | null {
  if (reward.offered !== 'yes') return { why: 'not_offered' };
  const unmet = conditionUnmet(reward.conditions, given.redeemer);
  if (unmet) return { why: unmet };
  if (reward.stock !== null && given.taken >= reward.stock) return { why: 'out_of_stock' };
  for (const limit of reward.limits) {
    const until = reachedUntil(limit, given);
    if (until !== undefined) return { why: 'limit_reached', until };
  }
  return null;
}

/** Whether a reward is for members with some tags, or without. */
export function asksForTags({ conditions: { tags } }: Pick<Reward, 'conditions'>): boolean {
  return tags.any.length + tags.none.length > 0;
}

function conditionUnmet({ tiers, tags }: MemberConditions, { tier, tags: hers }: Redeemer) {
  if (tiers !== 'all' && (tier === null || !tiers.includes(tier))) return 'other_tier';
  const has = (tag: string) => hers?.some((each) => each.toLowerCase() === tag.toLowerCase());
  if (tags.any.length > 0 && !tags.any.some(has)) return 'missing_tag';
  // Of a member whose tags are not known, nobody can say that she has none of these.
  if (tags.none.length > 0 && (hers === null || tags.none.some(has))) return 'excluded_tag';
  return null;
}

/** When a limit ends that leaves no room for this redemption: null for never. Undefined where there is room. */
function reachedUntil(limit: Limit, { past, points, now, timezone }: RedeemCase) {
  const since = limit.per === 'ever' ? -Infinity : startOfPeriod(limit.per, now, timezone);
  const counted = past.filter(({ at }) => at >= since);
  const spent = counted.reduce((sum, each) => sum + each.points, 0);
  const isReached =
    (limit.times !== null && counted.length >= limit.times) ||
    (limit.points !== null && spent + points > limit.points);
  if (!isReached) return undefined;
  return limit.per === 'ever' ? null : endOfPeriod(limit.per, now, timezone);
}
