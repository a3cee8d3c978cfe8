import type { Occasion } from '../program/action-rule.ts';
import type { Period } from '../program/parts.ts';

/** Why an action brought nothing, or nothing yet. */
export type NothingForAction =
  | 'not_begun'
  | 'ended'
  | 'other_tier'
  | 'missing_tag'
  | 'excluded_tag'
  /** As often as the rule's kind allows it by itself: once, or once a year. */
  | 'already_done'
  | 'limit_reached'
  /** The birthday was told too shortly before. */
  | 'told_too_late'
  | 'awaiting_approval'
  | 'rejected'
  | 'taken_back';

/** The limit that cut an action's points off, or left nothing of them. */
export interface ReachedLimit {
  readonly per: Period | 'ever';
  readonly times: number | null;
  readonly points: number | null;
  /** When it allows something again; ISO 8601, null for never. */
  readonly until: string | null;
}

/** How an action was judged: the rule, the version, and why it brought what it did. */
export interface ActionReceipt {
  readonly kind: 'action';
  readonly rule: string;
  /** The shop's own name of the rule; null for the default in the reader's language. */
  readonly name: string | null;
  readonly occasion: Occasion['kind'];
  /** Version of the program that was in force when it was done. */
  readonly programVersion: number;
  /** When it was done; ISO 8601. */
  readonly at: string;
  /** What the rule gives. */
  readonly rulePoints: number;
  /** The member's tier just before it, where the rule asks for it. */
  readonly tier: string | null;
  /** What it brings, in points; while it awaits approval what it is to bring. */
  readonly points: number;
  readonly limit: ReachedLimit | null;
  readonly nothing: NothingForAction | null;
  /** Why staff did not approve of it, in their words. */
  readonly reason: string | null;
}
