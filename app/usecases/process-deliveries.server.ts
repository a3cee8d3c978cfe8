import { inTransaction } from '#app/db/database.server.ts';
import { saveOutcomes } from '#app/db/inbox.server.ts';
import type { Shop } from '#app/db/shops.server.ts';

import { applyDeliveries } from './apply-deliveries.server.ts';
import type { ReceivedDelivery } from './received-delivery.server.ts';
import type { Services } from './services.server.ts';
import { settleWholeOrders } from './settle-whole-orders.server.ts';

/**
 * Carries out deliveries: together, and completed from the Admin API where they carry only a part of an order. Each
 * has its outcome then.
 */
export async function processDeliveries(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const toReadWhole = await applyTogetherOrSingly(services, shop, deliveries);
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
    if (read.length === 1 && only) {
      await setAside(services, shop, only, error);
      return [];
    }
  }
  const toReadWhole: ReceivedDelivery[] = [];
  for (const each of read) {
    toReadWhole.push(...(await applyTogetherOrSingly(services, shop, [each])));
  }
  return toReadWhole;
}

/** Marks a delivery that breaks the code as unreadable, with the error as its reason. */
export async function setAside(
  services: Services,
  shop: Shop,
  { row }: ReceivedDelivery,
  error: unknown,
): Promise<void> {
  services.logger.error({ shop: shop.domain, delivery: row.id, err: error }, 'delivery set aside');
  const now = services.clock.now();
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
  const reason = { code: 'failed', detail } as const;
  await inTransaction(services.database, (sql) =>
    saveOutcomes(sql, shop.id, [{ id: row.id, state: 'unreadable', reason }], now),
  );
}

/** Whether the database refused to work rather than refused the data: then everything is tried again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Classes 08 connection, 40 rollback (deadlock), 53 resources (a full disk), 57 operator intervention; or a socket's.
  return (
    /^(08|40|53|57)/.test(code) ||
    /^E[A-Z]{3,}$/.test(code) ||
    /connection terminated|timeout exceeded/i.test(error.message)
  );
}
