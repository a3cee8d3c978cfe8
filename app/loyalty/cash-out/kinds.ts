/** Rewards that are paid out as money to be spent in the shop. */
export const CASH_OUT_KINDS = ['store_credit', 'gift_card'] as const;

export type CashOutKind = (typeof CASH_OUT_KINDS)[number];

/** Whether a reward is paid out as money. */
export function isCashOut(kind: string): kind is CashOutKind {
  return CASH_OUT_KINDS.some((each) => each === kind);
}
