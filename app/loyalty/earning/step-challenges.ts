import type { ChallengeMark } from '../orders/mark.ts';
import type { Challenge } from '../program/challenge.ts';
import type { ReceiptChallenge } from '../receipts/order-receipt.ts';

import { choosePieces, countedIn, type Piece } from './bonus-lines.ts';
import { completeChallenge, type Step } from './complete-challenge.ts';
import { type Asked, orderUnmet, windowUnmet } from './conditions.ts';
import { names } from '../orders/line-scope.ts';
import type { WeighedOrder } from './weighed-order.ts';

/** How far an order brings its member's challenges. */
export interface ChallengeSteps {
  readonly marks: Record<string, ChallengeMark>;
  readonly completed: readonly ReceiptChallenge[];
}

/** Takes an order's step in each challenge that is for it. */
export function stepChallenges(
  challenges: readonly Challenge[],
  order: WeighedOrder,
  pieces: readonly Piece[],
  asked: Asked,
): ChallengeSteps {
  const marks: Record<string, ChallengeMark> = {};
  const completed: ReceiptChallenge[] = [];
  for (const challenge of challenges) {
    if (windowUnmet(challenge.window, order.processedAt)) continue;
    if (orderUnmet(challenge.conditions, order, asked)) continue;
    const step = stepOf(challenge, order, pieces);
    if (step.amount === 0 && step.groups.length === 0) continue;
    const mark = completeChallenge(challenge, asked.before.progress(challenge), step);
    marks[challenge.key] = mark;
    if (mark.completed > 0) completed.push(prizeOf(challenge, mark.completed));
  }
  return { marks, completed };
}

function stepOf(challenge: Challenge, order: WeighedOrder, pieces: readonly Piece[]): Step {
  const { goal, conditions } = challenge;
  const choose = (scope: Parameters<typeof choosePieces>[1]) =>
    choosePieces(pieces, scope, conditions.subscriptions, order).pieces;
  switch (goal.kind) {
    case 'items':
      return { amount: choose(goal.lines).reduce((sum, { units }) => sum + units, 0), groups: [] };
    case 'orders':
    case 'streak':
      return { amount: choose('all').length > 0 ? 1 : 0, groups: [] };
    case 'spend':
      return { amount: countedIn(choose('all')), groups: [] };
    case 'variety': {
      const lines = choose('all').flatMap(({ line }) => line ?? []);
      const groups = goal.groups.flatMap((group, index) =>
        lines.some((line) => names(group, line, order.traits) === 'yes') ? [index] : [],
      );
      return { amount: 0, groups };
    }
  }
}

function prizeOf({ key, name, prize }: Challenge, times: number): ReceiptChallenge {
  return prize.kind === 'points'
    ? { key, name, times, points: prize.points * times, reward: null }
    : { key, name, times, points: 0, reward: prize.reward };
}
