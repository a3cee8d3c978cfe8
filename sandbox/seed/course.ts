import type { Minor } from '../store/scalars.ts';
import type { PlannedOrder } from './baskets.ts';
import type { Chance } from './random.ts';

/** What happens to an order after it was placed. */
export type PlannedStep = { readonly atMs: number } & (
  | { readonly kind: 'pay' | 'ship' }
  | { readonly kind: 'cancel'; readonly reason: string; readonly refund: boolean }
  | {
      readonly kind: 'refund';
      readonly note: string;
      /** Position of the line and units; null for a refund without lines. */
      readonly line: { readonly position: number; readonly quantity: number } | null;
      readonly shipping: boolean;
      readonly amount: Minor;
    }
);

function hoursAfter(chance: Chance, atMs: number, least: number, most: number): number {
  const seconds = chance.between(least * 3600, most * 3600);
  return Math.floor(atMs / 1000) * 1000 + seconds * 1000;
}

function lineRefund(chance: Chance, planned: PlannedOrder, atMs: number): PlannedStep {
  const position = chance.between(0, planned.lines.length - 1);
  const ordered = planned.lines[position]?.quantity ?? 1;
  return {
    kind: 'refund',
    atMs,
    note: chance.pick(['Arrived damaged', 'Wrong grind size', 'Sent back', 'Out of stock']),
    line: { position, quantity: chance.happens(0.5) ? ordered : 1 },
    shipping: false,
    amount: 0,
  };
}

/** After shipping: six orders in a hundred come back in part, few get their shipping or some goodwill back. */
function afterwards(chance: Chance, planned: PlannedOrder, shippedMs: number): PlannedStep[] {
  const atMs = hoursAfter(chance, shippedMs, 72, 360);
  const nothing = { kind: 'refund', atMs, line: null, shipping: false, amount: 0 } as const;
  const what = chance.weighted([
    ['line', 60],
    ['shipping', 7],
    ['goodwill', 8],
    ['nothing', 925],
  ] as const);
  switch (what) {
    case 'line':
      return [lineRefund(chance, planned, atMs)];
    case 'shipping':
      return [{ ...nothing, note: 'Arrived late', shipping: true }];
    case 'goodwill':
      return [{ ...nothing, note: 'Goodwill', amount: chance.between(2, 6) * 100 }];
    case 'nothing':
      return [];
  }
}

/**
 * The course an order takes: paid at once or by bank transfer some days later (or never), shipped, refunded in part,
 * or cancelled.
 * @param atMs when it is placed
 */
export function planCourse(chance: Chance, planned: PlannedOrder, atMs: number): PlannedStep[] {
  if (planned.sourceName === 'pos') {
    return [{ kind: 'ship', atMs: atMs + 1000 }];
  }
  const pending = planned.payment === 'pending';
  if (pending && chance.happens(0.2)) {
    return [
      { kind: 'cancel', atMs: hoursAfter(chance, atMs, 168, 240), reason: 'other', refund: false },
    ];
  }
  if (!pending && chance.happens(0.02)) {
    const reason = chance.pick(['customer', 'customer', 'inventory']);
    return [{ kind: 'cancel', atMs: hoursAfter(chance, atMs, 1, 16), reason, refund: true }];
  }
  const paidMs = pending ? hoursAfter(chance, atMs, 20, 100) : atMs;
  const shippedMs = hoursAfter(chance, paidMs, 14, 60);
  return [
    ...(pending ? [{ kind: 'pay', atMs: paidMs } as const] : []),
    { kind: 'ship', atMs: shippedMs },
    ...afterwards(chance, planned, shippedMs),
  ];
}
