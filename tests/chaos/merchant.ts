import { confirmRedemption } from '#app/usecases/redemptions/confirm-redemption.server.ts';
import { giveUpRedemption } from '#app/usecases/redemptions/give-up-redemption.server.ts';
import type { World } from '#sandbox/world.ts';

import type { InstalledApp } from './installed-app.ts';
import { recordShop, type ShopRecord } from './shop-record.ts';

interface Redemption {
  readonly id: string;
  readonly customerId: string;
  readonly kind: string;
  readonly state: string;
  readonly amount: number | null;
  readonly code: string | null;
}

const REDEMPTIONS = `
SELECT r.id, root.customer_id AS "customerId", r.kind, r.state, r.amount::float8, r.code
FROM redemptions r JOIN members m ON m.shop_id = r.shop_id AND m.id = r.member_id
JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
WHERE r.shop_id = $1 AND (r.state = 'doubtful' OR (r.kind = 'store_credit' AND r.state = 'used'))`;

/**
 * Decides about doubtful redemptions as a merchant does who looks at Shopify: what is there is confirmed, and what is not
 * is given up.
 * @returns how many there were
 */
export async function decideDoubts(
  world: World,
  { services, shop }: InstalledApp,
): Promise<number> {
  const { rows } = await services.database.pool.query<Redemption>(REDEMPTIONS, [shop.id]);
  const record = recordShop(world);
  const paid = rows.filter(({ state }) => state === 'used');
  const doubtful = rows.filter(({ state }) => state === 'doubtful');
  for (const redemption of doubtful) {
    const decision = { staffUserId: '1', id: redemption.id };
    if (isThere(redemption, record, paid)) {
      await confirmRedemption(services, shop, decision);
      paid.push(redemption);
    } else await giveUpRedemption(services, shop.id, decision);
  }
  return doubtful.length;
}

function isThere(
  { id, kind, code, customerId, amount }: Redemption,
  { giftCards, credits, codes }: ShopRecord,
  paid: readonly Redemption[],
): boolean {
  if (kind === 'gift_card') return giftCards.some(({ redemptionId }) => redemptionId === id);
  if (kind !== 'store_credit') return codes.some((each) => each.code === code);
  const isAlike = (one: { readonly customerId: string; readonly amount: number | null }) =>
    one.customerId === customerId && one.amount === amount;
  return credits.filter(isAlike).length > paid.filter(isAlike).length;
}
