import { listAwaitingActions } from '#app/db/actions/awaiting-actions.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/**
 * A page of the claims that wait for staff, the oldest first.
 * @param after where the page continues, as an earlier page's `next` says it; what cannot be read begins anew
 * @returns times as ISO 8601; where the page goes on, if it does
 */
export async function readAwaitingActions(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  after: string | null,
) {
  const from = RowId.nullable().catch(null).parse(after);
  // One more than is shown says whether there is more.
  const found = await listAwaitingActions(database.pool, shopId, from, PAGE_SIZE + 1);
  const actions = found.slice(0, PAGE_SIZE);
  return {
    actions: actions.map(({ at, ...action }) => ({ ...action, at: at.toISOString() })),
    next: found.length > PAGE_SIZE ? (actions.at(-1)?.id ?? null) : null,
  };
}
