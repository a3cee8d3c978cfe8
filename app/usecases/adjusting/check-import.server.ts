import { dropFile, readFileParts } from '#app/db/adjusting/adjustment-files.server.ts';
import { lockImport } from '#app/db/adjusting/adjustment-imports.server.ts';
import {
  dropAdjustmentRows,
  findDuplicateRows,
  insertAdjustmentRows,
} from '#app/db/adjusting/adjustment-rows.server.ts';
import { type FoundProblems, noteChecked } from '#app/db/adjusting/import-progress.server.ts';
import { findNamedMembers } from '#app/db/adjusting/named-members.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import {
  LINES_MAX,
  PROBLEMS_SHOWN_MAX,
  type ProblemOfFile,
  type ProblemOfLine,
} from '#app/loyalty/adjusting/import-problem.ts';
import {
  type AdjustmentColumns,
  type AdjustmentLine,
  findAdjustmentColumns,
  readAdjustmentLine,
} from '#app/loyalty/adjusting/read-line.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { UnreadableRow } from '#app/shopify/order-export/export-row.server.ts';
import { isWorkbook, readTable, type TableRow } from '#app/shopify/order-export/table.server.ts';
import { toUtf8 } from '#app/shopify/order-export/to-utf8.server.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';

/** Lines whose members are looked up together. */
const BATCH_SIZE = 1_000;

/**
 * Reads a file of adjustments line by line and finds everything that is wrong with it, before anything of it is carried
 * out. Its lines are kept with their members, without addresses. Being ended half-way, it is read anew.
 * @returns whether it was read to its end
 */
export async function checkImport(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  importId: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { pool } = database;
  await dropAdjustmentRows(pool, shopId, importId);
  const problems = new Problems();
  const parts = unlessWorkbook(readFileParts(pool, shopId, importId), problems);
  const table = readTable(toUtf8(parts), 'any');
  const read = readLines(table, problems);
  for await (const batch of read) {
    const members = await findNamedMembers(
      pool,
      shopId,
      batch.map(({ customer }) => customer),
    );
    const rows = batch.flatMap(({ line, points, reason }, index) => {
      const named = members[index];
      if (named && 'memberId' in named) {
        return [{ line, memberId: named.memberId, points, reason: storableText(reason) }];
      }
      problems.add({ line, code: named?.problem ?? 'customer_unknown' });
      return [];
    });
    await insertAdjustmentRows(pool, shopId, importId, rows);
    if (signal?.aborted) return false;
  }
  await inTransaction(database, async (sql) => {
    const found = await lockImport(sql, shopId, importId);
    if (found?.state !== 'reading') return;
    const repeated = await findDuplicateRows(sql, shopId, importId, PROBLEMS_SHOWN_MAX);
    problems.addCounted(repeated.problems, repeated.count);
    const result = problems.all();
    await noteChecked(sql, shopId, importId, result);
    if (result.fileProblem !== null || result.problemCount > 0) {
      await dropAdjustmentRows(sql, shopId, importId);
    }
    await dropFile(sql, shopId, importId);
  });
  return true;
}

/** The file as it is, or nothing of it where it is no text at all, which people upload instead of a CSV. */
async function* unlessWorkbook(
  parts: AsyncIterable<Uint8Array>,
  problems: Problems,
): AsyncGenerator<Uint8Array, void> {
  let isFirst = true;
  for await (const part of parts) {
    if (isFirst && isWorkbook(part)) {
      problems.ofFile({ code: 'workbook' });
      return;
    }
    isFirst = false;
    yield part;
  }
}

type NumberedLine = AdjustmentLine & { readonly line: number };

/** The lines that say something, in batches; the others are problems, and so is what ends the file before its end. */
async function* readLines(
  table: AsyncGenerator<TableRow, void>,
  problems: Problems,
): AsyncGenerator<NumberedLine[], void> {
  let columns: AdjustmentColumns | null = null;
  let batch: NumberedLine[] = [];
  let count = 0;
  let last = 0;
  try {
    for await (const { number, cells } of table) {
      last = number;
      if (columns === null) {
        const found = findAdjustmentColumns(cells);
        if (found.missing.length > 0) {
          problems.ofFile({ code: 'columns_missing', columns: found.missing });
          return;
        }
        if (found.repeated.length > 0) {
          problems.ofFile({ code: 'columns_repeated', columns: found.repeated });
          return;
        }
        columns = found.columns;
        continue;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      count += 1;
      if (count > LINES_MAX) {
        problems.ofFile({ code: 'too_many_lines' });
        return;
      }
      const line = readAdjustmentLine(cells, columns);
      if (typeof line === 'string') problems.add({ line: number, code: line });
      else batch.push({ ...line, line: number });
      if (batch.length >= BATCH_SIZE) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    problems.ofFile(problemOf(error, last));
  }
  if (count === 0) problems.ofFile({ code: 'no_lines' });
  if (batch.length > 0) yield batch;
}

function problemOf({ problem }: UnreadableRow, lastLine: number): ProblemOfFile {
  if (problem.code === 'empty') return { code: 'empty' };
  return { code: 'unreadable', line: 'row' in problem ? problem.row : lastLine + 1 };
}

/** What is wrong with a file: all of it counted, the first lines kept. */
class Problems {
  private fileProblem: ProblemOfFile | null = null;
  private readonly first: ProblemOfLine[] = [];
  private count = 0;

  add(problem: ProblemOfLine): void {
    this.addCounted([problem], 1);
  }

  addCounted(problems: readonly ProblemOfLine[], count: number): void {
    this.count += count;
    // Unknown members of a batch are found after the lines behind them were read.
    this.first.push(...problems);
    this.first.sort((a, b) => a.line - b.line);
    this.first.splice(PROBLEMS_SHOWN_MAX);
  }

  /** The first reason counts: what follows comes of it. */
  ofFile(problem: ProblemOfFile): void {
    this.fileProblem ??= problem;
  }

  all(): FoundProblems {
    return { fileProblem: this.fileProblem, problemCount: this.count, problems: this.first };
  }
}
