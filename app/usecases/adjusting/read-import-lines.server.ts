import { z } from 'zod';

import type { AdjustmentImport } from '#app/db/adjusting/adjustment-imports.server.ts';
import {
  type ListedRow,
  listImportRows,
  listRowsAbove,
  type RowWindow,
} from '#app/db/adjusting/listed-rows.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { previewLines, type PreviewedLine } from '#app/loyalty/adjusting/preview-lines.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/** Lines above a page that are looked through for what its members have by then. */
const LINES_ABOVE_MAX = 10_000;

const Line = z.coerce.number().int().min(1).max(2_147_483_647).nullable().catch(null);

/** Which page of a file's lines an address asks for. Whatever is malformed in it counts as not said. */
export const ImportLinesQuery = z.object({ before: Line, after: Line });

export type ImportLinesQuery = z.infer<typeof ImportLinesQuery>;

/** A line with what it would come to, whichever way points that are not there are dealt with. */
export interface ImportLine extends Omit<ListedRow, 'balance'> {
  /** Null once the file is being carried out, and where too many lines above it are about the page's members. */
  readonly preview: { readonly leave: PreviewedLine; readonly owe: PreviewedLine } | null;
}

/**
 * A page of a file's lines; before it is carried out with what each member has before the line and after it. What comes
 * into the ledger in between may still change that.
 * @returns `previous` and `next` say where the list goes on, null where it ends
 */
export async function readImportLines(
  { database: { pool } }: Pick<Services, 'database'>,
  shopId: ShopId,
  { id, state }: Pick<AdjustmentImport, 'id' | 'state'>,
  { before, after }: ImportLinesQuery,
) {
  // Lines that are still being checked may turn out to be none.
  if (state === 'receiving' || state === 'reading')
    return { lines: [], previous: null, next: null };
  const place = placeOf(before, after);
  // One more than is shown says whether there is more.
  const found = await listImportRows(pool, shopId, id, { place, limit: PAGE_SIZE + 1 });
  const isFull = found.length > PAGE_SIZE;
  const isBackwards = place?.side === 'before';
  const rows = isBackwards ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE);
  const hasPrevious = isBackwards ? isFull : place !== null;
  return {
    lines: await withPreviews(pool, shopId, { id, state }, rows),
    previous: hasPrevious ? (rows[0]?.line ?? null) : null,
    next: isBackwards || isFull ? (rows.at(-1)?.line ?? null) : null,
  };
}

function placeOf(before: number | null, after: number | null): RowWindow['place'] {
  if (before !== null) return { side: 'before', line: before };
  return after === null ? null : { side: 'after', line: after };
}

async function withPreviews(
  sql: Sql,
  shopId: ShopId,
  { id, state }: Pick<AdjustmentImport, 'id' | 'state'>,
  rows: readonly ListedRow[],
): Promise<ImportLine[]> {
  const [first] = rows;
  const memberIds = [...new Set(rows.map(({ memberId }) => memberId))];
  const above =
    first && state === 'checked'
      ? await listRowsAbove(sql, shopId, id, {
          line: first.line,
          memberIds,
          limit: LINES_ABOVE_MAX + 1,
        })
      : null;
  const balances = new Map(rows.map(({ memberId, balance }) => [memberId, balance]));
  const previewed = (beyond: 'leave' | 'owe') =>
    above !== null && above.length <= LINES_ABOVE_MAX
      ? previewLines(balances, [...above, ...rows], beyond).slice(above.length)
      : [];
  const [leave, owe] = [previewed('leave'), previewed('owe')];
  return rows.map(({ balance: _balance, ...row }, index) => {
    const ways = { leave: leave[index] ?? null, owe: owe[index] ?? null };
    const preview = ways.leave && ways.owe && { leave: ways.leave, owe: ways.owe };
    return { ...row, preview };
  });
}
