import type { Tier } from '../program/ladder.ts';
import type { ProgramVersion } from '../program/program.ts';
import { type TierFloor, type TierPin, pinAt } from './hand-set.ts';
import { openQualifier, NO_TIERS } from './open-qualifier.ts';
import type { Qualifier } from './qualifier.ts';
import { amountFor, type Stretch, stretchesOf, type TierMark } from './stretches.ts';
import { movesAlong, type TierMove, type TierStep } from './tier-moves.ts';
import { standingOf, type TierStanding } from './tier-standing.ts';

/** What of a member her tier depends on besides her marks. */
export interface TieredMember {
  /** Milliseconds since 1970; null for who has not joined. */
  readonly joinedAt: number | null;
  readonly pins: readonly TierPin[];
  readonly floors: readonly TierFloor[];
}

/**
 * A member's tier through time: a pure function of her marks, the program's versions, what staff set by hand, and the
 * shop's calendar (the ledger's laws 4 and 5). Time only goes forward: no mark is earlier than what was added or asked
 * before. Versions that change the ladder, the measure or the window lose no history: what the new ones reach is
 * reached, and a tier held before that still exists is kept until the next assessment.
 */
export class TierCourse {
  private readonly stretches: readonly Stretch[];
  private readonly timezone: string;
  private readonly member: TieredMember;
  private readonly floors: readonly TierFloor[];
  /** The last stretch on a ladder of its own: marks are kept until it begins. */
  private readonly lastLadder: number;
  private marks: TierMark[] = [];
  private readonly steps: TierStep[] = [];
  private qualifier: Qualifier = NO_TIERS;
  private stretch: Stretch | null = null;
  private nextStretch = 0;
  private nextFloor = 0;
  private nextEventAt = -Infinity;
  private time = -Infinity;

  /**
   * @param versions of the program, without those that were withdrawn
   * @param shop its time zone, IANA
   */
  constructor(
    versions: readonly ProgramVersion[],
    shop: { readonly timezone: string },
    member: TieredMember,
  ) {
    this.stretches = stretchesOf(versions);
    this.timezone = shop.timezone;
    this.member = member;
    this.floors = [...member.floors].sort((a, b) => a.from - b.from);
    this.lastLadder = this.stretches.findLastIndex(({ continues }) => !continues);
    this.setNextEvent();
  }

  /** Takes in the next mark, in the order of the chain. */
  add(mark: TierMark): void {
    this.advance(mark.at);
    if (this.nextStretch <= this.lastLadder) this.marks.push(mark);
    if (!this.stretch) return;
    const before = this.qualifier.rank;
    this.qualifier.add(mark.at, amountFor(this.stretch, mark, this.member.joinedAt));
    const { rank } = this.qualifier;
    if (rank !== before) this.noteStep(mark.at, rank > before ? 'reached' : 'returned');
    this.setNextEvent();
  }

  /**
   * The tier just before a fact: by all marks added so far, and the assessments due by then.
   * @param at milliseconds since 1970
   * @returns null where the program has no tiers
   */
  tierBefore(at: number): Tier | null {
    this.advance(at);
    const { pins } = this.member;
    const pinned = pins.length === 0 ? null : this.pinnedAt(at);
    return pinned?.tier ?? this.natural();
  }

  /**
   * Where she stands at a moment, by all marks added so far.
   * @param moment milliseconds since 1970
   */
  standingAt(moment: number): TierStanding {
    this.advance(moment);
    const pinned = this.pinnedAt(moment);
    const move = this.moves().at(-1);
    return standingOf({
      moment,
      tier: pinned?.tier ?? this.natural(),
      pin: pinned?.pin ?? null,
      since: move?.at ?? this.member.joinedAt,
      ladder: this.stretch?.ladder ?? [],
      qualification: this.stretch?.qualification ?? null,
      qualifier: this.qualifier,
    });
  }

  /** Every change of her tier up to the time that was added or asked last, oldest first. */
  moves(): TierMove[] {
    return movesAlong(this.steps, this.member.pins, this.stretches, this.time);
  }

  private natural(): Tier | null {
    return this.stretch?.ladder[this.qualifier.rank] ?? null;
  }

  private pinnedAt(moment: number): { tier: Tier; pin: TierPin } | null {
    const ladder = this.stretch?.ladder ?? [];
    const find = (key: string) => ladder.find((tier) => tier.key === key);
    const pin = pinAt(this.member.pins, moment, (key) => find(key) !== undefined);
    const tier = pin && find(pin.tier);
    return tier ? { tier, pin } : null;
  }

  private advance(to: number): void {
    while (this.nextEventAt <= to) {
      const at = Math.max(this.nextEventAt, this.time);
      this.time = at;
      if ((this.stretches[this.nextStretch]?.from ?? Infinity) <= at) this.enterStretch(at);
      else if ((this.floors[this.nextFloor]?.from ?? Infinity) <= at) this.meetFloor(at);
      else this.assess(at);
      this.setNextEvent();
    }
    if (to > this.time) this.time = to;
  }

  private setNextEvent(): void {
    this.nextEventAt = Math.min(
      this.stretches[this.nextStretch]?.from ?? Infinity,
      this.floors[this.nextFloor]?.from ?? Infinity,
      this.qualifier.dueAt,
    );
  }

  private enterStretch(at: number): void {
    const stretch = this.stretches[this.nextStretch];
    if (!stretch) return;
    const held = this.natural();
    this.nextStretch += 1;
    this.stretch = stretch;
    if (stretch.continues) {
      this.qualifier.changeDemotion(stretch.qualification.demotion);
    } else {
      const terms = { timezone: this.timezone, joinedAt: this.member.joinedAt, at };
      this.qualifier = openQualifier(stretch, this.marks, terms);
      this.hold(held?.key, at, stretch.qualification.demotion.graceDays * DAY_MS);
      if (this.nextStretch > this.lastLadder) this.marks = [];
    }
    this.noteStep(at, 'program_changed');
  }

  private meetFloor(at: number): void {
    const floor = this.floors[this.nextFloor];
    this.nextFloor += 1;
    const before = this.qualifier.rank;
    this.hold(floor?.tier, at, Infinity);
    if (this.qualifier.rank !== before) this.noteStep(at, 'merged');
  }

  private assess(at: number): void {
    const before = this.qualifier.rank;
    this.qualifier.assess(at);
    if (this.qualifier.rank !== before) this.noteStep(at, 'assessed');
  }

  private hold(key: string | undefined, at: number, lastingMs: number): void {
    const rank = this.stretch?.ladder.findIndex((tier) => tier.key === key) ?? -1;
    if (rank > this.qualifier.rank) this.qualifier.hold(rank, at, at + lastingMs);
  }

  private noteStep(at: number, reason: TierStep['reason']): void {
    this.steps.push({ at, reason, tier: this.natural() });
  }
}

const DAY_MS = 86_400_000;
