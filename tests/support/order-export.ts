/** An order as Shopify's export writes it: amounts in cents. */
export interface ExportedOrder {
  readonly name: string;
  readonly email: string;
  readonly createdAt: string;
  readonly subtotal: number;
  readonly shipping?: number;
  readonly taxes?: number;
  /** Subtotal and shipping, unless told otherwise. */
  readonly total?: number;
  readonly refunded?: number;
  readonly status?: string;
  readonly cancelledAt?: string;
  readonly fulfilledAt?: string;
  readonly currency?: string;
  readonly source?: string;
  readonly id?: string;
  /** How many rows it has. */
  readonly lines?: number;
}

/** How a file is written; as Shopify does, unless told otherwise. */
export interface ExportShape {
  readonly delimiter?: string;
  readonly decimalMark?: string;
  readonly lineEnd?: string;
  readonly byteOrderMark?: boolean;
  readonly without?: readonly string[];
}

type Cells = Record<string, string>;

/** The text of an order export. */
export function exportText(orders: readonly ExportedOrder[], shape: ExportShape = {}): string {
  const { delimiter = ',', lineEnd = '\n', byteOrderMark = false, without = [] } = shape;
  const rows = orders.flatMap((order) => rowsOf(order, shape.decimalMark ?? '.'));
  const columns = Object.keys(COLUMNS).filter((column) => !without.includes(column));
  const quoted = (cell: string) =>
    /["\n\r;,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => quoted(row[column] ?? ''))),
  ].map((cells) => cells.join(delimiter) + lineEnd);
  return (byteOrderMark ? '\uFEFF' : '') + lines.join('');
}

/** What the first row of an order says. */
const COLUMNS: Record<string, (order: ExportedOrder, amount: (cents: number) => string) => string> =
  {
    Name: ({ name }) => name,
    Email: ({ email }) => email,
    'Financial Status': ({ status = 'paid' }) => status,
    'Paid at': ({ createdAt }) => createdAt,
    'Fulfillment Status': ({ fulfilledAt }) => (fulfilledAt ? 'fulfilled' : 'unfulfilled'),
    'Fulfilled at': ({ fulfilledAt = '' }) => fulfilledAt,
    Currency: ({ currency = 'EUR' }) => currency,
    Subtotal: ({ subtotal }, amount) => amount(subtotal),
    Shipping: ({ shipping = 0 }, amount) => amount(shipping),
    Taxes: ({ taxes = 0 }, amount) => amount(taxes),
    Total: ({ subtotal, shipping = 0, total = subtotal + shipping }, amount) => amount(total),
    'Created at': ({ createdAt }) => createdAt,
    'Lineitem quantity': () => '1',
    'Lineitem name': () => 'Coffee, "dark"\nwhole beans; 250 g',
    'Lineitem price': ({ subtotal }, amount) => amount(subtotal),
    'Cancelled at': ({ cancelledAt = '' }) => cancelledAt,
    'Refunded Amount': ({ refunded = 0 }, amount) => amount(refunded),
    Id: ({ id = '' }) => id,
    Source: ({ source = 'web' }) => source,
  };

/** Repeated in the rows that carry another line of the order. */
const OF_EVERY_LINE = ['Name', 'Email', 'Created at', 'Lineitem quantity', 'Lineitem name'];

function rowsOf(order: ExportedOrder, decimalMark: string): Cells[] {
  const amount = (cents: number) => (cents / 100).toFixed(2).replace('.', decimalMark);
  const first = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, cell]) => [column, cell(order, amount)]),
  );
  const line: Cells = Object.fromEntries(
    OF_EVERY_LINE.map((column) => [column, first[column] ?? '']),
  );
  return [first, ...Array.from({ length: (order.lines ?? 1) - 1 }, () => line)];
}

/** A text as pieces of a stream, so small that characters are cut in two. */
export async function* inPieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.slice(at, at + size);
  }
}
