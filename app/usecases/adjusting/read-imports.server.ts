import {
  type AdjustmentImport,
  findImport,
  ImportId,
  listImports,
} from '#app/db/adjusting/adjustment-imports.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

const PAGE_SIZE = 20;

/**
 * A page of a shop's files of adjustments, newest first.
 * @param written where the page continues, as an earlier page's `older` says it; what cannot be read begins anew
 */
export async function readImports(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  written: string | null,
) {
  const before = ImportId.nullable().catch(null).parse(written);
  // One more than is shown says whether there is more.
  const found = await listImports(database.pool, shopId, before, PAGE_SIZE + 1);
  const shown = found.slice(0, PAGE_SIZE);
  return {
    imports: shown.map(viewImport),
    isNewest: before === null,
    older: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** A file of adjustments; null where the shop has none of this id. @param id as the address says it */
export async function readImport(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  id: string,
) {
  const importId = ImportId.safeParse(id);
  const found = importId.success && (await findImport(database.pool, shopId, importId.data));
  return found ? viewImport(found) : null;
}

/** With times as ISO 8601. */
function viewImport({ uploadedAt, confirmedAt, finishedAt, ...file }: AdjustmentImport) {
  return {
    ...file,
    uploadedAt: uploadedAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
