import type { ChainPlace } from '../orders/chain.ts';
import type { CustomerId, OrderId } from '../ids.ts';
import type { LotDates } from '../ledger/lot-dates.ts';
import type { ProgramVersion } from '../program/program.ts';
import { NumberColumn } from './number-column.ts';

/** By what an order is judged. */
export interface RecordTerms {
  readonly version: ProgramVersion;
  readonly currency: string;
  /** Where it was sold; empty where nothing asks for it. */
  readonly sourceName: string;
}

/** An order that earns, as far as it can be judged without those before it. Times in milliseconds since 1970. */
export interface WeighedRecord {
  /** Number of the customer, as `OrderRecords` has given it. */
  readonly customer: number;
  readonly orderId: OrderId;
  readonly at: number;
  readonly terms: RecordTerms;
  /** Minor units: the whole, and of it the lines. */
  readonly counted: number;
  readonly linesCounted: number;
  /** Units of lines that count for something. */
  readonly units: number;
  readonly dates: LotDates;
}

/** What is remembered of an order besides its place. Times in milliseconds since 1970. */
export interface ReadRecord extends Pick<
  WeighedRecord,
  'terms' | 'counted' | 'linesCounted' | 'units'
> {
  /** `-Infinity` for at once, `Infinity` while nobody knows. */
  readonly maturesAt: number;
  /** `Infinity` where they never expire. */
  readonly expiresAt: number;
  /** 0 where they are not lost by inactivity. */
  readonly idleDays: number;
}

/** An order in the chain of its member, and where the rest of it is kept. */
export interface RecordLink extends ChainPlace {
  readonly record: number;
}

/**
 * What a replay remembers of orders, a column for each field: a million objects would take more than twice the memory.
 */
export class OrderRecords {
  private readonly customerIds: CustomerId[] = [];
  private readonly customerNumbers = new Map<CustomerId, number>();
  private readonly customers = new NumberColumn();
  private readonly orderIds: OrderId[] = [];
  private readonly times = new NumberColumn();
  private readonly terms: RecordTerms[] = [];
  /** By record: its place in `terms`, of which there are few. */
  private readonly termsOf = new NumberColumn();
  private readonly amounts = new NumberColumn();
  private readonly amountsOfLines = new NumberColumn();
  private readonly units = new NumberColumn();
  private readonly maturities = new NumberColumn();
  private readonly expiries = new NumberColumn();
  private readonly idleDays = new NumberColumn();
  private readonly hasLines: boolean;

  /** @param hasLines whether anything asks for the lines of orders; they are not remembered otherwise */
  constructor(hasLines: boolean) {
    this.hasLines = hasLines;
  }

  /** The number of a customer, given when she is first seen. From 0, without gaps. */
  numberOf(customerId: CustomerId): number {
    const known = this.customerNumbers.get(customerId);
    if (known !== undefined) return known;
    const number = this.customerIds.push(customerId) - 1;
    this.customerNumbers.set(customerId, number);
    return number;
  }

  add(record: WeighedRecord): void {
    this.customers.push(record.customer);
    this.orderIds.push(record.orderId);
    this.times.push(record.at);
    this.termsOf.push(this.placeOf(record.terms));
    this.amounts.push(record.counted);
    if (this.hasLines) {
      this.amountsOfLines.push(record.linesCounted);
      this.units.push(record.units);
    }
    const { maturesAt, expiresAt, idleDays } = record.dates;
    this.maturities.push(maturesAt ?? -Infinity);
    this.expiries.push(expiresAt ?? Infinity);
    this.idleDays.push(idleDays ?? 0);
  }

  /** What is recorded under a number; lines are empty where nothing asks for them. */
  read(record: number): ReadRecord {
    const counted = this.amounts.at(record);
    return {
      terms: at(this.terms, this.termsOf.at(record)),
      counted,
      linesCounted: this.hasLines ? this.amountsOfLines.at(record) : 0,
      units: this.hasLines ? this.units.at(record) : 0,
      maturesAt: this.maturities.at(record),
      expiresAt: this.expiries.at(record),
      idleDays: this.idleDays.at(record),
    };
  }

  /** Every customer by number, with her orders up to a moment in no particular order. */
  *linksByCustomer(moment: number): Generator<readonly [CustomerId, RecordLink[]]> {
    const { starts, records } = this.groupByCustomer();
    for (const [number, track] of this.customerIds.entries()) {
      const links: RecordLink[] = [];
      for (const record of records.subarray(starts[number], starts[number + 1])) {
        const placed = this.times.at(record);
        if (placed > moment) continue;
        links.push({ at: placed, orderId: at(this.orderIds, record), record });
      }
      yield [track, links];
    }
  }

  /** How many were placed until a moment. */
  countUntil(moment: number): number {
    return countUntil(this.times, moment);
  }

  /** Counts how many each has, then puts each record in its place: linear, where sorting a million took seconds. */
  private groupByCustomer(): { starts: Uint32Array; records: Uint32Array } {
    const starts = new Uint32Array(this.customerIds.length + 1);
    for (let record = 0; record < this.customers.length; record += 1) {
      const next = this.customers.at(record) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let index = 1; index < starts.length; index += 1) {
      starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
    }
    const next = starts.slice();
    const records = new Uint32Array(this.customers.length);
    for (let record = 0; record < this.customers.length; record += 1) {
      const customer = this.customers.at(record);
      const place = next[customer] ?? 0;
      records[place] = record;
      next[customer] = place + 1;
    }
    return { starts, records };
  }

  /** The newest are looked at first: orders in a row are judged alike. */
  private placeOf(terms: RecordTerms): number {
    const known = this.terms.findLastIndex(
      ({ version, currency, sourceName }) =>
        version === terms.version && currency === terms.currency && sourceName === terms.sourceName,
    );
    return known === -1 ? this.terms.push(terms) - 1 : known;
  }
}

/** How many of these times have come at a moment. */
export function countUntil(times: NumberColumn, moment: number): number {
  let count = 0;
  for (let index = 0; index < times.length; index += 1) if (times.at(index) <= moment) count += 1;
  return count;
}

function at<Value>(column: readonly Value[], record: number): Value {
  const value = column[record];
  if (value === undefined) throw new RangeError(`nothing is recorded under ${record}`);
  return value;
}
