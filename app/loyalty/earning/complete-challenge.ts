import type { ChallengeMark } from '../orders/mark.ts';
import type { Challenge } from '../program/challenge.ts';

import type { ChallengeState } from '../history/before.ts';

/** What an order brings: units, minor units, one order, or groups. */
export type Step = Pick<ChallengeMark, 'amount' | 'groups'>;

/**
 * How often a step reaches a challenge's goal. What is over counts for the next time, where there is one.
 * @param state how far the member was before it
 */
export function completeChallenge(
  challenge: Challenge,
  state: ChallengeState,
  step: Step,
): ChallengeMark {
  const { prize } = challenge;
  const reward = prize.kind === 'reward' ? prize.reward : null;
  return { ...step, ...reach(challenge, state, step), reward };
}

type Reached = Pick<ChallengeMark, 'completed' | 'used' | 'over'>;

function reach({ goal, repeats }: Challenge, state: ChallengeState, step: Step): Reached {
  const most = timesLeft(repeats, state);
  switch (goal.kind) {
    case 'items':
    case 'orders':
      return byAmount(goal.count, state, step, most);
    case 'spend':
      return byAmount(goal.amount, state, step, most);
    case 'variety':
      return byGroups(goal.count, state, step, most);
    case 'streak': {
      const run = state.hasPresent ? state.run : state.run + 1;
      const completed = Math.min(most, run >= goal.count ? 1 : 0);
      return { completed, used: completed * step.amount, over: [] };
    }
  }
}

function timesLeft(repeats: Challenge['repeats'], state: ChallengeState): number {
  switch (repeats) {
    case 'once':
      return state.completions === 0 ? 1 : 0;
    case 'once_a_period':
      return state.completionsInPeriod === 0 ? 1 : 0;
    case 'again':
      return Infinity;
  }
}

function byAmount(count: number, { amount }: ChallengeState, step: Step, most: number): Reached {
  const completed = Math.min(most, Math.floor((amount + step.amount) / count));
  return { completed, used: completed * count, over: [] };
}

/** Groups are taken in their order until the goal is reached; the rest of them begins the next time. */
function byGroups(count: number, state: ChallengeState, step: Step, most: number): Reached {
  const had = new Set(state.groups);
  let completed = 0;
  for (const group of step.groups) {
    had.add(group);
    if (had.size < count || completed >= most) continue;
    completed += 1;
    had.clear();
  }
  return { completed, used: 0, over: completed > 0 ? [...had] : [] };
}
