import type { ChallengeProgress } from '#app/loyalty/earning/challenge-progress.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';

import { writeDay, writePoints } from '../language/amounts.ts';
import { rewardNameOf } from '../program-text/names.ts';
import { money, type ProgramWords } from '../program-text/program-words.ts';

/** Most steps that are shown as stamps of a card; more are a bar. */
const STAMPS_MAX = 12;

/** How a shopper sees how far she is. */
export interface ProgressText {
  /** `3 of 10 items` */
  readonly progress: string;
  /** Whether it is a card of stamps. */
  readonly isStamps: boolean;
  /** What comes at the end, until when, and how often she has had it: a sentence each. */
  readonly about: readonly string[];
}

/** Writes how far a member is with a challenge, for herself. */
export function describeProgress(
  challenge: Challenge,
  given: ChallengeProgress,
  words: ProgramWords,
): ProgressText {
  const { goal } = given;
  return {
    progress: writeProgress(
      challenge.goal,
      { goal, reached: Math.min(given.reached, goal) },
      words,
    ),
    isStamps: challenge.goal.kind !== 'spend' && goal <= STAMPS_MAX,
    about: [
      ...describeEnd(challenge, given, words),
      ...describeCompletions(challenge, given, words),
    ],
  };
}

function writeProgress(
  goal: Challenge['goal'],
  counted: { readonly reached: number; readonly goal: number },
  words: ProgramWords,
): string {
  const { text } = words;
  switch (goal.kind) {
    case 'spend': {
      const amounts = { reached: money(counted.reached, words), goal: money(counted.goal, words) };
      return text('storefront.challenge.spend', amounts);
    }
    case 'streak':
      return text('storefront.challenge.streak', { ...counted, period: goal.period });
    case 'items':
    case 'orders':
    case 'variety':
      return text(`storefront.challenge.${goal.kind}`, counted);
  }
}

function describeEnd(
  { prize, window }: Challenge,
  { isOpen, endsAt, completions }: ChallengeProgress,
  words: ProgramWords,
): string[] {
  const { text } = words;
  const prizeText =
    prize.kind === 'points'
      ? text('storefront.challenge.prizePoints', { points: writePoints(prize.points, words) })
      : text('storefront.challenge.prizeReward', { reward: rewardNameOf(prize.reward, words) });
  if (isOpen) {
    // What ends at midnight ends on the day before.
    const last = endsAt === null ? null : new Date(endsAt - 1).toISOString();
    return [
      prizeText,
      ...(last === null
        ? []
        : [text('storefront.challenge.endsAt', { date: writeDay(last, words) })]),
    ];
  }
  if (completions === 0 && window.from !== null) {
    return [prizeText, text('storefront.challenge.begins', { date: writeDay(window.from, words) })];
  }
  return [text('storefront.challenge.done')];
}

function describeCompletions(
  { repeats }: Challenge,
  { completions }: ChallengeProgress,
  { text }: ProgramWords,
): string[] {
  if (completions === 0 || repeats === 'once') return [];
  return [text('storefront.challenge.doneTimes', { count: completions })];
}
