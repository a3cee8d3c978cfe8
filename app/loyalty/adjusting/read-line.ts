import { CustomerId } from '../ids.ts';
import { ADJUSTMENT_POINTS_MAX, REASON_LENGTH_MAX } from './adjustment.ts';

/** The columns of a file of adjustments, by every name that they go by; small letters. */
const NAMES = {
  customerId: ['customer id', 'customer_id', 'customerid', 'kunden-id', 'kundennummer', 'id'],
  /** Ids or addresses; beside a column of either it may hold people's names. */
  customer: ['customer', 'kunde'],
  email: ['email', 'e-mail', 'email address', 'e-mail-adresse', 'mail'],
  points: ['points', 'punkte'],
  reason: ['reason', 'grund', 'begründung'],
} as const;

type Column = keyof typeof NAMES;

/** Where each column stands; absent for one that the file does not have. */
export type AdjustmentColumns = ReadonlyMap<Column, number>;

/** What a file must have and this one does not. */
export type MissingColumn = 'customer' | 'points' | 'reason';

/**
 * Finds the columns in a file's first line, in any order. Of customer id and e-mail one is enough.
 * @returns besides what is missing, what is there more than once: nobody can say which of two columns of points is meant
 */
export function findAdjustmentColumns(header: readonly string[]): {
  readonly columns: AdjustmentColumns;
  readonly missing: readonly MissingColumn[];
  readonly repeated: readonly MissingColumn[];
} {
  const written = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Column, number>();
  const repeated = new Set<MissingColumn>();
  for (const column of ['customerId', 'customer', 'email', 'points', 'reason'] as const) {
    const names: readonly string[] = NAMES[column];
    const [index, ...others] = written.flatMap((name, at) => (names.includes(name) ? [at] : []));
    if (index !== undefined) columns.set(column, index);
    if (others.length > 0) repeated.add(SAYS[column]);
  }
  const says = new Set([...columns.keys()].map((column) => SAYS[column]));
  const missing = (['customer', 'points', 'reason'] as const).filter((what) => !says.has(what));
  return { columns, missing, repeated: [...repeated] };
}

/** What a file says by each column. */
const SAYS = {
  customerId: 'customer',
  customer: 'customer',
  email: 'customer',
  points: 'points',
  reason: 'reason',
} as const satisfies Record<Column, MissingColumn>;

/** Whom a line means. */
export type NamedCustomer =
  /** `email`: an address that stands beside the id, and must not be somebody else's. */
  | { readonly kind: 'id'; readonly customerId: CustomerId; readonly email: string | null }
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
  const customer = readCustomer(text('customerId'), text('customer'), text('email'));
  if (typeof customer === 'string') return customer;
  const points = readPoints(text('points'));
  if (typeof points === 'string') return points;
  const reason = text('reason');
  if (reason === '') return 'reason_missing';
  if (reason.length > REASON_LENGTH_MAX) return 'reason_too_long';
  return { customer, points, reason };
}

/** By the column of ids first, then by what may hold either, then by the address; people's names are passed over. */
function readCustomer(id: string, either: string, email: string): NamedCustomer | LineProblem {
  const address = email === '' && either.includes('@') ? either : email;
  const isName = readIdOrEmail(either, address) === 'customer_unreadable';
  const hasOther = id !== '' || email !== '';
  const written = [id, isName && hasOther ? '' : either, email].find((cell) => cell !== '');
  return written === undefined ? 'customer_missing' : readIdOrEmail(written, address);
}

/** @param address that stands in the same line; empty for none */
function readIdOrEmail(written: string, address: string): NamedCustomer | LineProblem {
  // No address has any, and a NUL is nothing that the database could look for.
  if (/\p{Cc}/u.test(written + address)) return 'customer_unreadable';
  if (written.includes('@')) return { kind: 'email', email: written.toLowerCase() };
  // Shopify's exports put an apostrophe before an id, so that a spreadsheet does not round it.
  const digits = written.replace(/^'|^gid:\/\/shopify\/Customer\//, '');
  const customerId = CustomerId.safeParse(digits);
  if (!customerId.success) return 'customer_unreadable';
  const email = address.includes('@') ? address.toLowerCase() : null;
  return { kind: 'id', customerId: customerId.data, email };
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
