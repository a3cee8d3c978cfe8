import type { Before } from '#app/loyalty/history/before.ts';
import type { FactShare } from '#app/loyalty/orders/mark.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';

import type { OrderChange } from './order-change.server.ts';

/** An order with its judgement. */
export interface Judged {
  readonly change: OrderChange;
  readonly receipt: OrderReceipt;
  /** What it comes to in its member's history. */
  readonly share: FactShare;
}

/** Judges an order with what lies before it. */
export type Judge = (change: OrderChange, before: Before) => Judged;
