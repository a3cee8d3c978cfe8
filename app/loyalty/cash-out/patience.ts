const SECOND_MS = 1000;

/**
 * How long what was asked of Shopify may still be under way after its answer got lost. Before that, its absence says
 * nothing. Shopify ends a request within 30 seconds.
 */
export const SETTLING_MS = 120 * SECOND_MS;

/** How often an outcome is looked for in vain before a person has to. With the waits in between these are hours. */
export const UNKNOWN_OUTCOMES_MAX = 8;

const LONGEST_WAIT_MS = 60 * 60 * SECOND_MS;

/**
 * How long to wait before an outcome is looked for again: two minutes, doubled each time, an hour at the most.
 * @param attempts tries in vain so far
 * @returns milliseconds
 */
export function waitForOutcomeMs(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, SETTLING_MS * 2 ** Math.min(attempts, 10));
}
