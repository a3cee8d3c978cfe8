import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';

import { writePoints } from '../language/amounts.ts';
import { money, type ProgramWords, writeFactor, writePercent } from './program-words.ts';

/** What a bonus is called: the shop's own word, or what it gives in the reader's. */
export function bonusName({ name, gives, conditions }: Bonus, words: ProgramWords): string {
  if (name !== null) return name;
  if (conditions.orders === 'first') return words.text('programText.name.firstOrder');
  switch (gives.kind) {
    case 'multiple':
      return words.text('programText.name.multiple', { factor: writeFactor(gives.percent, words) });
    case 'per_item':
      return words.text('programText.name.perItem', { points: writePoints(gives.points, words) });
    case 'per_order':
      return words.text('programText.name.perOrder', { points: writePoints(gives.points, words) });
  }
}

/** What an action is called: the shop's own word, or the occasion in the reader's, or its key. */
export function actionName({ name, key, occasion }: ActionRule, { text }: ProgramWords): string {
  if (name !== null) return name;
  switch (occasion.kind) {
    case 'joining':
    case 'newsletter':
    case 'birthday':
    case 'join_anniversary':
      return text(`programText.name.${occasion.kind}`);
    case 'code':
      return text('programText.name.code', { code: occasion.code });
    case 'claim':
    case 'staff':
    case 'api':
      return key;
  }
}

/** What a challenge is called: the shop's own word, or the goal in the reader's. */
export function challengeName({ name, goal }: Challenge, words: ProgramWords): string {
  if (name !== null) return name;
  switch (goal.kind) {
    case 'items':
    case 'variety':
    case 'streak':
      return words.text(`programText.name.${goal.kind}`);
    case 'orders':
      return words.text('programText.name.orders', { count: goal.count });
    case 'spend':
      return words.text('programText.name.spend', { amount: money(goal.amount, words) });
  }
}

/** What a reward is called: the shop's own word, or what it gives in the reader's, or its key. */
export function rewardName({ name, key, gives }: Reward, words: ProgramWords): string {
  if (name !== null) return name;
  const { text } = words;
  switch (gives.kind) {
    case 'amount_off': {
      const [step, ...others] = gives.steps;
      return step && others.length === 0
        ? text('programText.name.amountOff', { amount: money(step.amount, words) })
        : text('programText.name.discount');
    }
    case 'percentage_off':
      return text('programText.name.percentageOff', {
        percent: writePercent(gives.percent, words),
      });
    case 'free_shipping':
      return text('programText.name.freeShipping');
    case 'free_product':
      return text('programText.name.freeProduct');
    case 'store_credit':
      return text('programText.name.storeCredit');
    case 'gift_card':
      return text('programText.name.giftCard');
    case 'experience':
      return key;
  }
}

/** The name of the reward with a key; the key where the program has none. */
export function rewardNameOf(key: string, words: ProgramWords): string {
  const reward = words.program.rewards.find((each) => each.key === key);
  return reward ? rewardName(reward, words) : key;
}
