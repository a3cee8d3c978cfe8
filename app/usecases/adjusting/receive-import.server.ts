import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import {
  dropBrokenUploads,
  dropFile,
  insertFilePart,
  listShopsWithBrokenUploads,
} from '#app/db/adjusting/adjustment-files.server.ts';
import { insertImport, lockImport } from '#app/db/adjusting/adjustment-imports.server.ts';
import { changeImportState } from '#app/db/adjusting/import-progress.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';
import { askForImports } from './carry-out-imports.server.ts';

/** More than a million lines take. */
const FILE_BYTES_MAX = 100 * 1024 * 1024;

/** A piece of a file as it is kept: a moment's work for the database. */
const PART_BYTES = 1024 * 1024;

const FILE_NAME_LENGTH_MAX = 200;
const HOUR_MS = 60 * 60 * 1000;

/** A file that is being uploaded. */
interface Upload {
  readonly fileName: string;
  readonly staffUserId: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export type ReceivedImport =
  { readonly kind: 'received'; readonly id: string } | { readonly kind: 'too_large' };

/**
 * Takes a file of adjustments in as it comes, notes that in the log and asks for the job that checks it. Nothing is read
 * here, and no more of it is held in memory than a piece.
 */
export async function receiveImport(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { fileName, staffUserId, bytes }: Upload,
): Promise<ReceivedImport> {
  const { pool } = database;
  const now = clock.now();
  const name = storableText(fileName).slice(0, FILE_NAME_LENGTH_MAX);
  const id = await insertImport(pool, shopId, { fileName: name, staffUserId }, now);
  let size = 0;
  let part = 0;
  for await (const piece of inParts(bytes)) {
    size += piece.length;
    if (size > FILE_BYTES_MAX) {
      await dropFile(pool, shopId, id);
      await changeImportState(pool, shopId, id, 'discarded');
      return { kind: 'too_large' };
    }
    await insertFilePart(pool, shopId, id, part, piece);
    part += 1;
  }
  await inTransaction(database, async (sql) => {
    const found = await lockImport(sql, shopId, id);
    if (found?.state !== 'receiving') throw new Error('a file was dropped while it was received');
    await changeImportState(sql, shopId, id, 'reading');
    await writeAuditEntry(
      sql,
      shopId,
      {
        actor: `staff:${staffUserId}`,
        action: 'adjustments.uploaded',
        subject: `adjustments:${id}`,
      },
      clock.now(),
    );
    await askForImports(sql, shopId);
  });
  return { kind: 'received', id };
}

/** Drops what was uploaded in part and then left alone: it is full of addresses, and nobody will read it any more. */
export async function dropLeftUploads({
  database: { pool },
  clock,
}: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - HOUR_MS);
  for (const shopId of await listShopsWithBrokenUploads(pool, before)) {
    await dropBrokenUploads(pool, shopId, before);
  }
}

/** Network pieces come in any length: a row for each would be many. */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    gathered.push(piece);
    length += piece.length;
    if (length < PART_BYTES) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(gathered);
}
