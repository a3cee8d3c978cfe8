import type { OrderRule } from '#app/loyalty/program/earning-rules.ts';
import type { ActionRule, Occasion } from '#app/loyalty/program/action-rule.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';

import { writePoints, writeWholeMoney } from '../language/amounts.ts';
import {
  describeChannels,
  describeLimits,
  describeLines,
  describeMembers,
  describeOrderConditions,
  describeWindow,
} from './conditions-text.ts';
import { money, type ProgramWords, when, writeFactor, writeList } from './program-words.ts';

/** What an order earns, and which do. */
export function describeOrderRule(rule: OrderRule, words: ProgramWords): string[] {
  const { text } = words;
  return [
    describeEarns(rule, words),
    ...describeCounts(rule, words),
    text(`programText.order.rounding.${rule.rounding}`),
    ...when(rule.minimum > 0, () =>
      text('programText.order.minimum', { amount: money(rule.minimum, words) }),
    ),
    ...describeChannels(rule.channels, words),
    ...describeLines(rule.lines, words),
    ...describeMembers(rule.members, words),
    text(`programText.order.business.${rule.business ? 'yes' : 'no'}`),
    text(`programText.order.testOrders.${rule.testOrders}`),
    ...describeLimits(rule.limits, words),
  ];
}

function describeEarns({ earns }: OrderRule, words: ProgramWords): string {
  const points = writePoints(earns.points, words);
  if (earns.kind === 'per_order') return words.text('programText.order.perOrder', { points });
  const unit = writeWholeMoney(earns.amount, words.currency, words);
  return words.text('programText.order.perAmount', { points, unit });
}

function describeCounts({ counts }: OrderRule, words: ProgramWords): string[] {
  const { text } = words;
  const extras = (['shipping', 'tips', 'duties'] as const).filter((kind) => counts[kind]);
  const things = (['goods', ...extras] as const).map((kind) =>
    text(`programText.order.thing.${kind}`),
  );
  return [
    text('programText.order.counts', { things: writeList(things, words) }),
    text(`programText.order.tax.${counts.tax}`),
    text(`programText.order.giftCards.${counts.giftCards}`),
  ];
}

/** What a bonus gives, when and for what. */
export function describeBonus(bonus: Bonus, words: ProgramWords): string[] {
  return [
    describeGift(bonus, words),
    ...describeLines(bonus.lines, words),
    ...describeWindow(bonus.window, words),
    ...describeOrderConditions(bonus.conditions, words),
    ...describeLimits(bonus.limits, words),
  ];
}

function describeGift({ gives }: Bonus, words: ProgramWords): string {
  switch (gives.kind) {
    case 'multiple':
      return words.text('programText.bonus.multiple', {
        factor: writeFactor(gives.percent, words),
      });
    case 'per_item':
      return words.text('programText.bonus.perItem', { points: writePoints(gives.points, words) });
    case 'per_order':
      return words.text('programText.bonus.perOrder', { points: writePoints(gives.points, words) });
  }
}

/** What an action gives, when and to whom. */
export function describeActionRule(action: ActionRule, words: ProgramWords): string[] {
  return [
    ...describeOccasion(action.occasion, writePoints(action.points, words), words),
    ...describeWindow(action.window, words),
    ...describeMembers(action.conditions, words),
    ...describeLimits(action.limits, words),
    ...when(action.limits.length === 0 && BY_THEMSELVES.includes(action.occasion.kind), () =>
      words.text('programText.action.once'),
    ),
  ];
}

/** What members can bring about as often as they like: where nothing is said of how often, it gives once. */
const BY_THEMSELVES: readonly Occasion['kind'][] = ['claim', 'code'];

function describeOccasion(occasion: Occasion, points: string, { text }: ProgramWords): string[] {
  switch (occasion.kind) {
    case 'newsletter': {
      const days = occasion.takenBackWithinDays;
      return [
        text('programText.action.newsletter', { points }),
        ...when(days > 0, () => text('programText.action.takenBack', { days })),
      ];
    }
    case 'birthday': {
      const days = occasion.toldDaysBefore;
      return [
        text('programText.action.birthday', { points }),
        ...when(days > 0, () => text('programText.action.told', { days })),
      ];
    }
    case 'claim': {
      const { proof, approval, address } = occasion;
      return [
        text('programText.action.claim', { points }),
        ...(address === null ? [] : [text('programText.action.address', { address })]),
        text(`programText.action.proof.${proof}`),
        text(`programText.action.approval.${approval}`),
      ];
    }
    case 'code':
      return [text('programText.action.code', { points, code: occasion.code })];
    case 'joining':
    case 'join_anniversary':
    case 'staff':
    case 'api':
      return [text(`programText.action.${occasion.kind}`, { points })];
  }
}
