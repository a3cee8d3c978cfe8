import { z } from 'zod';

import { countOpenDeliveries } from '#app/db/deliveries/delivery-figures.server.ts';
import {
  type DeliveryWindow,
  findEndOfSearch,
  type ListedDelivery,
  listDeliveries,
} from '#app/db/deliveries/delivery-list.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { viewDelivery } from './delivery-view.server.ts';
import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/** Whatever is in line for longer than this is not being worked off: a healthy worker takes a second. */
const STANDSTILL_MS = 2 * 60 * 1000;

/** What an address asks of the list. Whatever is malformed in it counts as not said. */
export const DeliveryListQuery = z.object({
  view: z.enum(['attention', 'waiting', 'all']).catch('all'),
  topic: z
    .string()
    .regex(/^[a-z][a-z0-9_./]{2,99}$/)
    .nullable()
    .catch(null),
  before: RowId.nullable().catch(null),
  after: RowId.nullable().catch(null),
});

export type DeliveryListQuery = z.infer<typeof DeliveryListQuery>;

/**
 * A page of a shop's deliveries, newest first, with how many are open.
 * @returns `newer` and `older` say where the list goes on, null where it ends; `searchedOnly` that a page of one topic
 *   is not full because the search ended, not the deliveries. Times as ISO 8601
 */
export async function readDeliveries(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { view, topic, before, after }: DeliveryListQuery,
) {
  const asked = { view, topic, limit: PAGE_SIZE + 1, place: placeOf(before, after) };
  const [page, open] = await Promise.all([
    findPage(database.pool, shopId, asked),
    countOpenDeliveries(database.pool, shopId),
  ]);
  const standing = open.inLineSince && clock.now().getTime() - open.inLineSince.getTime();
  return {
    query: { view, topic },
    now: clock.now().toISOString(),
    deliveries: page.rows.map(viewDelivery),
    newer: page.newer,
    older: page.older,
    searchedOnly: page.searchedOnly,
    open: {
      unreadable: open.unreadable,
      waiting: open.waiting,
      inLine: open.inLine,
      isAtStandstill: standing !== null && standing > STANDSTILL_MS,
    },
  };
}

function placeOf(before: string | null, after: string | null): DeliveryWindow['place'] {
  if (before !== null) return { side: 'before', id: before };
  return after === null ? null : { side: 'after', id: after };
}

interface Page {
  readonly rows: readonly ListedDelivery[];
  readonly newer: string | null;
  readonly older: string | null;
  readonly searchedOnly: boolean;
}

async function findPage(sql: Sql, shopId: ShopId, asked: DeliveryWindow): Promise<Page> {
  // One more than is shown says whether there is more.
  const found = await listDeliveries(sql, shopId, asked);
  const isFull = found.length > PAGE_SIZE;
  if (asked.place?.side === 'after') {
    // Less than a page is newer: the newest page, then, and whole.
    if (!isFull) return findPage(sql, shopId, { ...asked, place: null });
    const rows = found.slice(-PAGE_SIZE);
    return {
      rows,
      newer: rows[0]?.id ?? null,
      older: rows.at(-1)?.id ?? null,
      searchedOnly: false,
    };
  }
  const rows = found.slice(0, PAGE_SIZE);
  const end = isFull || asked.topic === null ? null : await findEndOfSearch(sql, shopId, asked);
  return {
    rows,
    newer: asked.place === null ? null : (rows[0]?.id ?? asked.place.id),
    older: isFull ? (rows.at(-1)?.id ?? null) : end,
    searchedOnly: end !== null,
  };
}
