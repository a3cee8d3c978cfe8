import type { CustomerMerge } from '../orders/chain.ts';
import type { CustomerId } from '../ids.ts';
import type { Tier } from '../program/ladder.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';
import type { TierMark } from './stretches.ts';
import { TierCourse, type TieredMember } from './tier-course.ts';
import type { TierMove } from './tier-moves.ts';
import type { TierStanding } from './tier-standing.ts';

/** A mark and the customer in whose context it was judged. */
export type TrackedMark = TierMark & { readonly track: CustomerId };

/** One customer's course, with what it shows of others. */
interface TrackCourse {
  course: TierCourse;
  /** Whose marks it follows. */
  sees: ReadonlySet<CustomerId>;
  /** What staff set by hand, and what mergers brought. */
  member: TieredMember;
  /** Her moves until she last took another over. */
  former: readonly TierMove[];
  joinedUntil: number;
}

/**
 * The courses of a member who may have been several customers. Each has her own until they were merged; from then on the
 * kept one goes on with the marks of both and falls below neither tier until her next assessment (the ledger's law 11).
 * Time only goes forward, as in a course.
 */
export class TierCourses {
  private readonly versions: readonly ProgramVersion[];
  private readonly shop: { readonly timezone: string };
  private readonly memberOf: (track: CustomerId) => TieredMember;
  private readonly merges: readonly CustomerMerge[];
  private readonly courses = new Map<CustomerId, TrackCourse>();
  private readonly marks: TrackedMark[] = [];
  private nextMerge = 0;

  /**
   * @param versions of the program, without those that were withdrawn
   * @param memberOf when each customer joined, and what was set by hand while she was one of her own
   * @param merges of the member whose courses they are
   */
  constructor(
    versions: readonly ProgramVersion[],
    shop: { readonly timezone: string },
    memberOf: (track: CustomerId) => TieredMember,
    merges: readonly CustomerMerge[],
  ) {
    this.versions = versions;
    this.shop = shop;
    this.memberOf = memberOf;
    this.merges = [...merges].sort((a, b) => a.mergedAt - b.mergedAt);
  }

  /** Takes in the next mark, in the order of the chain. */
  add(mark: TrackedMark): void {
    this.mergeUntil(mark.at);
    if (this.nextMerge < this.merges.length) this.marks.push(mark);
    this.courseOf(mark.track);
    for (const { course, sees } of this.courses.values()) {
      if (sees.has(mark.track)) course.add(mark);
    }
  }

  /** The tier of a customer just before a fact, by all marks added so far. */
  tierBefore(track: CustomerId, at: number): Tier | null {
    this.mergeUntil(at);
    return this.courseOf(track).course.tierBefore(at);
  }

  /** Where a customer stands at a moment, and every change of her tier until then. */
  standingAt(
    track: CustomerId,
    moment: number,
  ): { readonly standing: TierStanding; readonly moves: readonly TierMove[] } {
    this.mergeUntil(moment);
    const { course, former, joinedUntil } = this.courseOf(track);
    const standing = course.standingAt(moment);
    const moves = [...former, ...course.moves().filter(({ at }) => at > joinedUntil)];
    const since = moves.at(-1)?.at;
    return { standing: since === undefined ? standing : { ...standing, since }, moves };
  }

  private courseOf(track: CustomerId): TrackCourse {
    const known = this.courses.get(track);
    if (known) return known;
    const member = this.memberOf(track);
    const opened: TrackCourse = {
      course: new TierCourse(this.versions, this.shop, member),
      sees: new Set([track]),
      member,
      former: [],
      joinedUntil: -Infinity,
    };
    this.courses.set(track, opened);
    return opened;
  }

  private mergeUntil(moment: number): void {
    for (;;) {
      const merge = this.merges[this.nextMerge];
      if (!merge || merge.mergedAt > moment) return;
      this.nextMerge += 1;
      this.merge(merge);
    }
  }

  private merge({ absorbed, kept, mergedAt }: CustomerMerge): void {
    const brought = this.courseOf(absorbed);
    this.courseOf(kept);
    for (const course of this.courses.values()) {
      if (course.sees.has(kept)) this.takeOver(course, brought, mergedAt);
    }
  }

  private takeOver(course: TrackCourse, brought: TrackCourse, mergedAt: number): void {
    const tiers = [course, brought].map((each) => each.course.tierBefore(mergedAt));
    const floors = tiers.flatMap((tier) => (tier ? [{ tier: tier.key, from: mergedAt }] : []));
    const own = course.course.moves().filter(({ at }) => at > course.joinedUntil);
    course.member = {
      joinedAt: earlier(course.member.joinedAt, brought.member.joinedAt),
      pins: course.member.pins,
      floors: [...course.member.floors, ...floors],
    };
    course.sees = new Set([...course.sees, ...brought.sees]);
    course.course = new TierCourse(this.versions, this.shop, course.member);
    for (const mark of this.marks) if (course.sees.has(mark.track)) course.course.add(mark);
    const after = course.course.tierBefore(mergedAt);
    course.former = [...course.former, ...own, ...this.lift(tiers[0], after, mergedAt)];
    course.joinedUntil = mergedAt;
  }

  /** The move up by which a customer comes to what both have. */
  private lift(from: Tier | null | undefined, to: Tier | null, at: number): TierMove[] {
    if (!from || !to || from.key === to.key) return [];
    const version = versionInForce(this.versions, new Date(at))?.version ?? 0;
    return [{ at, from, to, direction: 'up', reason: 'merged', version }];
  }
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
