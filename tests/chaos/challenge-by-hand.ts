import { periodOf } from './calendar-by-hand.ts';
import type { TrueChallenge } from './history.ts';

/** How far an order has brought a challenge. */
export interface Step {
  /** Units, orders or minor units. */
  readonly amount: number;
  readonly completed: number;
  readonly used: number;
}

/** Where a step is taken. */
export interface StepPlace {
  /** Milliseconds since 1970. */
  readonly place: number;
  /** IANA name. */
  readonly timezone: string;
}

/**
 * The step that an order takes.
 * @param before those that it sees, in their order
 */
export function stepByHand(
  { goal, window, within, repeats }: Pick<TrueChallenge, 'goal' | 'window' | 'within' | 'repeats'>,
  { place, timezone }: StepPlace,
  amount: number,
  before: readonly (Step & { readonly place: number })[],
): Step {
  const begins = window.from === null ? -Infinity : Date.parse(window.from);
  const period = periodOf(within, place, timezone);
  const inPeriod = before.filter(
    (step) => step.place >= begins && periodOf(within, step.place, timezone) === period,
  );
  const count = goal.count ?? goal.amount ?? 1;
  // Of what was used up in the period, earlier ones may have brought a part that another version had counted.
  const left = inPeriod.reduce((so, step) => Math.max(0, so + step.amount - step.used), 0);
  const seen = repeats === 'once' ? before : inPeriod;
  const had = seen.reduce((sum, { completed }) => sum + completed, 0);
  const most = repeats === 'again' ? Infinity : had > 0 ? 0 : 1;
  const completed = Math.min(most, Math.floor((left + amount) / count));
  return { amount, completed, used: completed * count };
}
