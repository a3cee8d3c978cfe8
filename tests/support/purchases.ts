import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';

import type { ExportedOrder } from './order-export.ts';
import { orderFact } from './orders.ts';

const SAMPLE = path.resolve('../shared/data/cdnow_sample.txt');

/** Whether the purchases are there: they are no part of the project. */
export const hasPurchases = existsSync(SAMPLE);

/** So many years later: as if the shop's program had been there from the first purchase on. */
const YEARS_LATER = 29;

/** An order of the sample: as the export has it, and as a webhook would have told it. */
export interface Purchase {
  readonly email: string;
  readonly exported: ExportedOrder;
  readonly fact: OrderFact;
}

/**
 * A tenth of the customers of a shop for music and all they bought in eighteen months (CDNOW), with what orders go
 * through besides: some are refunded in part or altogether, cancelled, never paid, or of guests.
 */
export function readPurchases(): Purchase[] {
  const rows = readFileSync(SAMPLE, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/ +/))
    .filter((fields) => fields.length === 5);
  const byDate = rows.sort(([, , a = ''], [, , b = '']) => Number(a) - Number(b));
  return byDate.map(([, customer = '', date = '', , dollars = ''], index) => {
    const cents = Math.round(Number(dollars) * 100);
    return purchaseOf(index + 1, Number(customer), dayOf(date), cents);
  });
}

function dayOf(date: string): string {
  const year = Number(date.slice(0, 4)) + YEARS_LATER;
  return `${year}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
}

function purchaseOf(number: number, customer: number, day: string, cents: number): Purchase {
  const every = (nth: number) => number % nth === 0;
  const shipping = every(2) ? 490 : 0;
  const total = cents + shipping;
  const refunded = every(37) ? total : every(17) ? Math.round(total * 0.3) : 0;
  const isGuest = every(31);
  const isPaid = !every(29);
  const isCancelled = every(23);
  const email = `customer${customer}@example.com`;
  return {
    email,
    exported: {
      name: `#${number}`,
      email: isGuest ? '' : every(2) ? email : email.toUpperCase(),
      createdAt: `${day} 02:00:00 +0200`,
      subtotal: cents,
      shipping,
      refunded,
      status: isPaid ? (refunded > 0 ? 'partially_refunded' : 'paid') : 'pending',
      lines: 1 + (number % 3),
      ...(isCancelled && { cancelledAt: `${day} 05:00:00 +0200` }),
    },
    fact: orderFact({
      orderId: String(number),
      customerId: isGuest ? null : String(customer),
      processedAt: `${day}T00:00:00.000Z`,
      updatedAt: `${day}T00:00:00.000Z`,
      cancelledAt: isCancelled ? `${day}T03:00:00.000Z` : null,
      paid: isPaid,
      lines: [{ gross: cents }],
      shipping,
      refundedWithoutLines: refunded,
      chargedWithLines: total,
    }),
  };
}
