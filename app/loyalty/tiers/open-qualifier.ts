import { LifeQualifier } from './life-qualifier.ts';
import type { Qualifier } from './qualifier.ts';
import { RollingQualifier } from './rolling-qualifier.ts';
import { amountFor, type Stretch, type TierMark } from './stretches.ts';
import { YearQualifier } from './year-qualifier.ts';

/** Of who is in no program. */
export const NO_TIERS: Qualifier = new LifeQualifier([]);

/** From when, and for whom, a ladder is climbed. */
export interface Opening {
  readonly timezone: string;
  /** Milliseconds since 1970; null for who has not joined. */
  readonly joinedAt: number | null;
  /** When the stretch begins, milliseconds since 1970. */
  readonly at: number;
}

/**
 * Puts a member on the ladder of a version that begins, where her history has brought her.
 * @param marks her marks before it, in the order of the chain
 */
export function openQualifier(
  stretch: Stretch,
  marks: readonly TierMark[],
  opening: Opening,
): Qualifier {
  const { qualification, froms } = stretch;
  const { window, demotion } = qualification;
  const filled = <Kind extends Qualifier>(qualifier: Kind): Kind => {
    for (const mark of marks) qualifier.add(mark.at, amountFor(stretch, mark, opening.joinedAt));
    return qualifier;
  };
  switch (window.kind) {
    case 'life':
    case 'since_joining':
      return filled(new LifeQualifier(froms));
    case 'calendar_year': {
      const years = new YearQualifier(froms, opening.timezone, demotion);
      filled(years).beginAt(opening.at);
      return years;
    }
    case 'rolling': {
      const rolling = new RollingQualifier(froms, window.days, demotion);
      filled(rolling).beginAt(opening.at);
      return rolling;
    }
  }
}
