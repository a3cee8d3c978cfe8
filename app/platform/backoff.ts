const FIRST_MS = 5_000;
const LONGEST_MS = 60 * 60 * 1000;

/**
 * How long to wait before the next try: five seconds, doubled each time, an hour at the most.
 * @param attempts tries so far
 * @returns milliseconds
 */
export function backoffMs(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
}
