import type { ShownRedemption } from './redemption-text.ts';

/** What can be decided on a redemption. */
export type RedemptionIntent = 'confirm' | 'give_up' | 'retry' | 'hand_over' | 'call_off';

/** What is asked about a code is worded otherwise than what is asked about money. */
export function wordingOf(intent: RedemptionIntent, { kind }: Pick<ShownRedemption, 'kind'>) {
  const isCode = kind !== 'store_credit' && kind !== 'gift_card' && kind !== 'experience';
  if (!isCode || intent === 'hand_over') return intent;
  return `${intent}_code` as const;
}
