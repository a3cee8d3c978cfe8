import { endOfPeriod, startOfPeriod } from '../time/calendar.ts';
import type { ChallengeState } from './before.ts';
import type { Challenge } from '../program/challenge.ts';
import type { Period } from '../program/parts.ts';

import type { ChallengeMark } from '../orders/mark.ts';

/**
 * A member's way through one challenge, fact by fact. Completions are as they were when their fact was judged: a goal that
 * was changed since counts from then on with what is not used up.
 */
export class ChallengeCourse {
  private readonly challenge: Challenge;
  private readonly timezone: string;
  /** Facts before it do not count: the challenge had not begun. */
  private readonly from: number;
  private period = Number.NaN;
  private amount = 0;
  private groups = new Set<number>();
  private run = 0;
  /** Start of the last period of the streak in which there was an order. */
  private lastOfRun = Number.NaN;
  private completions = 0;
  private completionsInPeriod = 0;

  constructor(challenge: Challenge, timezone: string) {
    this.challenge = challenge;
    this.timezone = timezone;
    this.from = challenge.window.from === null ? -Infinity : Date.parse(challenge.window.from);
  }

  /** @param at milliseconds since 1970, not before those added so far */
  add(at: number, mark: ChallengeMark): void {
    this.addCompletions(at, mark.completed);
    if (at < this.from) return;
    if (this.challenge.goal.kind === 'streak') this.visit(at, this.challenge.goal.period);
    // What was used up may have been brought by facts that count no more: she is never behind the beginning.
    this.amount = Math.max(0, this.amount + mark.amount - mark.used);
    if (mark.completed === 0) {
      for (const group of mark.groups) this.groups.add(group);
      return;
    }
    this.groups = new Set(mark.over);
    this.run = 0;
  }

  /**
   * Counts completions of a fact whose step was one towards another goal.
   * @param at milliseconds since 1970, not before those added so far
   */
  addCompletions(at: number, completed: number): void {
    this.completions += completed;
    if (at < this.from) return;
    this.moveTo(at);
    this.completionsInPeriod += completed;
  }

  /** How far she is at a moment that is not before what was added. */
  stateAt(at: number): ChallengeState {
    const isSame = this.periodOf(at) === this.period;
    const { run, hasPresent } = isSame ? this.runAt(at) : { run: 0, hasPresent: false };
    return {
      amount: isSame ? this.amount : 0,
      groups: isSame ? this.groups : new Set(),
      run,
      hasPresent,
      completions: this.completions,
      completionsInPeriod: isSame ? this.completionsInPeriod : 0,
    };
  }

  private periodOf(at: number): number {
    const { within } = this.challenge;
    return within === 'ever' ? 0 : startOfPeriod(within, at, this.timezone);
  }

  private moveTo(at: number): void {
    const period = this.periodOf(at);
    if (period === this.period) return;
    this.period = period;
    this.amount = 0;
    this.groups = new Set();
    this.run = 0;
    this.lastOfRun = Number.NaN;
    this.completionsInPeriod = 0;
  }

  private visit(at: number, period: Period): void {
    const { run, hasPresent } = this.runAt(at);
    this.run = hasPresent ? run : run + 1;
    this.lastOfRun = startOfPeriod(period, at, this.timezone);
  }

  /** The streak as it stands at a moment: broken where a whole period went by without an order. */
  private runAt(at: number): { run: number; hasPresent: boolean } {
    const { goal } = this.challenge;
    if (goal.kind !== 'streak' || Number.isNaN(this.lastOfRun)) {
      return { run: 0, hasPresent: false };
    }
    const present = startOfPeriod(goal.period, at, this.timezone);
    if (present === this.lastOfRun) return { run: this.run, hasPresent: true };
    const next = endOfPeriod(goal.period, this.lastOfRun, this.timezone);
    return { run: next === present ? this.run : 0, hasPresent: false };
  }
}
