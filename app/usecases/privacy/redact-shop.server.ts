import { type RedactionStep, eraseNextOfShop } from '#app/db/privacy/shop-redaction.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { readGrantedScopes } from '#app/shopify/read-granted-scopes.server.ts';

import type { Services } from '../services.server.ts';
import { uninstallShop } from '../shops/uninstall-shop.server.ts';

export type ShopRedaction =
  | { readonly kind: 'redacted' }
  /** The shop has the app, or has it again. */
  | { readonly kind: 'installed' }
  | { readonly kind: 'no_answer'; readonly failure: AdminFailure };

/**
 * Forgets a shop at Shopify's demand, two days after it removed the app: everything, in steps of bounded size that go
 * on where they were interrupted, the shop itself last. Each step leaves a coherent ledger, and stops where the shop
 * has come back meanwhile.
 */
export async function redactShop(services: Services, shop: Shop): Promise<ShopRedaction> {
  if (shop.uninstalledAt === null) {
    const removal = await confirmRemoval(services, shop);
    if (removal) return removal;
  }
  for (;;) {
    const step: RedactionStep = await eraseNextOfShop(services.database, shop);
    if (step === 'came_back') return { kind: 'installed' };
    if (step === 'done') break;
  }
  services.logger.info({ shopId: shop.id }, 'everything of a shop was erased');
  return { kind: 'redacted' };
}

/** No news of an uninstall has come: it may have got lost, or the shop has the app again. Its token tells. */
async function confirmRemoval(services: Services, shop: Shop): Promise<ShopRedaction | undefined> {
  const askedAt = services.clock.now();
  const answer = await readGrantedScopes(services.adminApi, shop.domain);
  if (answer.ok) return { kind: 'installed' };
  if (answer.failure.kind !== 'not_installed') {
    return { kind: 'no_answer', failure: answer.failure };
  }
  await uninstallShop(services, shop.id, askedAt);
  return undefined;
}
