import type { Reward } from '#app/loyalty/program/reward.ts';

import { writeDay, writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import {
  describeGiven,
  nameRedeemed,
  type ShownRedemptionState,
  type ShownRewardKind,
} from '../redemptions/redemption-text.ts';

/** A redemption that a shopper reads of. Amounts in minor units of `currency`. */
export interface RedemptionOfShopper {
  readonly kind: ShownRewardKind;
  readonly state: ShownRedemptionState;
  readonly code: string | null;
  /** 0 of what was won. */
  readonly points: number;
  readonly amount: number | null;
  readonly currency: string;
  readonly validUntil: Date | null;
}

/** By what a redemption was promised. */
export interface PromisedReward {
  /** Undefined where the version knows no such reward. */
  readonly reward: Pick<Reward, 'name' | 'gives' | 'minimumCart'> | undefined;
  /** Of a free product, where it is known. */
  readonly productName: string | undefined;
}

/** What a redemption is called: the shop's own word, or the product, or what was given. */
export function nameOwn(
  { kind, amount, currency }: RedemptionOfShopper,
  { reward, productName }: PromisedReward,
  language: Language,
): string {
  const rewardName = reward?.name ?? productName ?? null;
  const percent = percentOf(reward);
  return nameRedeemed({ rewardName, kind, percent, amount, currency }, language);
}

/** What a shopper should know of what she has, a sentence each. */
export function describeOwn(
  redemption: RedemptionOfShopper,
  { reward, productName }: PromisedReward,
  language: Language,
): string[] {
  const { text } = language;
  const { kind, amount, currency, state, validUntil, points } = redemption;
  const minimum = reward?.minimumCart ?? 0;
  const isCode = state === 'ready' && kind !== 'experience';
  const isNamed = reward !== undefined && reward.name !== null;
  const given = describeGiven({ kind, amount, currency, percent: percentOf(reward) }, language);
  return [
    ...(points === 0 ? [text('storefront.own.won')] : []),
    ...(isNamed && kind !== 'experience' ? [`${productName ?? given}.`] : []),
    ...describeState(redemption, language),
    ...(isCode && kind === 'free_product' ? [text('storefront.rewards.freeProduct')] : []),
    ...(isCode && minimum > 0
      ? [
          text('storefront.rewards.minimumCart', {
            amount: writeMoney(minimum, currency, language),
          }),
        ]
      : []),
    ...(state === 'ready' && validUntil
      ? [
          text('storefront.own.validUntil', {
            date: writeDay(validUntil.toISOString(), language),
          }),
        ]
      : []),
  ];
}

/** What became of a redemption that is over, in a word or two. */
export function describeOver(
  { kind, state }: Pick<RedemptionOfShopper, 'kind' | 'state'>,
  { text }: Language,
): string {
  switch (state) {
    case 'used':
      if (kind === 'experience') return text('storefront.own.over.usedExperience');
      return text(`storefront.own.over.${isPaidOut(kind) ? 'paidOut' : 'used'}`);
    case 'expired':
    case 'cancelled':
    case 'returned':
    case 'failed':
      return text(`storefront.own.over.${state}`);
    case 'pending':
    case 'ready':
    case 'cancelling':
    case 'doubtful':
      return text(`redemptions.state.${state}`);
  }
}

function describeState(redemption: RedemptionOfShopper, { text }: Language): string[] {
  const { kind, state } = redemption;
  switch (state) {
    case 'pending':
      return [text(`storefront.own.${COMING[kind]}`)];
    case 'ready':
      return kind === 'experience' ? [text('storefront.own.show')] : [];
    case 'used':
      if (kind === 'store_credit') return [text('storefront.own.creditThere')];
      return kind === 'gift_card' ? [text('storefront.own.cardThere')] : [];
    case 'cancelling':
    case 'doubtful':
    case 'failed':
      return [text(`storefront.own.${state}`)];
    case 'expired':
    case 'cancelled':
    case 'returned':
      return [];
  }
}

const COMING = {
  amount_off: 'codeComing',
  percentage_off: 'codeComing',
  free_shipping: 'codeComing',
  free_product: 'codeComing',
  store_credit: 'creditComing',
  gift_card: 'cardComing',
  experience: 'codeComing',
} as const satisfies Record<ShownRewardKind, string>;

function isPaidOut(kind: ShownRewardKind): boolean {
  return kind === 'store_credit' || kind === 'gift_card';
}

function percentOf(reward: PromisedReward['reward']): number | null {
  return reward?.gives.kind === 'percentage_off' ? reward.gives.percent : null;
}
