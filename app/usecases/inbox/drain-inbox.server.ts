import { askForDraining } from '#app/db/deliveries/inbox.server.ts';
import { deleteInboxOfGoneShop } from '#app/db/privacy/shop-redaction.server.ts';
import { type Shop, findShop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { ofShop } from '#app/shopify/deliveries/read-delivery.server.ts';

import { carryOutDemand } from './carry-out-demand.server.ts';
import { countDeliveries } from '../deliveries/count-deliveries.server.ts';
import { dueDeliveries } from './due-deliveries.server.ts';
import { processDeliveries } from '../deliveries/process-deliveries.server.ts';
import type { ReceivedDelivery } from '../deliveries/received-delivery.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Applies everything that is due in a shop's inbox, in batches: translate, settle, and mark as done in the
 * transaction that posted. What cannot be applied now waits or is marked unreadable, and nothing behind it waits
 * for it.
 * @param signal that the process is to end: what is left then is another job's
 * @returns how many deliveries were taken up
 */
export async function drainInbox(
  services: Services,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const { pool } = services.database;
  let total = 0;
  for await (const batch of dueDeliveries(services, shopId)) {
    // Anew for each batch: the one before may have brought the news that the shop is gone.
    const shop = await findShop(pool, shopId);
    if (!shop) {
      await deleteInboxOfGoneShop(pool, shopId);
      return total;
    }
    total += batch.length;
    await drainBatch(services, shop, batch);
    await countDeliveries(
      services,
      shopId,
      batch.map(({ row }) => row),
    );
    if (signal?.aborted) {
      await askForDraining(pool, shopId);
      return total;
    }
  }
  return total;
}

async function drainBatch(
  services: Services,
  shop: Shop,
  batch: readonly ReceivedDelivery[],
): Promise<void> {
  const read = batch.map(({ row, delivery }) => ({ row, delivery: ofShop(delivery, shop.domain) }));
  // Whether the app is still there comes first: what follows asks Shopify. Erasing comes last: what is to be erased is
  // settled before, so that nothing is lost to the ledger.
  const uninstalls = read.filter(isUninstall);
  const demands = read.filter(isDemand);
  const others = read.filter((each) => !isUninstall(each) && !isDemand(each));
  for (const each of uninstalls) await carryOutDemand(services, shop, each);
  await processDeliveries(services, shop, others);
  for (const each of demands) await carryOutDemand(services, shop, each);
}

function isUninstall({ delivery }: ReceivedDelivery): boolean {
  return delivery.kind === 'app_uninstalled';
}

/** What a delivery demands of the app, rather than telling of the shop's business. */
function isDemand({ delivery }: ReceivedDelivery): boolean {
  return (
    delivery.kind === 'scopes_updated' ||
    delivery.kind === 'shop_changed' ||
    delivery.kind === 'customer_redaction' ||
    delivery.kind === 'shop_redaction'
  );
}
