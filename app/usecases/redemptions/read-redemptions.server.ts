import { z } from 'zod';

import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { countOpenRedemptions } from '#app/db/redemptions/redemption-figures.server.ts';
import {
  type ListedRedemption,
  listRedemptions,
  type RedemptionWindow,
} from '#app/db/redemptions/redemption-list.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RedemptionId } from './decide-by-staff.server.ts';
import { viewRedemption } from './redemption-view.server.ts';
import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/** What an address asks of the list. Whatever is malformed in it counts as not said. */
export const RedemptionListQuery = z.object({
  view: z.enum(['all', 'attention', 'promised', 'under_way']).catch('all'),
  before: RedemptionId.nullable().catch(null),
  after: RedemptionId.nullable().catch(null),
});

export type RedemptionListQuery = z.infer<typeof RedemptionListQuery>;

/**
 * A page of a shop's redemptions, newest first, with how many wait for somebody or something.
 * @returns `newer` and `older` say where the list goes on, null where it ends. Times as ISO 8601
 */
export async function readRedemptions(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { view, before, after }: RedemptionListQuery,
) {
  const { pool } = database;
  const [page, open, versions] = await Promise.all([
    findPage(pool, shopId, { view, limit: PAGE_SIZE + 1, place: placeOf(before, after) }),
    countOpenRedemptions(pool, shopId),
    listProgramVersions(pool, shopId),
  ]);
  return {
    query: { view },
    now: clock.now().toISOString(),
    redemptions: page.rows.map((row) => viewRedemption(row, versions)),
    newer: page.newer,
    older: page.older,
    open,
  };
}

function placeOf(before: string | null, after: string | null): RedemptionWindow['place'] {
  if (before !== null) return { side: 'before', id: before };
  return after === null ? null : { side: 'after', id: after };
}

interface Page {
  readonly rows: readonly ListedRedemption[];
  readonly newer: string | null;
  readonly older: string | null;
}

async function findPage(sql: Sql, shopId: ShopId, asked: RedemptionWindow): Promise<Page> {
  // One more than is shown says whether there is more.
  const found = await listRedemptions(sql, shopId, asked);
  const isFull = found.length > PAGE_SIZE;
  if (asked.place?.side === 'after') {
    // Less than a page is newer: the newest page, then, and whole.
    if (!isFull) return findPage(sql, shopId, { ...asked, place: null });
    const rows = found.slice(-PAGE_SIZE);
    return { rows, newer: rows[0]?.id ?? null, older: rows.at(-1)?.id ?? null };
  }
  const rows = found.slice(0, PAGE_SIZE);
  return {
    rows,
    newer: asked.place === null ? null : (rows[0]?.id ?? asked.place.id),
    older: isFull ? (rows.at(-1)?.id ?? null) : null,
  };
}
