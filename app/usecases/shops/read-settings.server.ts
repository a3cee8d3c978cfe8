import { countAwaitingActions } from '#app/db/actions/awaiting-actions.server.ts';
import { countOpenDataRequests } from '#app/db/privacy/data-request-list.server.ts';
import { countOpenDeliveries } from '#app/db/deliveries/delivery-figures.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/**
 * What each section of the settings has to say before it is opened.
 * @returns times as ISO 8601
 */
export async function readSettings({ database }: Pick<Services, 'database'>, shopId: ShopId) {
  const [deliveries, dataRequests, claims] = await Promise.all([
    countOpenDeliveries(database.pool, shopId),
    countOpenDataRequests(database.pool, shopId),
    countAwaitingActions(database.pool, shopId),
  ]);
  return {
    unreadable: deliveries.unreadable,
    waiting: deliveries.waiting,
    dataRequests: dataRequests.count,
    claims,
    nextDueAt: dataRequests.nextDueAt?.toISOString() ?? null,
  };
}
