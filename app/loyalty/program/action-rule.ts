import { z } from 'zod';

import { DaysOrNone, Key, Limits, MemberConditions, OwnName, Points, Window } from './parts.ts';

/** By what the shop knows that a member has done something. */
const Occasion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('joining') }),
  /** She has agreed to the newsletter by e-mail. Whoever withdraws within these days loses the points again. */
  z.strictObject({ kind: z.literal('newsletter'), takenBackWithinDays: DaysOrNone }),
  /** Once a year. A birthday that was told less than so many days before earns only from the next one on. */
  z.strictObject({ kind: z.literal('birthday'), toldDaysBefore: DaysOrNone }),
  z.strictObject({ kind: z.literal('join_anniversary') }),
  /** The member says so herself: a review, a post. */
  z.strictObject({
    kind: z.literal('claim'),
    proof: z.enum(['none', 'link', 'text']),
    approval: z.enum(['at_once', 'staff']),
    /** Where it is done; null where that is plain. */
    address: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable(),
  }),
  /** She enters a code or opens its link: an event, a sign in the shop. */
  z.strictObject({ kind: z.literal('code'), code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/) }),
  /** Staff tap on it at the counter. */
  z.strictObject({ kind: z.literal('staff') }),
  /** Another program of the shop reports it. */
  z.strictObject({ kind: z.literal('api') }),
]);

/** What a member earns for something that is not an order. */
export const ActionRule = z.strictObject({
  key: Key,
  name: OwnName,
  occasion: Occasion,
  points: Points,
  window: Window,
  conditions: MemberConditions,
  limits: Limits,
});

export type ActionRule = z.infer<typeof ActionRule>;

export const ActionRules = z.array(ActionRule).max(100);

/** What a member has done, by its kind. */
export type Occasion = ActionRule['occasion'];
