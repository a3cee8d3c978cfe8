import type { Tier } from '../program/ladder.ts';
import type { Challenge } from '../program/challenge.ts';
import type { Limit } from '../program/parts.ts';

/** What a rule has given a member in a period. */
export interface Given {
  readonly times: number;
  readonly points: number;
}

/** How far a member is with a challenge. */
export interface ChallengeState {
  /** Units, orders or minor units of this period that are not used up. */
  readonly amount: number;
  /** Groups of a `variety` that she has, by their place. */
  readonly groups: ReadonlySet<number>;
  /** Of a `streak`: periods that follow one another, and whether the present one is among them. */
  readonly run: number;
  readonly hasPresent: boolean;
  /** How often she reached the goal: ever, and in this period. */
  readonly completions: number;
  readonly completionsInPeriod: number;
}

/** What lies before a fact in its member's history, as far as rules ask for it. */
export interface Before {
  /** Whether there is an order that counts. */
  hasOrder(): boolean;
  /** The member's tier just before the fact; null where the program has none. */
  tier(): Tier | null;
  /** What a rule has given in the period of the calendar that the fact lies in. */
  given(rule: string, per: Limit['per']): Given;
  /** When that period ends; milliseconds since 1970, null for `ever`. */
  endOf(per: Limit['per']): number | null;
  /** How far the member is with a challenge at the fact's time. */
  progress(challenge: Challenge): ChallengeState;
}

/** For a fact that nothing lies before, and where nothing is asked of it. */
export const NOTHING_BEFORE: Before = {
  hasOrder: () => false,
  tier: () => null,
  given: () => NOTHING_GIVEN,
  endOf: () => null,
  progress: () => NO_PROGRESS,
};

const NOTHING_GIVEN: Given = { times: 0, points: 0 };

const NO_PROGRESS: ChallengeState = {
  amount: 0,
  groups: new Set(),
  run: 0,
  hasPresent: false,
  completions: 0,
  completionsInPeriod: 0,
};
