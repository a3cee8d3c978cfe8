/** Retries after the first attempt. */
export const RETRIES_MAX = 8;

const RETRY_WINDOW_MS = 4 * 60 * 60 * 1000;

/**
 * How long after a failed attempt the next one is due, on the shop's clock. Shopify documents eight retries over four
 * hours with exponential backoff (https://shopify.dev/changelog/updates-to-webhook-retry-mechanism) and not the single
 * delays: here each is twice the one before, which makes 56 s the first and two hours the last.
 * @param attempts how many attempts have failed so far
 * @returns milliseconds, or null when there is no further attempt
 */
export function retryDelayMs(attempts: number): number | null {
  if (attempts > RETRIES_MAX) return null;
  const parts = 2 ** RETRIES_MAX - 1;
  return Math.round((RETRY_WINDOW_MS * 2 ** (attempts - 1)) / parts);
}
