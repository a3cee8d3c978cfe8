import { Counter, Histogram, type Registry } from 'prom-client';

export interface AdminApiMetrics {
  /**
   * Counts a call of the Admin API.
   * @param outcome `ok`, a kind of `AdminFailure`, or `error` for what nobody expected
   */
  countCall(outcome: string, durationMs: number): void;
  /** @param share of a shop's budget that Shopify says is left, from 0 to 1 */
  observeBudgetLeft(share: number): void;
}

/**
 * What Shopify's Admin API answers, and how much of their budgets the calls leave. The budget is a histogram of the
 * share left after each call: a gauge a shop would be as many series as shops, and the lowest value of late would need a
 * window of its own and could not be summed over processes. How often little was left is the rate of the low buckets.
 */
export function createAdminApiMetrics(registry: Registry): AdminApiMetrics {
  const registers = [registry];
  const calls = new Counter({
    name: 'evergreen_admin_api_calls_total',
    help: "Calls of Shopify's Admin API, by outcome.",
    labelNames: ['outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'evergreen_admin_api_call_seconds',
    help: "How long calls of Shopify's Admin API take.",
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  });
  const budget = new Histogram({
    name: 'evergreen_admin_api_budget_left_ratio',
    help: "Share of the shop's rate limit that was left after a call, as Shopify's answer said.",
    buckets: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
    registers,
  });
  return {
    countCall(outcome, durationMs) {
      calls.inc({ outcome });
      duration.observe(durationMs / 1_000);
    },
    observeBudgetLeft: (share) => budget.observe(share),
  };
}
