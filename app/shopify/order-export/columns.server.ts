import type { Told } from '#app/loyalty/replay/told.ts';

/** Columns of Shopify's order export that are read: https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders */
export const NEEDED = [
  'Name',
  'Email',
  'Financial Status',
  'Created at',
  'Currency',
  'Subtotal',
  'Total',
] as const;
const OPTIONAL = [
  'Id',
  'Cancelled at',
  'Shipping',
  'Taxes',
  'Duties',
  'Refunded Amount',
  'Fulfillment Status',
  'Fulfilled at',
  'Source',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
] as const;

export type Column = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

/** Where each column stands; absent for one that the file does not have. */
export type Columns = ReadonlyMap<Column, number>;

/** Finds the columns by their names, in any order and in small or capital letters. Of two of one name the first counts. */
export function findColumns(
  header: readonly string[],
): { readonly columns: Columns; readonly missing: null } | { readonly missing: Column } {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Column, number>();
  for (const column of [...NEEDED, ...OPTIONAL]) {
    const index = names.indexOf(column.toLowerCase());
    if (index !== -1) columns.set(column, index);
  }
  const missing = NEEDED.find((column) => !columns.has(column));
  return missing === undefined ? { columns, missing: null } : { missing };
}

/** Which columns it takes to tell what. */
const TELLS = [
  [['Shipping'], 'shipping'],
  // Whether taxes are on top shows only in what the total has besides goods and shipping.
  [['Taxes', 'Shipping'], 'tax'],
  [['Duties'], 'duties'],
  [['Refunded Amount'], 'refunds'],
  [['Cancelled at'], 'cancellations'],
  [['Source'], 'channels'],
  [['Fulfilled at'], 'fulfilment'],
] as const satisfies readonly (readonly [readonly Column[], Told])[];

/** What a file with these columns tells of its orders. */
export function toldBy(columns: Columns): ReadonlySet<Told> {
  const isTold = (needed: readonly Column[]) => needed.every((column) => columns.has(column));
  return new Set(TELLS.filter(([needed]) => isTold(needed)).map(([, told]) => told));
}
