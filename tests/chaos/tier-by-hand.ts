import { climb, inForce } from './climb-by-hand.ts';
import type { TrueMerge } from './history.ts';
import type { Earned, TierTerms } from './tier-terms.ts';

/**
 * The tier of a customer just before a moment, said anew from the beginning each time.
 * @param earned everything before it, from the first to the last
 * @returns the tier's place in the ladder in force, 0 the lowest
 */
export function tierByHand(
  terms: TierTerms,
  track: string,
  at: number,
  earned: readonly Earned[],
): number {
  const ladder = inForce(terms.versions, at)?.program.tiers ?? [];
  const pin = terms.pins
    .filter(({ customerId, from }) => customerId === track && Date.parse(from) <= at)
    .at(-1);
  const holds = pin && (pin.until === null || at < Date.parse(pin.until));
  const pinned = holds ? ladder.findIndex(({ key }) => key === pin.tier) : -1;
  return pinned >= 0 ? pinned : climbed(terms, track, at, earned, sorted(terms.merges));
}

function sorted(merges: readonly TrueMerge[]): TrueMerge[] {
  return [...merges].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** @param merges those that may have happened, in their order */
function climbed(
  terms: TierTerms,
  track: string,
  at: number,
  earned: readonly Earned[],
  merges: readonly TrueMerge[],
): number {
  const happened = merges.filter((merge) => Date.parse(merge.at) <= at);
  const seen = visible(happened, track);
  const facts = earned.filter((fact) => seen.has(fact.track));
  // Who was merged brings her tier along, and the one who stays keeps hers, until the next assessment.
  const floors = happened.flatMap((merge, index) => {
    if (merge.kept !== track) return [];
    const time = Date.parse(merge.at);
    const before = happened.slice(0, index);
    const known = earned.filter(({ place }) => place < time);
    const ladder = inForce(terms.versions, time)?.program.tiers ?? [];
    return [track, merge.absorbed].map((who) => ({
      time,
      key: ladder[climbed(terms, who, time, known, before)]?.key,
    }));
  });
  return climb(terms, facts, floors, at);
}

/** Whose facts a customer sees, once these merges have been. */
export function visible(merges: readonly TrueMerge[], track: string): Set<string> {
  const seen = new Set([track]);
  for (const each of seen) {
    for (const { absorbed, kept } of merges) if (kept === each) seen.add(absorbed);
  }
  return seen;
}
