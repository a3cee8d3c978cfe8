import { inTransaction } from '#app/db/database.server.ts';
import {
  type DeliveryOutcome,
  askForDraining,
  saveOutcomes,
} from '#app/db/deliveries/inbox.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { DeliveryReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';

import { isDatabaseAway, setAside } from '../deliveries/process-deliveries.server.ts';
import type { ReceivedDelivery } from '../deliveries/received-delivery.server.ts';
import { redactCustomer } from '../privacy/redact-customer.server.ts';
import { redactShop } from '../privacy/redact-shop.server.ts';
import { installShop } from '../shops/install-shop.server.ts';
import { refreshScopes } from '../shops/refresh-scopes.server.ts';
import type { Services } from '../services.server.ts';
import { uninstallShop } from '../shops/uninstall-shop.server.ts';

/** What carrying out a demand came to. */
type DemandOutcome =
  | { readonly kind: 'done'; readonly reason: DeliveryReason | null }
  /** Shopify was to be asked, and did not answer. */
  | { readonly kind: 'no_answer'; readonly failure: AdminFailure }
  /** Noted already, or gone with the shop. */
  | { readonly kind: 'settled' };

/**
 * Carries out a delivery that demands something of the app as a whole: that it has been removed, may do more or less,
 * is to forget a customer or the shop. Each may be repeated, and one that was interrupted goes on where it was.
 */
export async function carryOutDemand(
  services: Services,
  shop: Shop,
  received: ReceivedDelivery,
): Promise<void> {
  const outcome = await carryOut(services, shop, received).catch(async (error: unknown) => {
    // One that breaks the code must not stop what is behind it.
    if (isDatabaseAway(error)) throw error;
    await setAside(services, shop, received, error);
    return { kind: 'settled' } as const;
  });
  if (outcome.kind === 'settled') return;
  const { row } = received;
  const now = services.clock.now();
  await inTransaction(services.database, async (sql) => {
    const saved: DeliveryOutcome =
      outcome.kind === 'done'
        ? { id: row.id, state: 'done', reason: outcome.reason }
        : {
            id: row.id,
            state: 'waiting',
            reason: { code: 'no_answer', failure: outcome.failure.kind },
            retryAt: new Date(now.getTime() + backoffMs(row.attempts)),
          };
    await saveOutcomes(sql, shop.id, [saved], now);
    if (saved.state === 'waiting') await askForDraining(sql, shop.id, backoffMs(row.attempts));
  });
}

async function carryOut(
  services: Services,
  shop: Shop,
  { row, delivery }: ReceivedDelivery,
): Promise<DemandOutcome> {
  switch (delivery.kind) {
    case 'app_uninstalled': {
      const news = await uninstallShop(services, shop.id, row.triggeredAt ?? row.receivedAt);
      return { kind: 'done', reason: news === 'gone' ? null : { code: 'installed_since' } };
    }
    case 'scopes_updated': {
      const refreshed = await refreshScopes(services, shop);
      return refreshed.ok
        ? { kind: 'done', reason: null }
        : { kind: 'no_answer', failure: refreshed.failure };
    }
    case 'shop_changed': {
      // One that has removed the app tells nothing, and is not to be taken for one that has it.
      if (shop.uninstalledAt !== null) return { kind: 'done', reason: null };
      const refreshed = await installShop(services, shop.domain);
      return refreshed.ok || refreshed.failure.kind === 'not_installed'
        ? { kind: 'done', reason: null }
        : { kind: 'no_answer', failure: refreshed.failure };
    }
    case 'customer_redaction':
      await redactCustomer(services, shop, delivery, row.id);
      return { kind: 'settled' };
    case 'shop_redaction': {
      const redaction = await redactShop(services, shop);
      if (redaction.kind === 'redacted') return { kind: 'settled' };
      return redaction.kind === 'installed'
        ? { kind: 'done', reason: { code: 'installed_since' } }
        : { kind: 'no_answer', failure: redaction.failure };
    }
    default:
      throw new Error(`a delivery of kind ${delivery.kind} demands nothing`);
  }
}
