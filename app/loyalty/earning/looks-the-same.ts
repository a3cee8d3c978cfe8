import type { Before } from '../history/before.ts';
import { BASE_RULE, type ChallengeMark, type Mark } from '../orders/mark.ts';
import type { Limit } from '../program/parts.ts';
import type { Program } from '../program/program.ts';

import { completeChallenge } from './complete-challenge.ts';
import { roomIn } from './limits.ts';

/**
 * Whether an order that was judged with one history before it would be judged the same with another, but for the tier: each
 * of its rules has the same room, it is a first order or not as before, and completes the same challenges.
 * @param mark what it came to with the first one
 */
export function looksTheSame(
  program: Program,
  mark: Pick<Mark, 'challenges'>,
  one: Before,
  other: Before,
): boolean {
  const { order, bonuses, challenges } = program.earning;
  const asksForFirst = [...bonuses, ...challenges].some(
    ({ conditions }) => conditions.orders !== 'all',
  );
  if (asksForFirst && one.hasOrder() !== other.hasOrder()) return false;
  return (
    hasSameRoom(BASE_RULE, order.limits, one, other) &&
    bonuses.every(({ key, limits }) => hasSameRoom(key, limits, one, other)) &&
    Object.entries(stepsAgain(program, mark, other)).every(([key, step]) =>
      isSame(step, mark.challenges[key]),
    )
  );
}

function hasSameRoom(rule: string, limits: readonly Limit[], one: Before, other: Before): boolean {
  if (limits.length === 0) return true;
  const rooms = [one, other].map((before) => roomIn(limits, rule, before));
  const [first, second] = rooms;
  return (
    first?.points === second?.points &&
    first?.limit?.per === second?.limit?.per &&
    first?.limit?.until === second?.limit?.until
  );
}

/**
 * An order's steps in challenges with another history before it. What a step was is in its mark, so what it reaches can be
 * found without the order.
 */
export function stepsAgain(
  { earning: { challenges } }: Program,
  mark: Pick<Mark, 'challenges'>,
  before: Before,
): Record<string, ChallengeMark> {
  const steps: Record<string, ChallengeMark> = { ...mark.challenges };
  for (const challenge of challenges) {
    const { amount, groups } = mark.challenges[challenge.key] ?? { amount: 0, groups: [] };
    if (amount === 0 && groups.length === 0) continue;
    const step = { amount, groups };
    steps[challenge.key] = completeChallenge(challenge, before.progress(challenge), step);
  }
  return steps;
}

function isSame(one: ChallengeMark, other: ChallengeMark | undefined): boolean {
  return (
    one.completed === other?.completed &&
    one.used === other.used &&
    one.reward === other.reward &&
    one.over.join() === other.over.join()
  );
}
