const DAY_MS = 24 * 60 * 60 * 1000;

/** Points that are lost by inactivity. Milliseconds since 1970. */
export interface IdleLot {
  /** When they expire where nothing more happens: so many days after they could first be spent. */
  readonly ownExpiresAt: number;
  readonly idleDays: number;
}

/**
 * When a member earned or spent anything, sorted once: who has a hundred thousand orders has as many lots, and each is asked
 * for.
 */
export class Activities {
  private readonly times: readonly number[];
  /** By patience: for each activity, the end of the unbroken row that goes on from it. */
  private readonly ends = new Map<number, readonly number[]>();

  /** @param times in any order; milliseconds since 1970 */
  constructor(times: readonly number[]) {
    this.times = [...times].sort((a, b) => a - b);
  }

  /**
   * When points are lost that a member keeps by earning or spending: so many days after the last of an unbroken row of
   * activities, of which each came before they would have expired. What she does after a longer pause does not bring back
   * what the pause has cost.
   *
   * A function of when she was active and of nothing else, so it does not matter what was heard of when.
   * @returns milliseconds since 1970, never before the lot's own date
   */
  expiryOf({ ownExpiresAt, idleDays }: IdleLot): number {
    const patience = idleDays * DAY_MS;
    const next = this.countBefore(ownExpiresAt);
    const expiresAt = Math.max(ownExpiresAt, (this.times[next - 1] ?? -Infinity) + patience);
    // At the very moment of expiry the points are gone already.
    if ((this.times[next] ?? Infinity) >= expiresAt) return expiresAt;
    return this.endsBy(patience)[next] ?? expiresAt;
  }

  private endsBy(patience: number): readonly number[] {
    const known = this.ends.get(patience);
    if (known) return known;
    const ends: number[] = this.times.map((at) => at + patience);
    for (let index = ends.length - 2; index >= 0; index -= 1) {
      const isBroken = (this.times[index + 1] ?? Infinity) >= (ends[index] ?? 0);
      if (!isBroken) ends[index] = ends[index + 1] ?? Infinity;
    }
    this.ends.set(patience, ends);
    return ends;
  }

  /** How many lie before a moment, by halves. */
  private countBefore(moment: number): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** From when on a member's activities matter to a lot: when it could first be spent. Milliseconds since 1970. */
export function idleSince({ ownExpiresAt, idleDays }: IdleLot): number {
  return ownExpiresAt - idleDays * DAY_MS;
}
