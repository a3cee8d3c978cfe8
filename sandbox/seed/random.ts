/** A source of chance that gives the same numbers for the same seed. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** True with a probability of `share`. */
  happens(share: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item;
  /** Picks in proportion to the weights. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** Exponentially distributed with this mean. */
  exponential(mean: number): number;
  /** Log-normal with this median: a heavy tail for `sigma` of 1 and above. */
  logNormal(median: number, sigma: number): number;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param seed a whole number; the same seed gives the same story */
export function createChance(seed: number): Chance {
  const next = mulberry32(seed);
  const weighted: Chance['weighted'] = (items) => {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    const last = items.at(-1);
    if (!last) throw new RangeError('Nothing to pick from');
    return last[0];
  };
  return {
    next,
    happens: (share) => next() < share,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (items) => weighted(items.map((item) => [item, 1] as const)),
    weighted,
    exponential: (mean) => -mean * Math.log(1 - next()),
    logNormal(median, sigma) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(sigma * normal);
    },
  };
}
