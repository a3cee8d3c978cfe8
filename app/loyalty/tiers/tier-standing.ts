import type { Ladder, Tier } from '../program/ladder.ts';
import type { Qualification } from '../program/qualification.ts';
import type { TierPin } from './hand-set.ts';
import type { Qualifier } from './qualifier.ts';

/** Where a member stands. Times are milliseconds since 1970, amounts in the ladder's measure. */
export interface TierStanding {
  /** Null where the program has no tiers. */
  readonly tier: Tier | null;
  /** Since when, without interruption; null for who has not joined. */
  readonly since: number | null;
  /** When she can lose it next; null where nothing ends it. */
  readonly nextAssessmentAt: number | null;
  /** What counts in the window now. */
  readonly measured: number;
  /** The next rung up and what it still takes; null at the top, and where tiers are given by hand. */
  readonly next: { readonly tier: Tier; readonly missing: number } | null;
  /** What it still takes to pass the next assessment; 0 where it is passed already, or where there is none. */
  readonly missingToKeep: number;
  /** From when on she is to be warned; null where she is not. */
  readonly warnedFrom: number | null;
  /** Until when staff gave it to her; null for good. */
  readonly byHand: { readonly until: number | null } | null;
}

/** What a standing is read from. */
interface Position {
  readonly moment: number;
  readonly tier: Tier | null;
  readonly pin: TierPin | null;
  readonly since: number | null;
  readonly ladder: Ladder;
  readonly qualification: Qualification | null;
  readonly qualifier: Qualifier;
}

const DAY_MS = 86_400_000;

/** Where a member stands at a moment: what is missing to the next tier and to keep this one, and when that is assessed. */
export function standingOf(position: Position): TierStanding {
  const { moment, tier, pin, since, ladder, qualification, qualifier } = position;
  const measured = qualifier.measured(moment);
  const dueAt = pin ? (pin.until ?? Infinity) : qualifier.dueAt;
  const isAssessed = pin === null && dueAt < Infinity && tier !== null;
  const missingToKeep = isAssessed ? Math.max(0, tier.from - qualifier.lasting(moment)) : 0;
  const warningDays = qualification?.demotion.warningDays ?? 0;
  const above = qualification?.measure === 'by_hand' ? undefined : ladder[rankOf(ladder, tier) + 1];
  return {
    tier,
    since,
    nextAssessmentAt: dueAt < Infinity ? dueAt : null,
    measured,
    next: above ? { tier: above, missing: Math.max(0, above.from - measured) } : null,
    missingToKeep,
    warnedFrom: missingToKeep > 0 && warningDays > 0 ? dueAt - warningDays * DAY_MS : null,
    byHand: pin && { until: pin.until },
  };
}

function rankOf(ladder: Ladder, tier: Tier | null): number {
  return ladder.findIndex(({ key }) => key === tier?.key);
}
