import type { TrueMerge, TruePin, TrueProgram, TrueVersion } from './history.ts';

/** What somebody earned at a time, as tiers see it. */
export interface Earned {
  /** The customer in whose context it was judged. */
  readonly track: string;
  /** Milliseconds since 1970. */
  readonly place: number;
  /** What it brings, by what tiers may count: of money the minor units. */
  readonly brings: Readonly<Record<string, number>>;
}

/** What tiers are said by. */
export interface TierTerms {
  readonly versions: readonly TrueVersion[];
  readonly merges: readonly TrueMerge[];
  readonly pins: readonly TruePin[];
  /** IANA name. */
  readonly timezone: string;
}

/** Where somebody stands on a ladder. */
export interface Climb {
  readonly program: TrueProgram;
  readonly timezone: string;
  rank: number;
  /** Of a tier held without being reached, where nobody is assessed: until when. */
  heldUntil: number;
  held: number;
  /** From when the days are counted for which a tier holds. */
  since: number;
  /** By years: no assessment before this one. */
  notBefore: number;
}
