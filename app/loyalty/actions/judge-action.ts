import type { ActionRule } from '../program/action-rule.ts';
import type { MemberConditions } from '../program/parts.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';
import { allowedPoints, type DoneAction } from './action-limits.ts';
import type { ActionReceipt, NothingForAction } from '../receipts/action-receipt.ts';

/** A member just before something that she does. */
export interface ActingMember {
  /** Key of her tier; null where there are none. */
  readonly tier: string | null;
  /** Shopify's customer tags; only of members whose rule asks for them. */
  readonly tags: readonly string[];
  /** What she has done by this rule that brought something, or will once it is approved. */
  readonly done: readonly DoneAction[];
}

/** Something that a member has done. */
export interface DoneThing {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether a birthday was told so shortly before that it brings nothing this time. */
  readonly isToldTooLate: boolean;
}

/** A rule, and the version that was in force with it. */
export interface RuleInForce {
  readonly rule: ActionRule;
  readonly version: ProgramVersion;
}

/**
 * The rule by which something is judged that was done at a moment.
 * @returns undefined where the version in force then had no such rule
 */
export function ruleInForce(
  versions: readonly ProgramVersion[],
  key: string,
  at: Date,
): RuleInForce | undefined {
  const version = versionInForce(versions, at);
  const rule = version?.program.earning.actions.find((each) => each.key === key);
  return version && rule && { rule, version };
}

/**
 * Judges an action by the version in force when it was done (the ledger's law 4).
 * @param timezone the shop's
 * @returns its receipt: the points it brings, or why none; where staff must approve, what it is to bring
 */
export function judgeAction(
  { rule, version }: RuleInForce,
  { at, isToldTooLate }: DoneThing,
  member: ActingMember,
  timezone: string,
): ActionReceipt {
  const receipt = {
    kind: 'action',
    rule: rule.key,
    name: rule.name,
    occasion: rule.occasion.kind,
    programVersion: version.version,
    at: new Date(at).toISOString(),
    rulePoints: rule.points,
    tier: rule.conditions.tiers === 'all' ? null : member.tier,
    reason: null,
  } as const;
  const unfit = unfitFor(rule, at, member) ?? (isToldTooLate ? 'told_too_late' : null);
  if (unfit) return { ...receipt, points: 0, limit: null, nothing: unfit };
  const { points, limit, isOfKind } = allowedPoints(rule, member.done, at, timezone);
  if (points === 0) {
    return { ...receipt, points, limit, nothing: isOfKind ? 'already_done' : 'limit_reached' };
  }
  return { ...receipt, points, limit, nothing: needsApproval(rule) ? 'awaiting_approval' : null };
}

/** Whether staff decide about it. */
export function needsApproval({ occasion }: Pick<ActionRule, 'occasion'>): boolean {
  return occasion.kind === 'claim' && occasion.approval === 'staff';
}

/** Whether it must be known which tags Shopify has given to a customer. */
export function asksForTags({ conditions }: Pick<ActionRule, 'conditions'>): boolean {
  return conditions.tags.any.length + conditions.tags.none.length > 0;
}

function unfitFor(rule: ActionRule, at: number, member: ActingMember): NothingForAction | null {
  const { from, until } = rule.window;
  if (from !== null && at < Date.parse(from)) return 'not_begun';
  if (until !== null && at >= Date.parse(until)) return 'ended';
  return unmetBy(rule.conditions, member);
}

function unmetBy(
  { tiers, tags }: MemberConditions,
  member: Pick<ActingMember, 'tier' | 'tags'>,
): NothingForAction | null {
  if (tiers !== 'all' && (member.tier === null || !tiers.includes(member.tier)))
    return 'other_tier';
  // Shopify takes tags that differ in case for the same one.
  const own = new Set(member.tags.map(folded));
  const has = (tag: string) => own.has(folded(tag));
  if (tags.any.length > 0 && !tags.any.some(has)) return 'missing_tag';
  return tags.none.some(has) ? 'excluded_tag' : null;
}

function folded(tag: string): string {
  return tag.trim().toLowerCase();
}
