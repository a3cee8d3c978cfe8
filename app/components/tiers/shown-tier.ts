import type { Perk } from '#app/loyalty/program/ladder.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';
import type { TierMove } from '#app/loyalty/tiers/tier-moves.ts';

/** A tier by its key and, where it has one, the shop's own word. */
export interface TierLabel {
  readonly key: string;
  readonly name: string | null;
}

/** All about a member's tier. Times are ISO 8601, amounts in the measure of the ladder. */
export interface ShownTier {
  readonly tier: TierLabel;
  readonly earningPercent: number;
  /** From the lowest up. */
  readonly ladder: readonly TierLabel[];
  readonly measure: Qualification['measure'];
  /** ISO 4217, of amounts of money. */
  readonly currency: string;
  readonly since: string | null;
  readonly nextAssessmentAt: string | null;
  readonly measured: number;
  readonly missingToKeep: number;
  readonly next: (TierLabel & { readonly from: number; readonly missing: number }) | null;
  readonly byHand: { readonly until: string | null; readonly reason: string } | null;
  readonly perks: readonly ShownPerk[];
  readonly moves: readonly ShownMove[];
}

export type ShownPerk = Perk & {
  /** Its use in the period that is running; null where it can be used, or lasts. */
  readonly useId: string | null;
  /** When it was used in the period that is running. */
  readonly usedAt: string | null;
  /** When it can be used again. */
  readonly again: string | null;
  /** When the period that is running ends; null where there is none, or no end. */
  readonly periodEnds: string | null;
};

export interface ShownMove {
  readonly id: string;
  readonly from: TierLabel | null;
  readonly to: TierLabel | null;
  readonly direction: TierMove['direction'];
  readonly reason: TierMove['reason'];
  readonly at: string;
}

/** What the actions about a member's tier answer. */
export type TierAnswer =
  | 'set'
  | 'nothing_to_end'
  | 'unknown_member'
  | 'unknown_tier'
  | 'in_the_past'
  | 'no_reason'
  | 'ticked'
  | 'used'
  | 'undone'
  | 'undone_since'
  | 'unknown_use'
  | 'not_of_tier'
  | 'lasting'
  | 'not_understood';
