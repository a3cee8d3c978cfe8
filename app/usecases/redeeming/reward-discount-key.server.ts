import { createHash } from 'node:crypto';

import type { DiscountKey } from '#app/db/redemptions/reward-discounts.server.ts';
import type { DiscountTerms } from '#app/loyalty/rewards/discount-terms.ts';

/** What names a native discount: two versions of the program that promise the same share it. */
export function discountKeyOf(
  rewardKey: string,
  terms: DiscountTerms,
  { bucket }: { readonly bucket: string },
): DiscountKey {
  const termsKey = createHash('sha256').update(JSON.stringify(terms)).digest('base64url');
  return { rewardKey, termsKey, bucket };
}

/** A discount's key as one text. */
export function textOfKey({ rewardKey, termsKey, bucket }: DiscountKey): string {
  return `${rewardKey} ${termsKey} ${bucket}`;
}
