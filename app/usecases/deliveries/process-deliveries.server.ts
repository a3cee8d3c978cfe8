import { inTransaction, TransactionConflict } from '#app/db/database.server.ts';
import { saveOutcomes } from '#app/db/deliveries/inbox.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { DeliveryReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { AmountError } from '#app/loyalty/money.ts';

import { applyDeliveries } from './apply-deliveries.server.ts';
import type { ReceivedDelivery } from './received-delivery.server.ts';
import type { Services } from '../services.server.ts';
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
  const toReadWhole = await togetherOrApart(services, shop, deliveries, applyDeliveries);
  await togetherOrApart(services, shop, toReadWhole.flat(), settleWholeOrders);
}

/**
 * Works on a batch as a whole. Where that fails, each half is tried alone, and so on, so that one that breaks the code
 * is found, set aside with its reason, and nothing else suffers.
 * @returns what the work returned, a batch at a time
 */
async function togetherOrApart<Result>(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
  work: (services: Services, shop: Shop, batch: readonly ReceivedDelivery[]) => Promise<Result>,
): Promise<Result[]> {
  try {
    return [await work(services, shop, deliveries)];
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    const [only] = deliveries;
    if (!only) throw error;
    if (deliveries.length === 1) {
      await setAside(services, shop, only, error);
      return [];
    }
  }
  const middle = Math.ceil(deliveries.length / 2);
  const first = await togetherOrApart(services, shop, deliveries.slice(0, middle), work);
  const second = await togetherOrApart(services, shop, deliveries.slice(middle), work);
  return [...first, ...second];
}

/**
 * Marks a delivery that cannot be carried out as unreadable. An order that is worth more points than can be counted is
 * the sender's fault; any other error is one of ours, and its own words are the reason.
 */
export async function setAside(
  services: Services,
  shop: Shop,
  { row }: ReceivedDelivery,
  error: unknown,
): Promise<void> {
  const level = error instanceof AmountError ? 'warn' : 'error';
  services.logger[level]({ shop: shop.domain, delivery: row.id, err: error }, 'delivery set aside');
  const now = services.clock.now();
  const reason = reasonOf(error);
  await inTransaction(services.database, (sql) =>
    saveOutcomes(sql, shop.id, [{ id: row.id, state: 'unreadable', reason }], now),
  );
}

function reasonOf(error: unknown): DeliveryReason {
  if (error instanceof AmountError) return { code: 'amount', detail: error.message };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
  return { code: 'failed', detail };
}

/** Whether the database refused to work rather than refused the data: then everything is tried again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Others were first, several times in a row: nothing is wrong with the data.
  if (error instanceof TransactionConflict) return true;
  const code = 'code' in error ? String(error.code) : '';
  // Classes 08 connection, 25 transaction state (a standby that can only be read, a transaction that was ended), 40 rollback
  // (deadlock), 53 resources (a full disk), 57 operator intervention (a statement that took too long); or a socket's, a
  // name's that is not found (EAI_AGAIN) among them.
  return (
    /^(08|25|40|53|57)/.test(code) ||
    /^E(?!RR_)[A-Z_]{3,}$/.test(code) ||
    /connection terminated|not queryable|timeout exceeded/i.test(error.message)
  );
}
