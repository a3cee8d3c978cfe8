import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CsvError, parse } from 'csv-parse';

import { UnreadableRow } from './export-row.server.ts';

/** Longer than any header with hundreds of columns. */
const HEADER_BYTES_MAX = 64 * 1024;
/** More than any row with a long note in it: a quote that is never closed shall not swallow the whole file. */
const ROW_LENGTH_MAX = 1024 * 1024;

const DELIMITERS = [',', ';', '\t'] as const;

/** A row with its number, as a spreadsheet counts: the first is 1. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Reads a table as it comes, with commas, semicolons or tabs, whichever its first line has most of.
 * @param widths whether rows that are not as long as the first are unreadable
 * @returns its rows; empty ones, and Excel's `sep=;` above them, are left out, but counted
 * @throws UnreadableRow where the rest cannot be read
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  widths: 'equal' | 'any' = 'equal',
): AsyncGenerator<TableRow, void> {
  const source = inUtf8(chunks);
  const head = await readHead(source);
  if (head.length === 0) throw new UnreadableRow({ code: 'empty' });
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    max_record_size: ROW_LENGTH_MAX,
    // Told here, where the number of the row is known.
    relax_column_count: true,
  });
  // Whatever ends it ends the parser too, whose reader hears of it below.
  pipeline(Readable.from(joined(head, source)), parser).catch(() => undefined);
  let number = 0;
  let width: number | null = null;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      if (number === 1 && isSeparatorHint(cells)) continue;
      width ??= cells.length;
      if (widths === 'equal' && cells.length !== width) throw unreadable(number, 'column_count');
      yield { number, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records = error['records'];
    throw unreadable(typeof records === 'number' ? records + 1 : number + 1, reasonOf(error));
  }
}

/** Whether a line is `sep=;`, by which Excel is told how to open the file. */
function isSeparatorHint([first = '', ...others]: readonly string[]): boolean {
  return /^sep=/i.test(first) && others.every((cell) => cell === '');
}

function unreadable(row: number, reason: string): UnreadableRow {
  return new UnreadableRow({ code: 'unreadable_row', row, reason });
}

/** `CSV_QUOTE_NOT_CLOSED` as `quote_not_closed`. */
function reasonOf(error: CsvError): string {
  return error.code.replace(/^CSV_/, '').toLowerCase();
}

/** Lets bytes pass that are UTF-8, and nothing else. */
async function* inUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (chunk?: Uint8Array) => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      if (error instanceof TypeError) throw new UnreadableRow({ code: 'not_utf8' });
      throw error;
    }
  };
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && isWorkbook(chunk)) throw new UnreadableRow({ code: 'workbook' });
    if (isFirst && isUtf16(chunk)) throw new UnreadableRow({ code: 'utf16' });
    isFirst &&= chunk.length === 0;
    check(chunk);
    yield chunk;
  }
  check();
}

/** How Excel's old files begin, and the archives that newer spreadsheet programs save. */
const WORKBOOK_BEGINNINGS = ['d0cf11e0', '504b0304'];

/** Whether a file is no text at all, which people take for a CSV. */
export function isWorkbook(chunk: Uint8Array): boolean {
  return WORKBOOK_BEGINNINGS.includes(Buffer.from(chunk.subarray(0, 4)).toString('hex'));
}

/** Its byte order mark, or the zeros between its Latin letters. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    first === 0 ||
    second === 0
  );
}

/** Reads as far as the first line goes. */
async function readHead(source: AsyncGenerator<Uint8Array, void>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (!head.includes('\n') && head.length < HEADER_BYTES_MAX) {
    const next = await source.next();
    if (next.done) return head;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* joined(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

function delimiterOf(head: Buffer): string {
  const [line = ''] = head.toString('utf8').split('\n', 1);
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
