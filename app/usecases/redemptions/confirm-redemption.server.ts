import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import { giftCardCode } from '#app/shopify/paying-out/pay-out-gift-card.server.ts';

import { type Decided, endByStaff, type StaffDecision } from './decide-by-staff.server.ts';
import type { RedemptionEnding } from './end-redemption.server.ts';
import type { Services } from '../services.server.ts';

/**
 * The merchant has looked, and what a doubtful redemption promised is there: the points of what was paid out are spent, and
 * a code that was to be deleted is the member's as before.
 */
export async function confirmRedemption(
  services: Pick<Services, 'database' | 'clock'>,
  shop: Pick<Shop, 'id' | 'contactKey'>,
  decision: StaffDecision,
): Promise<Decided> {
  return endByStaff(services, shop.id, decision, {
    action: 'redemption.confirmed',
    decide: (_sql, redemption) => confirmed(shop, redemption),
  });
}

function confirmed(
  { contactKey }: Pick<Shop, 'contactKey'>,
  { id, kind, state }: Redemption,
): RedemptionEnding | null {
  if (state !== 'doubtful') return null;
  if (!isCashOut(kind)) return { state: 'ready', points: 'as_they_are' };
  const change = kind === 'gift_card' ? { code: giftCardCode(contactKey, id) } : {};
  return { state: 'used', points: 'spent', change };
}
