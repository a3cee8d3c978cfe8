import { endOfPeriod, startOfPeriod } from '../time/calendar.ts';
import type { ActionRule } from '../program/action-rule.ts';
import type { Limit } from '../program/parts.ts';
import type { ReachedLimit } from '../receipts/action-receipt.ts';

/** Something that brought a member points by the rule, or will once it is approved. */
export interface DoneAction {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly points: number;
}

/** What limits leave of an action's points. */
export interface Allowance {
  readonly points: number;
  /** The limit that cut them off; null where none did. */
  readonly limit: ReachedLimit | null;
  /** Whether it is one that the rule's kind brings along. */
  readonly isOfKind: boolean;
}

type Named = Pick<ActionRule, 'occasion' | 'limits'>;

/**
 * The limit that a rule has by its kind: joining and the newsletter bring something once, birthdays and anniversaries once
 * a year. What members can bring about by themselves, a code or a claim, does so once where the rule says nothing of how
 * often: nobody means to give as much as somebody likes to tap. What staff or another program report has none.
 */
export function limitOfKind({ occasion, limits }: Named): Limit | null {
  switch (occasion.kind) {
    case 'joining':
    case 'newsletter':
      return { per: 'ever', times: 1, points: null };
    case 'birthday':
    case 'join_anniversary':
      return { per: 'year', times: 1, points: null };
    case 'claim':
    case 'code':
      return limits.length > 0 ? null : { per: 'ever', times: 1, points: null };
    case 'staff':
    case 'api':
      return null;
  }
}

/**
 * What a rule's limits leave of its points for something done at a moment. All that lies in the same period counts,
 * whichever came first: an action is decided once, so a late one must not go over the limit either.
 * @param done what the member has done by this rule, in any order
 * @param at milliseconds since 1970
 * @param timezone the shop's, whose calendar the periods are of
 */
export function allowedPoints(
  rule: Named & Pick<ActionRule, 'points'>,
  done: readonly DoneAction[],
  at: number,
  timezone: string,
): Allowance {
  const ofKind = limitOfKind(rule);
  let allowance: Allowance = { points: rule.points, limit: null, isOfKind: false };
  for (const limit of ofKind ? [ofKind, ...rule.limits] : rule.limits) {
    const points = leftBy(limit, done, at, timezone);
    if (points >= rule.points) continue;
    const candidate = { points, limit: reached(limit, at, timezone), isOfKind: limit === ofKind };
    if (isStricter(candidate, allowance)) allowance = candidate;
  }
  return allowance;
}

function leftBy(limit: Limit, done: readonly DoneAction[], at: number, timezone: string): number {
  const inPeriod = done.filter((each) => isInPeriod(limit, each.at, at, timezone));
  if (limit.times !== null && inPeriod.length >= limit.times) return 0;
  if (limit.points === null) return Infinity;
  return Math.max(0, limit.points - inPeriod.reduce((sum, each) => sum + each.points, 0));
}

function isInPeriod({ per }: Limit, moment: number, at: number, timezone: string): boolean {
  if (per === 'ever') return true;
  return moment >= startOfPeriod(per, at, timezone) && moment < endOfPeriod(per, at, timezone);
}

function reached({ per, times, points }: Limit, at: number, timezone: string): ReachedLimit {
  const until = per === 'ever' ? null : new Date(endOfPeriod(per, at, timezone)).toISOString();
  return { per, times, points, until };
}

/** Which leaves less; of two that leave the same the one that lasts longer: nothing comes of it before that. */
function isStricter(one: Allowance, other: Allowance): boolean {
  if (one.points !== other.points) return one.points < other.points;
  if (!other.limit || !one.limit) return other.limit === null;
  return endOf(one.limit) > endOf(other.limit);
}

function endOf({ until }: ReachedLimit): number {
  return until === null ? Infinity : Date.parse(until);
}
