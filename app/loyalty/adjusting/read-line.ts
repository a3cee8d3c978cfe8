import { CustomerId } from '../ids.ts';
import { ADJUSTMENT_POINTS_MAX, REASON_LENGTH_MAX } from './adjustment.ts';

/** The columns of a file of adjustments, by every name that they go by; small letters. */
const NAMES = {
  customerId: ['customer id', 'customer_id', 'customerid', 'customer', 'kunden-id', 'kunde', 'id'],
  email: ['email', 'e-mail', 'email address', 'e-mail-adresse', 'mail'],
  points: ['points', 'punkte'],
  reason: ['reason', 'grund', 'begründung'],
} as const;

type Column = keyof typeof NAMES;

/** Where each column stands; absent for one that the file does not have. */
export type AdjustmentColumns = ReadonlyMap<Column, number>;

/** What a file must have and this one does not. */
export type MissingColumn = 'customer' | 'points' | 'reason';

/** Finds the columns in a file's first line, in any order. Of customer id and e-mail one is enough. */
export function findAdjustmentColumns(header: readonly string[]): {
  readonly columns: AdjustmentColumns;
  readonly missing: readonly MissingColumn[];
} {
  const written = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Column, number>();
  for (const column of ['customerId', 'email', 'points', 'reason'] as const) {
    const index = written.findIndex((name) => (NAMES[column] as readonly string[]).includes(name));
    if (index !== -1) columns.set(column, index);
  }
  const missing: MissingColumn[] = [];
  if (!columns.has('customerId') && !columns.has('email')) missing.push('customer');
  if (!columns.has('points')) missing.push('points');
  if (!columns.has('reason')) missing.push('reason');
  return { columns, missing };
}

/** Whom a line means. */
export type NamedCustomer =
  | { readonly kind: 'id'; readonly customerId: CustomerId }
  | { readonly kind: 'email'; readonly email: string };

/** A line of the file that says something. */
export interface AdjustmentLine {
  readonly customer: NamedCustomer;
  readonly points: number;
  readonly reason: string;
}

/** What is wrong with a line, taken by itself. */
export type LineProblem =
  | 'customer_missing'
  | 'customer_unreadable'
  | 'points_missing'
  | 'points_unreadable'
  | 'points_zero'
  | 'points_too_large'
  | 'reason_missing'
  | 'reason_too_long';

/** Reads a line of a file of adjustments; what is wrong with it where something is, the first thing only. */
export function readAdjustmentLine(
  cells: readonly string[],
  columns: AdjustmentColumns,
): AdjustmentLine | LineProblem {
  const text = (column: Column) => (cells[columns.get(column) ?? -1] ?? '').trim();
  const customer = readCustomer(text('customerId'), text('email'));
  if (typeof customer === 'string') return customer;
  const points = readPoints(text('points'));
  if (typeof points === 'string') return points;
  const reason = text('reason');
  if (reason === '') return 'reason_missing';
  if (reason.length > REASON_LENGTH_MAX) return 'reason_too_long';
  return { customer, points, reason };
}

/** The column that is called `customer` may hold either. */
function readCustomer(id: string, email: string): NamedCustomer | LineProblem {
  const written = id === '' ? email : id;
  if (written === '') return 'customer_missing';
  // No address has any, and a NUL is nothing that the database could look for.
  if (/\p{Cc}/u.test(written)) return 'customer_unreadable';
  if (written.includes('@')) return { kind: 'email', email: written.toLowerCase() };
  // Shopify's exports put an apostrophe before an id, so that a spreadsheet does not round it.
  const digits = written.replace(/^'|^gid:\/\/shopify\/Customer\//, '');
  const customerId = CustomerId.safeParse(digits);
  return customerId.success ? { kind: 'id', customerId: customerId.data } : 'customer_unreadable';
}

/** Plain, or in groups of three as spreadsheets of whatever language write them: never with decimals. */
const WHOLE = /^([+\-−–]?)(\d+|\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\3\d{3})*)$/;

function readPoints(written: string): number | LineProblem {
  if (written === '') return 'points_missing';
  const [, sign = '', digits] = WHOLE.exec(written) ?? [];
  if (digits === undefined) return 'points_unreadable';
  const size = Number(digits.replace(/\D/g, ''));
  if (size === 0) return 'points_zero';
  if (size > ADJUSTMENT_POINTS_MAX) return 'points_too_large';
  return sign === '' || sign === '+' ? size : -size;
}
