import type { OrderTraits } from '../orders/order-traits.ts';

import type { WeighedLine } from './weighed-lines.ts';

/** An order that can earn, as far as its version's rules look at it. */
export interface WeighedOrder {
  /** Milliseconds since 1970. */
  readonly processedAt: number;
  readonly currency: string;
  readonly sourceName: string;
  /** What counts of it, minor units: its lines, and what else the program counts. */
  readonly counted: number;
  readonly lines: readonly WeighedLine[];
  /** What was learnt of it when it was first seen; null where that is not known. */
  readonly traits: OrderTraits | null;
}
