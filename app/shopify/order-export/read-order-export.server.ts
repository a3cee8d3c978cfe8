import { CustomerId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Told } from '#app/loyalty/replay/told.ts';

import { type Columns, findColumns, toldBy } from './columns.server.ts';
import { ExportRow, UnreadableRow } from './export-row.server.ts';
import { orderOfRow } from './order-of-row.server.ts';
import type { OrderExportProblem } from './problem.server.ts';
import { readTable } from './table.server.ts';

/** Orders handed on together. */
const BATCH_SIZE = 1_000;

/** What comes of an order export, in this order. */
export type OrderExportPart =
  /** First, and once. */
  | { readonly kind: 'told'; readonly told: ReadonlySet<Told> }
  | { readonly kind: 'orders'; readonly facts: readonly OrderFact[] }
  /** Last: what has come before is worth nothing without the rest. */
  | { readonly kind: 'problem'; readonly problem: OrderExportProblem };

/**
 * Reads Shopify's export of orders (CSV) as it comes. The first row of an order carries its amounts, those that follow
 * under the same name carry nothing but lines. A buyer is who an e-mail address belongs to, whatever its letters' case;
 * buyers are numbered as they appear. An order without an address is a guest's.
 */
export async function* readOrderExport(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<OrderExportPart, void> {
  try {
    let orders: OrderRows | null = null;
    for await (const { number, cells } of readTable(chunks)) {
      if (!orders) {
        const found = findColumns(cells);
        if (found.missing !== null) throw missing(found.missing);
        orders = new OrderRows(found.columns);
        yield { kind: 'told', told: toldBy(found.columns) };
        continue;
      }
      orders.take(number, cells);
      if (orders.facts.length >= BATCH_SIZE) yield { kind: 'orders', facts: orders.handOver() };
    }
    if (!orders) throw new UnreadableRow({ code: 'empty' });
    yield { kind: 'orders', facts: orders.handOver() };
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    yield { kind: 'problem', problem: error.problem };
  }
}

function missing(column: string): UnreadableRow {
  return new UnreadableRow({ code: 'missing_column', column });
}

/** Turns rows into orders. */
class OrderRows {
  facts: OrderFact[] = [];
  private readonly columns: Columns;
  private readonly buyers = new Map<string, CustomerId>();
  private readonly seen = new Set<string>();
  private lastName: string | null = null;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  /** @throws UnreadableRow */
  take(number: number, cells: readonly string[]): void {
    const row = new ExportRow(number, cells, this.columns);
    row.checkLine();
    const name = row.needed('Name');
    const continues = name === this.lastName && AMOUNTS.every((column) => row.text(column) === '');
    if (continues) return;
    this.lastName = name;
    const identity = row.orderId() ?? name;
    if (this.seen.has(identity)) {
      throw new UnreadableRow({ code: 'order_twice', row: number, order: name });
    }
    this.seen.add(identity);
    this.facts.push(orderOfRow(row, this.buyerOf(row), String(this.seen.size)));
  }

  /** What has been read and not been handed over before. */
  handOver(): readonly OrderFact[] {
    const { facts } = this;
    this.facts = [];
    return facts;
  }

  private buyerOf(row: ExportRow): CustomerId | null {
    const email = row.text('Email').toLowerCase();
    if (!email.includes('@')) return null;
    const known = this.buyers.get(email);
    if (known !== undefined) return known;
    const buyer = CustomerId.parse(String(this.buyers.size + 1));
    this.buyers.set(email, buyer);
    return buyer;
  }
}

/** Of which a row that only carries a line has none. */
const AMOUNTS = ['Financial Status', 'Subtotal', 'Total'] as const;
