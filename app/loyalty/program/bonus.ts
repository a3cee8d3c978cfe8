import { z } from 'zod';

import {
  Key,
  Limits,
  LineScope,
  Multiple,
  OrderConditions,
  OwnName,
  Points,
  Window,
} from './parts.ts';

/** What a bonus gives besides what the order earns anyway. */
const Gives = z.discriminatedUnion('kind', [
  /** Its lines earn a multiple: 200 is double points. */
  z.strictObject({ kind: z.literal('multiple'), percent: Multiple }),
  /** So many points for each unit of its lines that was not returned. */
  z.strictObject({ kind: z.literal('per_item'), points: Points }),
  /** So many points for an order in which its lines count for something. */
  z.strictObject({ kind: z.literal('per_order'), points: Points }),
]);

/** A bonus for orders: a rule for some products, or a campaign for some time. */
export const Bonus = z.strictObject({
  key: Key,
  name: OwnName,
  window: Window,
  conditions: OrderConditions,
  lines: LineScope,
  gives: Gives,
  limits: Limits,
});

export type Bonus = z.infer<typeof Bonus>;

/** Bonuses. */
export const Bonuses = z.array(Bonus).max(100);
