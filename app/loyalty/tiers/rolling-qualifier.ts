import { type Demotion, type Qualifier, rankAfter, rankReached } from './qualifier.ts';

const DAY_MS = 86_400_000;

/**
 * So many days back: what is reached holds for as many days. After them, and the days of grace, the last days are looked
 * at: whoever reaches her tier in them keeps it for another time, else she steps down.
 */
export class RollingQualifier implements Qualifier {
  rank = 0;
  dueAt = Infinity;
  private readonly froms: readonly number[];
  private readonly windowMs: number;
  private demotion: Demotion;
  private readonly times: number[] = [];
  private readonly amounts: number[] = [];
  /** The first fact that is still in the window, and what it and those after it came to. */
  private first = 0;
  private sum = 0;
  /** From when the days are counted for which the tier holds. */
  private heldFrom = 0;

  constructor(froms: readonly number[], days: number, demotion: Demotion) {
    this.froms = froms;
    this.windowMs = days * DAY_MS;
    this.demotion = demotion;
  }

  add(at: number, amount: number): void {
    this.slideTo(at);
    this.times.push(at);
    this.amounts.push(amount);
    this.sum += amount;
    const reached = rankReached(this.froms, this.sum, this.rank);
    if (reached > this.rank) this.stand(reached, at);
  }

  assess(at: number): void {
    this.slideTo(at);
    const reached = rankReached(this.froms, this.sum, this.rank);
    this.stand(reached >= this.rank ? this.rank : rankAfter(this.demotion, this.rank, reached), at);
  }

  hold(rank: number, at: number): void {
    if (rank <= this.rank) return;
    // Whoever has an assessment ahead anyway keeps its date.
    this.stand(rank, this.rank === 0 ? at : this.heldFrom);
  }

  changeDemotion(demotion: Demotion): void {
    this.demotion = demotion;
    this.stand(this.rank, this.heldFrom);
  }

  /** Begins at a time, with what the days before it reach. */
  beginAt(at: number): void {
    this.slideTo(at);
    this.stand(rankReached(this.froms, this.sum, 0), at);
  }

  measured(at: number): number {
    this.slideTo(at);
    return this.sum;
  }

  lasting(at: number): number {
    this.slideTo(at);
    let lasting = this.sum;
    for (let index = this.first; index < this.times.length; index += 1) {
      if ((this.times[index] ?? Infinity) > this.dueAt - this.windowMs) break;
      lasting -= this.amounts[index] ?? 0;
    }
    return lasting;
  }

  private stand(rank: number, from: number): void {
    this.rank = rank;
    this.heldFrom = from;
    this.dueAt = rank === 0 ? Infinity : from + this.windowMs + this.demotion.graceDays * DAY_MS;
  }

  private slideTo(at: number): void {
    while ((this.times[this.first] ?? Infinity) <= at - this.windowMs) {
      this.sum -= this.amounts[this.first] ?? 0;
      this.first += 1;
    }
  }
}
