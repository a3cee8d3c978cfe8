import { OrderId } from '#app/loyalty/ids.ts';
import { AmountError, minorDigits } from '#app/loyalty/money.ts';

import type { Column, Columns } from './columns.server.ts';
import type { OrderExportProblem } from './problem.server.ts';
import { looksLikeAmount, readAmount, readTime } from './values.server.ts';

/** Longest piece of somebody's file that a problem repeats. */
const QUOTE_LENGTH_MAX = 40;

/** Something in a row that cannot be read. Caught where rows are taken in, and nowhere else. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow';
  readonly problem: OrderExportProblem;

  constructor(problem: OrderExportProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** A row of the export, asked by the names of its columns. */
export class ExportRow {
  readonly number: number;
  private readonly cells: readonly string[];
  private readonly columns: Columns;

  /** @param number as a spreadsheet counts: the header is 1 */
  constructor(number: number, cells: readonly string[], columns: Columns) {
    this.number = number;
    this.cells = cells;
    this.columns = columns;
  }

  /** What stands in a column; empty where the file does not have it. */
  text(column: Column): string {
    const index = this.columns.get(column);
    return index === undefined ? '' : (this.cells[index] ?? '').trim();
  }

  /** @throws UnreadableRow where nothing stands there */
  needed(column: Column): string {
    const text = this.text(column);
    return text === '' ? this.lack(column) : text;
  }

  /**
   * An amount in minor units; null where nothing stands there.
   * @throws UnreadableRow
   */
  amount(column: Column, currency: string): number | null {
    const text = this.text(column);
    if (text === '') return null;
    return readAmount(text, currency) ?? this.refuse(column);
  }

  /**
   * ISO 8601 in UTC; null where nothing stands there.
   * @throws UnreadableRow
   */
  time(column: Column): string | null {
    const text = this.text(column);
    if (text === '') return null;
    return readTime(text) ?? this.refuse(column);
  }

  /**
   * ISO 4217.
   * @throws UnreadableRow
   */
  currency(): string {
    const currency = this.needed('Currency').toUpperCase();
    try {
      minorDigits(currency);
      return currency;
    } catch (error) {
      if (error instanceof AmountError) return this.refuse('Currency');
      throw error;
    }
  }

  /**
   * Holds that the row's line is one; nothing else is wanted of it.
   * @throws UnreadableRow
   */
  checkLine(): void {
    if (!/^\d{0,9}$/.test(this.text('Lineitem quantity'))) this.refuse('Lineitem quantity');
    const price = this.text('Lineitem price');
    if (price !== '' && !looksLikeAmount(price)) this.refuse('Lineitem price');
  }

  /** Shopify's id of the order; null where the file lacks it, or a spreadsheet has made `7.41E+12` of it. */
  orderId(): OrderId | null {
    return OrderId.safeParse(this.text('Id')).data ?? null;
  }

  lack(column: Column): never {
    throw new UnreadableRow({ code: 'missing_value', row: this.number, column });
  }

  refuse(column: Column): never {
    const value = this.text(column).slice(0, QUOTE_LENGTH_MAX);
    throw new UnreadableRow({ code: 'unreadable_value', row: this.number, column, value });
  }
}
