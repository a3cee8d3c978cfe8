import type { Challenge } from '../program/challenge.ts';

import type { Before } from '../history/before.ts';

/** How far a member is with a challenge, for her to see. */
export interface ChallengeProgress {
  /** Units, orders, minor units, groups, or periods that follow one another. */
  readonly reached: number;
  /** How many of them there are to reach. */
  readonly goal: number;
  /** Of a `variety`: groups that she has, by their place. */
  readonly groups: readonly number[];
  /** How often she has reached it: ever, and in the present period. */
  readonly completions: number;
  readonly completionsInPeriod: number;
  /** Whether she can reach it now, once more or for the first time. */
  readonly isOpen: boolean;
  /** When what is reached in this period ends; milliseconds since 1970, null for never. */
  readonly endsAt: number | null;
}

/**
 * How far a member is with a challenge.
 * @param before what lies before the moment in her history: `history.before({ track, at })`
 * @param moment milliseconds since 1970
 */
export function progressOf(
  challenge: Challenge,
  before: Before,
  moment: number,
): ChallengeProgress {
  const { goal, within, window, repeats } = challenge;
  const state = before.progress(challenge);
  const { completions, completionsInPeriod } = state;
  const begins = window.from === null ? -Infinity : Date.parse(window.from);
  const ends = window.until === null ? Infinity : Date.parse(window.until);
  const isDone =
    (repeats === 'once' && completions > 0) ||
    (repeats === 'once_a_period' && completionsInPeriod > 0);
  const endsAt = Math.min(ends, before.endOf(within) ?? Infinity);
  return {
    reached: isDone ? goalOf(goal) : reachedIn(goal, state),
    goal: goalOf(goal),
    groups: [...state.groups].sort((a, b) => a - b),
    completions,
    completionsInPeriod,
    isOpen: !isDone && begins <= moment && moment < ends,
    endsAt: endsAt === Infinity ? null : endsAt,
  };
}

function goalOf(goal: Challenge['goal']): number {
  return goal.kind === 'spend' ? goal.amount : goal.count;
}

function reachedIn(goal: Challenge['goal'], state: ReturnType<Before['progress']>): number {
  switch (goal.kind) {
    case 'variety':
      return state.groups.size;
    case 'streak':
      return state.run;
    default:
      return state.amount;
  }
}
