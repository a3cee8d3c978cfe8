import { inTransaction } from '#app/db/database.server.ts';
import { type InboxDelivery, listDueDeliveries, saveOutcomes } from '#app/db/inbox.server.ts';
import { type Shop, findShop } from '#app/db/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { ofShop, readDelivery } from '#app/shopify/read-delivery.server.ts';

import { applyDeliveries } from './apply-deliveries.server.ts';
import { settleWholeOrders } from './settle-whole-orders.server.ts';
import type { ReceivedDelivery } from './received-delivery.server.ts';
import type { Services } from './services.server.ts';
import { uninstallShop } from './uninstall-shop.server.ts';

/** Most deliveries taken up at once: enough to share the cost of a transaction, few enough to keep it short. */
const BATCH_SIZE = 200;

/**
 * Applies everything that is due in a shop's inbox, in batches: translate, settle, and mark as done in the
 * transaction that posted. What cannot be applied now waits or is marked unreadable, and nothing behind it waits
 * for it.
 * @returns how many deliveries were taken up
 */
export async function drainInbox(services: Services, shopId: ShopId): Promise<number> {
  const shop = await findShop(services.database.pool, shopId);
  if (!shop) return 0;
  let total = 0;
  for (;;) {
    const rows = await listDueDeliveries(
      services.database.pool,
      shopId,
      services.clock.now(),
      BATCH_SIZE,
    );
    if (rows.length === 0) return total;
    total += rows.length;
    await drainBatch(services, shop, rows);
  }
}

async function drainBatch(services: Services, shop: Shop, rows: InboxDelivery[]): Promise<void> {
  const read = rows.map((row) => ({
    row,
    delivery: ofShop(readDelivery(row.topic, row.body), shop.domain),
  }));
  for (const { row, delivery } of read) {
    if (delivery.kind === 'app_uninstalled') {
      await uninstallShop(services, shop.id, row.triggeredAt ?? row.receivedAt);
    }
  }
  const toReadWhole = await applyTogetherOrSingly(services, shop, read);
  await settleWholeOrders(services, shop, toReadWhole);
}

/**
 * Applies a batch in one transaction. Where that fails, each delivery is tried alone, so that one that breaks the
 * code is found, set aside with its reason, and nothing else suffers.
 * @returns the deliveries whose orders must be read as a whole from the Admin API
 */
async function applyTogetherOrSingly(
  services: Services,
  shop: Shop,
  read: readonly ReceivedDelivery[],
): Promise<ReceivedDelivery[]> {
  try {
    return await applyDeliveries(services, shop, read);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    const [only] = read;
    if (read.length === 1 && only) return setAside(services, shop, only, error);
  }
  const toReadWhole: ReceivedDelivery[] = [];
  for (const each of read) {
    toReadWhole.push(...(await applyTogetherOrSingly(services, shop, [each])));
  }
  return toReadWhole;
}

async function setAside(
  services: Services,
  shop: Shop,
  { row }: ReceivedDelivery,
  error: unknown,
): Promise<ReceivedDelivery[]> {
  services.logger.error({ shop: shop.domain, delivery: row.id, err: error }, 'delivery set aside');
  const now = services.clock.now();
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
  const reason = { code: 'failed', detail } as const;
  await inTransaction(services.database, (sql) =>
    saveOutcomes(sql, shop.id, [{ id: row.id, state: 'unreadable', reason }], now),
  );
  return [];
}

/** Whether the database refused to work rather than refused the data: then everything is tried again later. */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Classes 08 connection, 40 rollback (deadlock), 53 resources (a full disk), 57 operator intervention; or a socket's.
  return (
    /^(08|40|53|57)/.test(code) ||
    /^E[A-Z]{3,}$/.test(code) ||
    /connection terminated|timeout exceeded/i.test(error.message)
  );
}
