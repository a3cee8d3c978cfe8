import type { RewardStanding } from '#app/loyalty/rewards/standing.ts';

import { writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** What a reward gives. */
export type ShownRewardKind =
  | 'amount_off'
  | 'percentage_off'
  | 'free_shipping'
  | 'free_product'
  | 'store_credit'
  | 'gift_card'
  | 'experience';

export type ShownRedemptionState =
  | 'pending'
  | 'ready'
  | 'used'
  | 'cancelling'
  | 'cancelled'
  | 'expired'
  | 'returned'
  | 'doubtful'
  | 'failed';

/** A redemption as pages show it. Points are integers, amounts minor units, times ISO 8601. */
export interface ShownRedemption {
  readonly id: string;
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly rewardKey: string;
  readonly rewardName: string | null;
  readonly kind: ShownRewardKind;
  readonly percent: number | null;
  /** 0 of what was won. */
  readonly points: number;
  readonly amount: number | null;
  readonly currency: string;
  readonly state: ShownRedemptionState;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly validUntil: string | null;
  readonly retryAt: string | null;
}

/** `€5.00 store credit`, `10% off`, or how the shop calls it. */
export function nameRedeemed(
  redeemed: Pick<ShownRedemption, 'rewardName' | 'kind' | 'percent' | 'amount' | 'currency'>,
  language: Language,
): string {
  return redeemed.rewardName ?? describeGiven(redeemed, language);
}

/** What was given, whatever it is called. */
export function describeGiven(
  {
    kind,
    percent,
    amount,
    currency,
  }: Pick<ShownRedemption, 'kind' | 'percent' | 'amount' | 'currency'>,
  language: Language,
): string {
  const { text, format } = language;
  return text(`redemptions.given.${kind}`, {
    amount: amount === null ? '' : writeMoney(amount, currency, language),
    percent: percent === null ? '' : format.number(percent / 100, { style: 'percent' }),
    hasValue: amount === null && percent === null ? 'no' : 'yes',
  });
}

/** How a redemption stands; what is delivered is called by what it is. */
export function describeState(
  { kind, state }: Pick<ShownRedemption, 'kind' | 'state'>,
  { text }: Language,
): string {
  if (state === 'used') {
    if (kind === 'experience') return text('redemptions.state.handedOver');
    if (kind === 'store_credit' || kind === 'gift_card') return text('redemptions.state.paidOut');
  }
  if (state === 'ready' && kind === 'experience') return text('redemptions.state.promised');
  return text(`redemptions.state.${state}`);
}

/** Problems that are put in plain words, and their keys among the texts. */
const PROBLEMS = {
  OWNER_NOT_FOUND: 'noCustomer',
  CUSTOMER_NOT_FOUND: 'noCustomer',
  CREDIT_LIMIT_EXCEEDED: 'limit',
  GIFT_CARD_LIMIT_EXCEEDED: 'limit',
  MISMATCHING_CURRENCY: 'currency',
  UNSUPPORTED_CURRENCY: 'currency',
  access_denied: 'noAccess',
  not_installed: 'noAccess',
  throttled: 'busy',
  unavailable: 'away',
  interrupted: 'away',
  another_under_way: 'another',
  broke_off: 'brokeOff',
  took_too_long: 'tookTooLong',
  ambiguous: 'ambiguous',
  TAKEN: 'taken',
  unsupported_products: 'unsupportedProducts',
  not_cancelled: 'notCancelled',
  code_gone: 'codeGone',
  code_lost: 'codeLost',
  used_meanwhile: 'usedMeanwhile',
  product_missing: 'productMissing',
  not_restored: 'notRestored',
  currency_changed: 'currencyChanged',
} as const;

/** Why something waits, is doubtful or did not come about; in Shopify's own words where there are no better ones. */
export function describeProblem(problem: string, { text }: Language): string {
  if (Object.hasOwn(PROBLEMS, problem)) {
    return text(`redemptions.problem.${PROBLEMS[problem as keyof typeof PROBLEMS]}`);
  }
  if (problem.startsWith('HTTP ')) return text('redemptions.problem.away');
  return text('redemptions.problem.other', { problem });
}

/** How a reward stands, in a word or two. */
export function describeStanding(standing: RewardStanding, { text }: Language): string {
  return text(`rewards.standing.${standing}`);
}

const DECISIONS = {
  'redemption.confirmed': 'redemptions.action.confirmed',
  'redemption.given_up': 'redemptions.action.givenUp',
  'redemption.retried': 'redemptions.action.retried',
  'redemption.handed_over': 'redemptions.action.handedOver',
  'redemption.called_off': 'redemptions.action.calledOff',
  'redemption.code_deleted': 'redemptions.action.codeDeleted',
} as const;

/** Whether the log's name of an action is that of a decision on a redemption. */
export function isDecision(action: string): action is keyof typeof DECISIONS {
  return Object.hasOwn(DECISIONS, action);
}

/** What staff have decided on a redemption. */
export function describeDecision(action: keyof typeof DECISIONS, { text }: Language): string {
  return text(DECISIONS[action]);
}
