import type { Reward } from '#app/loyalty/program/reward.ts';

import { writePoints } from '../language/amounts.ts';
import { nameEach } from './catalog-text.ts';
import { describeLimits, describeLines, describeMembers } from './conditions-text.ts';
import {
  money,
  type ProgramWords,
  quote,
  when,
  writeChoice,
  writeList,
  writePercent,
} from './program-words.ts';

/** What a reward gives and costs, to whom, and how it can be used. */
export function describeReward(reward: Reward, words: ProgramWords): string[] {
  const { description, offered, minimumCart, stock, validDays } = reward;
  const { text } = words;
  return [
    ...describeGives(reward.gives, words),
    ...(description === null
      ? []
      : [text('programText.reward.description', { words: quote(description, words) })]),
    ...(offered === 'yes' ? [] : [text(`programText.reward.${offered}`)]),
    ...describeMembers(reward.conditions, words),
    ...when(minimumCart > 0, () =>
      text('programText.reward.minimumCart', { amount: money(minimumCart, words) }),
    ),
    ...(stock === null ? [] : [text('programText.reward.stock', { count: stock })]),
    ...describeLimits(reward.limits, words),
    ...(validDays === null ? [] : [describeValidity(reward.gives.kind, validDays, words)]),
    ...describeCombinations(reward, words),
  ];
}

function describeGives(gives: Reward['gives'], words: ProgramWords): string[] {
  const { text } = words;
  switch (gives.kind) {
    case 'amount_off':
      return [...describeSteps('amountOff', gives.steps, words), ...describeOn(gives, words)];
    case 'percentage_off': {
      const percent = writePercent(gives.percent, words);
      const points = writePoints(gives.points, words);
      return [
        text('programText.reward.percentageOff', { percent, points }),
        ...describeOn(gives, words),
      ];
    }
    case 'free_shipping':
      return [
        text('programText.reward.freeShipping', { points: writePoints(gives.points, words) }),
        ...(gives.upTo === null
          ? []
          : [text('programText.reward.upTo', { amount: money(gives.upTo, words) })]),
      ];
    case 'free_product':
      return [
        text('programText.reward.freeProduct', {
          count: gives.products.length,
          names: writeChoice(nameEach('products', gives.products, words), words),
          points: writePoints(gives.points, words),
        }),
        ...describeCost(gives.cost, words),
      ];
    case 'store_credit':
      return describeMoney('storeCredit', gives, words);
    case 'gift_card':
      return describeMoney('giftCard', gives, words);
    case 'experience':
      return [
        text('programText.reward.experience', { points: writePoints(gives.points, words) }),
        ...describeCost(gives.cost, words),
      ];
  }
}

type Steps = Extract<Reward['gives'], { kind: 'amount_off' }>['steps'];

function describeSteps(
  kind: 'amountOff' | 'storeCredit' | 'giftCard',
  steps: Steps,
  words: ProgramWords,
): string[] {
  return steps.map(({ points, amount }) =>
    words.text(`programText.reward.${kind}`, {
      points: writePoints(points, words),
      amount: money(amount, words),
    }),
  );
}

function describeMoney(
  kind: 'storeCredit' | 'giftCard',
  { steps, expiresDays }: { readonly steps: Steps; readonly expiresDays: number | null },
  words: ProgramWords,
): string[] {
  return [
    ...describeSteps(kind, steps, words),
    ...(expiresDays === null
      ? []
      : [words.text('programText.reward.expires', { days: expiresDays })]),
  ];
}

function describeOn(
  { products }: Extract<Reward['gives'], { kind: 'amount_off' | 'percentage_off' }>,
  words: ProgramWords,
): string[] {
  return describeLines(products === 'all' ? 'all' : { only: products }, words);
}

function describeCost(cost: number, words: ProgramWords): string[] {
  return when(cost > 0, () =>
    words.text('programText.reward.cost', { amount: money(cost, words) }),
  );
}

/** Money has no code that could be valid for a time; how long it lasts is said with what is given. */
function describeValidity(
  kind: Reward['gives']['kind'],
  days: number,
  words: ProgramWords,
): string {
  const isMoney = kind === 'store_credit' || kind === 'gift_card';
  return words.text(isMoney ? 'programText.reward.validInVain' : 'programText.reward.valid', {
    days,
  });
}

/** Only codes meet other discounts. */
function describeCombinations({ gives, combines }: Reward, words: ProgramWords): string[] {
  const kinds = (['order', 'product', 'shipping'] as const).filter((kind) => combines[kind]);
  if (kinds.length > 0) {
    const list = kinds.map((kind) => words.text(`programText.reward.kind.${kind}`));
    return [words.text('programText.reward.combines', { kinds: writeList(list, words) })];
  }
  const isCode = !['store_credit', 'gift_card', 'experience'].includes(gives.kind);
  return when(isCode, () => words.text('programText.reward.alone'));
}
