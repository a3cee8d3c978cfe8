import type { Reward } from '../program/reward.ts';
import { type CashOutKind, isCashOut } from './kinds.ts';

/** The access scopes that paying out needs. They are optional: only shops whose program pays out are asked for them. */
export const SCOPES_OF_CASH_OUTS = {
  store_credit: ['read_store_credit_accounts', 'write_store_credit_account_transactions'],
  gift_card: ['write_gift_cards'],
} as const satisfies Record<CashOutKind, readonly string[]>;

/**
 * Which scopes a reward needs that the shop does not grant.
 * @param granted as Shopify lists them; null where that is not known, and nothing is missed then
 */
export function missingCashOutScopes(kind: string, granted: readonly string[] | null): string[] {
  if (!isCashOut(kind) || granted === null) return [];
  return SCOPES_OF_CASH_OUTS[kind].filter((scope) => !granted.includes(scope));
}

/** Which scopes the rewards that members can get need, and the shop does not grant; each once. */
export function scopesMissingFor(
  rewards: readonly Reward[],
  granted: readonly string[] | null,
): string[] {
  const offered = rewards.filter((reward) => reward.offered !== 'no');
  return [...new Set(offered.flatMap(({ gives }) => missingCashOutScopes(gives.kind, granted)))];
}
