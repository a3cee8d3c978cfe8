import { z } from 'zod';

import {
  Key,
  LineScope,
  Money,
  OrderConditions,
  OwnName,
  Period,
  Points,
  ProductScope,
  Window,
} from './parts.ts';

const Count = z.number().int().min(1).max(10_000);

/** What is to be reached. Only what counts at present counts: what was returned is taken off again. */
const Goal = z.discriminatedUnion('kind', [
  /** A punch card: so many units of its lines. */
  z.strictObject({ kind: z.literal('items'), lines: LineScope, count: Count }),
  z.strictObject({ kind: z.literal('orders'), count: Count }),
  z.strictObject({ kind: z.literal('spend'), amount: Money }),
  /** Something out of so many of these groups of products. */
  z.strictObject({
    kind: z.literal('variety'),
    groups: z.array(ProductScope).min(2).max(20),
    count: Count,
  }),
  /** An order in each of so many periods that follow one another. */
  z.strictObject({ kind: z.literal('streak'), period: Period, count: Count }),
]);

/** What is given at the end. */
const Prize = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), points: Points }),
  /** A reward of the program, without paying points for it. */
  z.strictObject({ kind: z.literal('reward'), reward: Key }),
]);

/** A goal that members see themselves coming closer to. */
export const Challenge = z.strictObject({
  key: Key,
  name: OwnName,
  window: Window,
  conditions: OrderConditions,
  goal: Goal,
  /** Within which period of the calendar it is to be reached; `ever` for as long as it takes. */
  within: z.union([Period, z.literal('ever')]),
  /** `once`, `once_a_period`, or `again` and again: what is over the goal counts for the next time. */
  repeats: z.enum(['once', 'once_a_period', 'again']),
  prize: Prize,
});

export type Challenge = z.infer<typeof Challenge>;

export const Challenges = z.array(Challenge).max(50);
