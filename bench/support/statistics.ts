/** The middle value; of an even number of values the lower of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}

/** Rounded to a number of decimal places. */
export function rounded(value: number, places = 1): number {
  return Number(value.toFixed(places));
}
