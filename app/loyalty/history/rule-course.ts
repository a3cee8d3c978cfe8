import type { Given } from './before.ts';

/** What one rule has given, fact by fact: sums from the beginning on, so that any stretch up to now is a difference. */
export class RuleCourse {
  private readonly times: number[] = [];
  private readonly sumsOfTimes: number[] = [];
  private readonly sumsOfPoints: number[] = [];

  /** @param at milliseconds since 1970, not before those added so far */
  add(at: number, given: Given): void {
    const last = this.times.length - 1;
    this.times.push(at);
    this.sumsOfTimes.push((this.sumsOfTimes[last] ?? 0) + given.times);
    this.sumsOfPoints.push((this.sumsOfPoints[last] ?? 0) + given.points);
  }

  /** @param start milliseconds since 1970; `-Infinity` for all of it */
  since(start: number): Given {
    const last = this.times.length - 1;
    const before = this.countBefore(start) - 1;
    return {
      times: (this.sumsOfTimes[last] ?? 0) - (this.sumsOfTimes[before] ?? 0),
      points: (this.sumsOfPoints[last] ?? 0) - (this.sumsOfPoints[before] ?? 0),
    };
  }

  /** How many facts lie before a moment, by halves. */
  private countBefore(start: number): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
