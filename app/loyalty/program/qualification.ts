import { z } from 'zod';

import { Days, DaysOrNone } from './parts.ts';

/** By what members reach their tier, and how they lose it. */
export const Qualification = z.strictObject({
  /** What each tier's `from` counts: points earned, minor units that counted, orders that counted, friends referred. */
  measure: z.enum(['points', 'spend', 'orders', 'referrals', 'by_hand']),
  window: z.discriminatedUnion('kind', [
    /** All that is known of her, also what she bought before she joined. */
    z.strictObject({ kind: z.literal('life') }),
    z.strictObject({ kind: z.literal('since_joining') }),
    /** The year of the calendar in the shop's time zone: what is reached in one holds until the next has ended. */
    z.strictObject({ kind: z.literal('calendar_year') }),
    /** So many days back: what is reached holds for as many days. */
    z.strictObject({ kind: z.literal('rolling'), days: Days }),
  ]),
  demotion: z.strictObject({
    /** At an assessment that is not passed: one rung down, or down to what was reached. */
    to: z.enum(['one_step', 'reached']),
    /** How many days later than due the assessment takes place: what is reached meanwhile still counts. */
    graceDays: DaysOrNone,
    /** How many days before the assessment members are warned; 0 for not at all. */
    warningDays: DaysOrNone,
  }),
});

export type Qualification = z.infer<typeof Qualification>;
