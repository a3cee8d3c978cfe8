import type { ChainPlace } from './chain.ts';
import type { CustomerId } from '../ids.ts';

/**
 * What a fact comes to, for all that later judgements, tiers and challenges ask of it. Small, and stored beside the fact,
 * so that a history is read without the facts themselves.
 */
export interface FactShare {
  readonly kind: 'order' | 'action' | 'referral';
  /** What it earns, in points, as it stands now. */
  readonly points: number;
  /** What counts of an order that is paid and stands, in minor units; 0 for anything else. */
  readonly counted: number;
  /** What each rule gave for it, by the rule's key; the base rule's is `order`. */
  readonly rules: Readonly<Record<string, RuleMark>>;
  /** How far it brings each challenge, by its key. */
  readonly challenges: Readonly<Record<string, ChallengeMark>>;
}

/**
 * What a fact leaves in its member's history, or several facts of one time where nobody asks for each. For what is no order,
 * `orderId` is its own number.
 */
export interface Mark extends ChainPlace, Omit<FactShare, 'rules'> {
  readonly rules: Readonly<Record<string, RuleSum>>;
  /** Of a mark of several orders: how many of them earn or count. Without it, it is one fact's. */
  readonly orders?: number;
  /** The customer in whose context it was judged. */
  readonly track: CustomerId;
  /** When an order was placed, which may be before it was claimed; milliseconds since 1970. Without it, at its place. */
  readonly processedAt?: number;
}

/** One rule's share in facts: how many times of its limits they are, and what it gave. */
export interface RuleSum {
  readonly times: number;
  readonly points: number;
}

/** One rule's share in a fact. */
export interface RuleMark {
  /** Whether it counts as one time of the rule's limits. */
  readonly times: 0 | 1;
  readonly points: number;
}

/** One fact's step in a challenge. */
export interface ChallengeMark {
  /** Units, orders or minor units, as the goal counts them; for `variety` none. */
  readonly amount: number;
  /** Which groups of a `variety` it has something of, by their place. */
  readonly groups: readonly number[];
  /** How often it reached the goal. */
  readonly completed: number;
  /** How much of the amount was used up by that. */
  readonly used: number;
  /** Key of the reward that is the prize; null where points are, which are part of the fact's own. */
  readonly reward: string | null;
  /** Which of its groups are over and count for the next time; none where nothing was completed. */
  readonly over: readonly number[];
}

/** The key under which the base rule's share stands in `rules`. */
export const BASE_RULE = 'order';
