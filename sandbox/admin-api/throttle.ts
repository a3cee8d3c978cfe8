/**
 * A shop's bucket of points for the app: it refills in real time at the plan's rate, must hold a query's requested
 * cost before it runs, and is given back what the query did not use.
 * https://shopify.dev/docs/api/usage/limits#the-leaky-bucket-algorithm
 */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export interface Bucket {
  /** Takes the points, if they are there. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): ThrottleStatus;
}

/** No single query may cost more: https://shopify.dev/docs/api/usage/limits#single-query-limit */
export const QUERY_COST_MAX = 1_000;

/** The real API answers a `maximumAvailable` of twenty seconds' worth (2,000 at 100 points a second). */
const SECONDS_HELD = 20;

/** Points a second: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
function restoreRateOf(planDisplayName: string): number {
  if (/plus/i.test(planDisplayName)) return 1_000;
  return /advanced/i.test(planDisplayName) ? 200 : 100;
}

/**
 * @param planDisplayName the shop's plan at the moment of asking
 * @param now real time in milliseconds: throttling is the protocol's, not part of the shop's story
 */
export function createBucket(planDisplayName: () => string, now: () => number): Bucket {
  let used = 0;
  let seenAt = now();
  const current = () => {
    const restoreRate = restoreRateOf(planDisplayName());
    const moment = now();
    used = Math.max(0, used - ((moment - seenAt) / 1_000) * restoreRate);
    seenAt = moment;
    return { restoreRate, available: restoreRate * SECONDS_HELD - used };
  };
  return {
    take(points) {
      if (current().available < points) return false;
      used += points;
      return true;
    },
    giveBack(points) {
      used = Math.max(0, used - points);
    },
    status() {
      const { restoreRate, available } = current();
      return {
        maximumAvailable: restoreRate * SECONDS_HELD,
        currentlyAvailable: Math.floor(available),
        restoreRate,
      };
    },
  };
}
