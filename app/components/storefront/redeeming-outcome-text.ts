import type { RedeemRefusal } from '#app/loyalty/rewards/may-redeem.ts';

import { writeDay } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** What asking for a reward came to. */
export type ShownRedeeming =
  | {
      readonly outcome: 'redeemed' | 'repeated';
      readonly redemption: { readonly kind: string; readonly code: string | null };
    }
  | { readonly outcome: 'refused'; readonly refusal: RedeemRefusal }
  | {
      readonly outcome:
        | 'not_enough'
        | 'no_reward'
        | 'no_such_offer'
        | 'unavailable'
        | 'contradictory'
        | 'signed_out'
        | 'not_a_member'
        | 'no_member';
    };

/** What asking to cancel a redemption came to. */
export type ShownCancelling =
  'cancelled' | 'cancelling' | 'unknown' | 'not_cancellable' | 'signed_out' | 'not_a_member';

const FAILURES = {
  not_enough: 'not_enough',
  no_reward: 'changed',
  no_such_offer: 'changed',
  unavailable: 'unavailable',
  contradictory: 'contradictory',
  signed_out: 'signed_out',
  not_a_member: 'not_a_member',
  no_member: 'not_a_member',
} as const;

/** Tells a shopper what asking for a reward came to, and what she can do. */
export function describeRedeeming(
  shown: ShownRedeeming,
  language: Language,
): { readonly text: string } {
  const { text } = language;
  switch (shown.outcome) {
    case 'redeemed':
    case 'repeated': {
      const { kind, code } = shown.redemption;
      if (kind === 'experience') return { text: text('storefront.outcome.experience') };
      if (code === null) return { text: text('storefront.outcome.coming') };
      return { text: text('storefront.outcome.code', { code }) };
    }
    case 'refused':
      return { text: describeRefused(shown.refusal, language) };
    default:
      return { text: text(`storefront.outcome.${FAILURES[shown.outcome]}`) };
  }
}

function describeRefused(refusal: RedeemRefusal, language: Language): string {
  const { text } = language;
  // She was shown it, so what it asks for has changed since.
  if (refusal.why === 'other_tier') return text('storefront.outcome.changed');
  const sentence = text(`storefront.rewards.refused.${refusal.why}`, { tiers: '' });
  if (!('until' in refusal) || refusal.until === null) return sentence;
  const date = writeDay(new Date(refusal.until).toISOString(), language);
  return `${sentence} ${text('storefront.rewards.againFrom', { date })}`;
}

/** Tells a shopper what asking to cancel came to. */
export function describeCancelling(shown: ShownCancelling, { text }: Language): string {
  return text(`storefront.outcome.${shown === 'unknown' ? 'not_cancellable' : shown}`);
}
