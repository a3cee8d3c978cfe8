import {
  type AdjustmentImport,
  findOpenImport,
  listShopsWithOpenImports,
  lockImport,
} from '#app/db/adjusting/adjustment-imports.server.ts';
import {
  findLastLine,
  listRowsBetween,
  noteAdjusted,
} from '#app/db/adjusting/adjustment-rows.server.ts';
import {
  type ImportStep,
  noteFinished,
  noteStep,
  noteTakingsUndone,
} from '#app/db/adjusting/import-progress.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';
import { adjustPoints, undoAdjustments } from './adjust-points.server.ts';
import { checkImport } from './check-import.server.ts';

/** Lines carried out in one transaction; empty ones are counted with them. */
const BATCH_SIZE = 500;

/** Asks for the job that carries on with a shop's files of adjustments. */
export async function askForImports(sql: Sql, shopId: ShopId): Promise<void> {
  await askForJob(sql, { task: 'carry-out-imports', queue: 'adjusting', shopId, afterMs: 0 });
}

/** Asks for the job wherever a file waits whose job was lost. */
export async function askForOpenImports({ database }: Pick<Services, 'database'>): Promise<void> {
  for (const shopId of await listShopsWithOpenImports(database.pool)) {
    await askForImports(database.pool, shopId);
  }
}

/**
 * Does what is to be done with a shop's files of adjustments: checks them, carries them out and takes them back, one
 * after the other. Each step is a transaction that moves the file's position with its lines, so that every line is carried
 * out once, whatever breaks off in between.
 * @param signal that the process is to end: the rest is another job's
 */
export async function carryOutImports(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<void> {
  const { database } = services;
  for (;;) {
    const open = await findOpenImport(database.pool, shopId);
    if (!open) return;
    if (open.state === 'reading') await checkImport(services, shopId, open.id, signal);
    else await carryOutStep(services, shopId, open.id);
    if (signal?.aborted) {
      await askForImports(database.pool, shopId);
      return;
    }
  }
}

async function carryOutStep(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  importId: string,
): Promise<void> {
  await inTransaction(database, async (sql) => {
    const found = await lockImport(sql, shopId, importId);
    const now = clock.now();
    if (found?.state !== 'applying' && found?.state !== 'undoing') return;
    if (found.linesDone >= found.lines) {
      const state = found.state === 'applying' ? 'applied' : 'undone';
      await noteFinished(sql, shopId, importId, state, now);
      return;
    }
    if (await isRoundOver(sql, shopId, found)) {
      await noteTakingsUndone(sql, shopId, importId);
      return;
    }
    const last = found.position + BATCH_SIZE;
    const rows = await listRowsBetween(sql, shopId, importId, { after: found.position, last });
    const carryOut = found.state === 'applying' ? apply : undo;
    const came = await carryOut(sql, shopId, found, rows, now);
    await noteStep(sql, shopId, importId, { position: last, ...came });
  });
}

/** Whether a file is being taken back of which every line was looked at for what it took. */
async function isRoundOver(
  sql: Sql,
  shopId: ShopId,
  { id, state, position, areTakingsUndone }: AdjustmentImport,
): Promise<boolean> {
  if (state !== 'undoing' || areTakingsUndone) return false;
  return position >= (await findLastLine(sql, shopId, id));
}

type Rows = Awaited<ReturnType<typeof listRowsBetween>>;
/** What came of some lines, in points. */
type Came = Omit<ImportStep, 'position'>;

/** Names a line among all adjustments of the shop. */
function adjustmentId(importId: string, line: number): string {
  return `import:${importId}:${line}`;
}

async function apply(
  sql: Sql,
  shopId: ShopId,
  { id, beyond, confirmedBy }: AdjustmentImport,
  rows: Rows,
  now: Date,
): Promise<Came> {
  const adjustments = rows.map(({ line, memberId, points, reason }) => ({
    id: adjustmentId(id, line),
    ...{ memberId, points, reason },
    beyond: beyond ?? 'leave',
    staffUserId: confirmedBy ?? '',
  }));
  const outcomes = await adjustPoints(sql, shopId, adjustments, now);
  const adjusted = rows.map(({ line, points: asked }, index) => {
    const outcome = outcomes[index];
    return { line, asked, points: outcome?.kind === 'adjusted' ? outcome.points : 0 };
  });
  await noteAdjusted(sql, shopId, id, adjusted);
  const sum = (of: (row: (typeof adjusted)[number]) => number) =>
    adjusted.reduce((total, row) => total + of(row), 0);
  return {
    linesDone: rows.length,
    given: sum(({ points }) => Math.max(0, points)),
    taken: sum(({ points }) => Math.max(0, -points)),
    leftOver: sum(({ asked, points }) => (asked < 0 ? points - asked : 0)),
  };
}

/**
 * Takes lines back: in a first round through the file those that took points, in a second one all others. Whoever stands in
 * it twice has back what was taken from her before what she was given is looked for with her.
 */
async function undo(
  sql: Sql,
  shopId: ShopId,
  { id, undoneBy, areTakingsUndone }: AdjustmentImport,
  rows: Rows,
  now: Date,
): Promise<Came> {
  const hasTaken = ({ adjusted }: Rows[number]) => adjusted !== null && adjusted < 0;
  const turn = rows.filter((row) => hasTaken(row) !== areTakingsUndone);
  const ids = turn.filter(({ adjusted }) => adjusted).map(({ line }) => adjustmentId(id, line));
  const { pointsLeft } = await undoAdjustments(sql, shopId, ids, undoneBy ?? '', now);
  return { linesDone: turn.length, given: 0, taken: 0, leftOver: pointsLeft };
}
