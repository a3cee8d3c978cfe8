import { countOpenDataRequests } from '#app/db/data-request-list.server.ts';
import { countOpenDeliveries } from '#app/db/delivery-figures.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from './services.server.ts';

/**
 * What each section of the settings has to say before it is opened.
 * @returns times as ISO 8601
 */
export async function readSettings({ database }: Pick<Services, 'database'>, shopId: ShopId) {
  const [deliveries, dataRequests] = await Promise.all([
    countOpenDeliveries(database.pool, shopId),
    countOpenDataRequests(database.pool, shopId),
  ]);
  return {
    unreadable: deliveries.unreadable,
    waiting: deliveries.waiting,
    dataRequests: dataRequests.count,
    nextDueAt: dataRequests.nextDueAt?.toISOString() ?? null,
  };
}
