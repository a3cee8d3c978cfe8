import { dateAt, startOfDate } from '../time/calendar.ts';
import { type Demotion, type Qualifier, rankAfter, rankReached } from './qualifier.ts';

/**
 * Years of the calendar: what is reached in one holds until the next has ended. The assessment takes place on the first
 * of January after that, or some days later; reaching the tier again before puts it off by itself, so that whoever is
 * assessed has not passed.
 */
export class YearQualifier implements Qualifier {
  rank = 0;
  dueAt = Infinity;
  private readonly froms: readonly number[];
  private readonly timezone: string;
  private demotion: Demotion;
  /** The year last counted in, when it ends, and what it and the year before it came to. */
  private year = -Infinity;
  private yearEndsAt = -Infinity;
  private sum = 0;
  private sumBefore = 0;
  private reachedInYear = 0;
  /** By rung: the last year in which it was reached. */
  private readonly lastReached: number[] = [];
  /** No assessment before this year. */
  private dueNotBefore = -Infinity;

  constructor(froms: readonly number[], timezone: string, demotion: Demotion) {
    this.froms = froms;
    this.timezone = timezone;
    this.demotion = demotion;
  }

  add(at: number, amount: number): void {
    this.turnTo(at);
    this.sum += amount;
    const reached = rankReached(this.froms, this.sum, this.reachedInYear);
    if (reached <= this.reachedInYear) return;
    this.lastReached.fill(this.year, 0, reached + 1);
    for (let rank = this.lastReached.length; rank <= reached; rank += 1) {
      this.lastReached.push(this.year);
    }
    this.reachedInYear = reached;
    this.rank = Math.max(this.rank, reached);
    this.setDue();
  }

  assess(): void {
    const year = this.dueYear();
    this.rank = rankAfter(this.demotion, this.rank, this.reachedSince(year - 1));
    this.dueNotBefore = year + 1;
    this.setDue();
  }

  hold(rank: number, at: number): void {
    if (rank <= this.rank) return;
    this.turnTo(at);
    this.rank = rank;
    this.dueNotBefore = this.year + 1;
    this.setDue();
  }

  changeDemotion(demotion: Demotion): void {
    this.demotion = demotion;
    this.setDue();
  }

  /** Begins at a time, with what was reached in its year and in the one before. */
  beginAt(at: number): void {
    this.turnTo(at);
    this.rank = this.reachedSince(this.year - 1);
    this.setDue();
  }

  measured(at: number): number {
    this.turnTo(at);
    return this.sum;
  }

  lasting(at: number): number {
    this.turnTo(at);
    const first = this.dueYear() - 1;
    if (this.year < first) return 0;
    return this.year - 1 < first ? this.sum : Math.max(this.sum, this.sumBefore);
  }

  private turnTo(at: number): void {
    if (at < this.yearEndsAt) return;
    const { year } = dateAt(at, this.timezone);
    this.sumBefore = year === this.year + 1 ? this.sum : 0;
    this.sum = 0;
    this.reachedInYear = 0;
    this.year = year;
    this.yearEndsAt = startOfDate({ year: year + 1, month: 1, day: 1 }, this.timezone);
  }

  private reachedSince(year: number): number {
    return Math.max(
      0,
      this.lastReached.findLastIndex((last) => last >= year),
    );
  }

  private dueYear(): number {
    return Math.max((this.lastReached[this.rank] ?? -Infinity) + 2, this.dueNotBefore);
  }

  private setDue(): void {
    const day = 1 + this.demotion.graceDays;
    this.dueAt =
      this.rank === 0
        ? Infinity
        : startOfDate({ year: this.dueYear(), month: 1, day }, this.timezone);
  }
}
