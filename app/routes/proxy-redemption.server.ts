import type { Language } from '#app/components/language/language.ts';
import {
  describeOver,
  describeOwn,
  nameOwn,
} from '#app/components/storefront/own-redemption-text.ts';
import { writeDay } from '#app/components/language/amounts.ts';
import type { ShownOwnRedemption } from '#app/usecases/redemptions/own-redemptions.server.ts';
import type { RedeemedReward } from '#app/usecases/redeeming/asked-reward.server.ts';

/** Kinds whose codes a cart takes. */
const CART_KINDS: ReadonlySet<string> = new Set([
  'amount_off',
  'percentage_off',
  'free_shipping',
  'free_product',
]);

/** A redemption as the storefront's script shows it. Money in minor units, times in ISO 8601. */
export function showRedemption(redemption: RedeemedReward) {
  const { id, rewardKey, kind, points, amount, choice, state, validUntil } = redemption;
  // One that waits for another code has lost the one it had.
  const code = state === 'pending' ? null : redemption.code;
  const until = validUntil?.toISOString() ?? null;
  return { id, reward: rewardKey, kind, points, amount, choice, state, code, validUntil: until };
}

/** The same, with all that its owner reads of it. */
export function showOwn(
  { redemption, reward, isCancellable }: ShownOwnRedemption,
  language: Language,
  productNames: ReadonlyMap<string, string> = new Map(),
) {
  const { choice, cause, code, createdAt, kind, state } = redemption;
  const productName = choice === null ? undefined : productNames.get(choice);
  const promised = { reward, productName };
  return {
    ...showRedemption(redemption),
    /** Under which she asked for it; null of what she won. */
    key: cause.kind === 'member' ? cause.id : null,
    name: nameOwn(redemption, promised, language),
    about: describeOwn(redemption, promised, language),
    date: writeDay(createdAt.toISOString(), language),
    outcome: describeOver(redemption, language),
    isCancellable,
    isForCart: state === 'ready' && code !== null && CART_KINDS.has(kind),
    isUnderWay: state === 'pending' || state === 'cancelling',
  };
}
