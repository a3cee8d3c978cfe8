import { type ChainPlace, comparePlaces, type CustomerMerge } from '../orders/chain.ts';
import type { Before } from './before.ts';
import type { CustomerId } from '../ids.ts';
import type { Tier } from '../program/ladder.ts';
import type { ProgramVersion } from '../program/program.ts';
import { TierCourses } from '../tiers/courses-by-track.ts';
import type { TieredMember } from '../tiers/tier-course.ts';

import type { Mark } from '../orders/mark.ts';
import { Perspective } from './perspective.ts';
import { visibleTracks } from './visible-tracks.ts';

/** In what a member's history is read. */
export interface HistoryTerms {
  /** All published versions of the shop's program. */
  readonly versions: readonly ProgramVersion[];
  /** IANA name, the shop's: in it the calendar's periods begin and end. */
  readonly timezone: string;
  /** Merges of the member whose history it is. */
  readonly merges: readonly CustomerMerge[];
  /** When each customer joined, and what was set by hand while she was one of her own. */
  readonly memberOf: (track: CustomerId) => TieredMember;
}

/** Where a fact stands, and in whose context it is judged. */
export type HistoryPlace = Pick<Mark, 'at' | 'track'>;

/**
 * A member's facts, as far as those after them depend on them (the ledger's law 4). They are added in the order of the
 * chain; what a fact has before it is asked for before its own mark is added.
 */
export class History {
  private readonly terms: HistoryTerms;
  private readonly marks: Mark[] = [];
  /** By the tracks that they see. */
  private readonly perspectives = new Map<
    string,
    readonly [ReadonlySet<CustomerId>, Perspective]
  >();

  private tiers: TierCourses | null = null;

  constructor(terms: HistoryTerms) {
    this.terms = terms;
  }

  /** @param mark not before those added so far, by `compareMarks` */
  add(mark: Mark): void {
    this.marks.push(mark);
    this.tiers?.add(mark);
    for (const [tracks, perspective] of this.perspectives.values()) {
      if (tracks.has(mark.track)) perspective.add(mark);
    }
  }

  /** What a fact of a track at a time, not before what was added, has before it. */
  before({ track, at }: HistoryPlace): Before {
    return this.perspectiveOf(track, at).before(at, () => this.tierBefore(track, at));
  }

  private tierBefore(track: CustomerId, at: number): Tier | null {
    if (!this.tiers) {
      const { versions, timezone, memberOf, merges } = this.terms;
      this.tiers = new TierCourses(versions, { timezone }, memberOf, merges);
      for (const mark of this.marks) this.tiers.add(mark);
    }
    return this.tiers.tierBefore(track, at);
  }

  private perspectiveOf(track: CustomerId, at: number): Perspective {
    const { merges } = this.terms;
    const tracks = merges.length === 0 ? null : visibleTracks(merges, track, at);
    const name = tracks ? [...tracks].sort().join(' ') : track;
    const known = this.perspectives.get(name);
    if (known) return known[1];
    const visible = tracks ?? new Set([track]);
    const perspective = new Perspective(this.terms.timezone, this.terms.versions);
    for (const mark of this.marks) if (visible.has(mark.track)) perspective.add(mark);
    this.perspectives.set(name, [visible, perspective]);
    return perspective;
  }
}

/** The order of facts in a history: by time, then by id, and of one id by what they are. */
export function compareMarks(
  a: ChainPlace & Pick<Mark, 'kind'>,
  b: ChainPlace & Pick<Mark, 'kind'>,
): number {
  return comparePlaces(a, b) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

const KINDS: readonly Mark['kind'][] = ['order', 'action', 'referral'];
