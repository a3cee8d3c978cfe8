import type { Challenge } from '#app/loyalty/program/challenge.ts';

import { writePoints } from '../language/amounts.ts';
import {
  describeLines,
  describeOrderConditions,
  describeWindow,
  writeScope,
} from './conditions-text.ts';
import { rewardNameOf } from './names.ts';
import { money, type ProgramWords } from './program-words.ts';

/** What is to be reached in a challenge, until when, and for what. */
export function describeChallenge(challenge: Challenge, words: ProgramWords): string[] {
  const { within, repeats, window, conditions } = challenge;
  return [
    ...describeGoal(challenge.goal, words),
    words.text('programText.challenge.within', { period: within }),
    describePrize(challenge.prize, words),
    words.text(`programText.challenge.repeats.${repeats}`),
    ...describeWindow(window, words),
    ...describeOrderConditions(conditions, words),
  ];
}

function describeGoal(goal: Challenge['goal'], words: ProgramWords): string[] {
  const { text } = words;
  switch (goal.kind) {
    case 'items':
      return [
        text('programText.challenge.items', { count: goal.count }),
        ...describeLines(goal.lines, words),
      ];
    case 'orders':
      return [text('programText.challenge.orders', { count: goal.count })];
    case 'spend':
      return [text('programText.challenge.spend', { amount: money(goal.amount, words) })];
    case 'variety': {
      const groups = goal.groups.map((group) => writeScope(group, words));
      const list = groups.join('; ');
      return [
        text('programText.challenge.variety', { count: goal.count, groups: groups.length, list }),
      ];
    }
    case 'streak':
      return [text('programText.challenge.streak', { period: goal.period, count: goal.count })];
  }
}

function describePrize(prize: Challenge['prize'], words: ProgramWords): string {
  return prize.kind === 'points'
    ? words.text('programText.challenge.prizePoints', { points: writePoints(prize.points, words) })
    : words.text('programText.challenge.prizeReward', {
        reward: rewardNameOf(prize.reward, words),
      });
}
