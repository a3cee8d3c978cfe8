import { Counter, Histogram, type Registry } from 'prom-client';

/** What became of a request to the webhook address. */
export type ReceiptOutcome =
  | 'received'
  | 'duplicate'
  | 'signature'
  | 'headers'
  | 'too_large'
  | 'crowded'
  | 'method'
  | 'database_away'
  | 'broken_off'
  | 'unknown_shop';

/** What became of a delivery that a worker took up. */
export type ApplicationOutcome = 'done' | 'waiting' | 'unreadable';

/** Seconds. Shopify's own retries go on for four hours, and an event can come a day late. */
const DELAY_BUCKETS_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];

/** The header that names the topic is not signed: what is not among these is counted together. */
const FAMILIES = new Set([
  'app',
  'bulk_operations',
  'customers',
  'fulfillments',
  'order_transactions',
  'orders',
  'products',
  'refunds',
  'returns',
  'shop',
]);

export interface DeliveryMetrics {
  /** Counts a request to the webhook address, once it is known what to answer. */
  readonly countReceipt: (outcome: ReceiptOutcome) => void;
  /**
   * Counts a delivery that a worker has dealt with.
   * @param topic `orders/paid`
   * @param delayMs from the moment when Shopify says that it happened; null where it does not say
   */
  countApplication(topic: string, outcome: ApplicationOutcome, delayMs: number | null): void;
}

/** What happens to Shopify's deliveries, from the request to the ledger. */
export function createDeliveryMetrics(registry: Registry): DeliveryMetrics {
  const registers = [registry];
  const received = new Counter({
    name: 'evergreen_deliveries_received_total',
    help: 'Webhook deliveries that were stored for the first time.',
    registers,
  });
  const repeated = new Counter({
    name: 'evergreen_deliveries_duplicate_total',
    help: 'Webhook deliveries that had been stored before.',
    registers,
  });
  const refused = new Counter({
    name: 'evergreen_deliveries_refused_total',
    help: 'Requests to the webhook address of which nothing was stored, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const applied = new Counter({
    name: 'evergreen_deliveries_applied_total',
    help: 'Deliveries that a worker took up, by topic family and outcome.',
    labelNames: ['family', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'evergreen_delivery_to_ledger_seconds',
    help: 'From the moment when Shopify says that something happened until the ledger knew.',
    buckets: DELAY_BUCKETS_SECONDS,
    registers,
  });
  return {
    countReceipt(outcome) {
      if (outcome === 'received') received.inc();
      else if (outcome === 'duplicate') repeated.inc();
      else refused.inc({ reason: outcome });
    },
    countApplication(topic, outcome, delayMs) {
      const [family = ''] = topic.split('/', 1);
      applied.inc({ family: FAMILIES.has(family) ? family : 'other', outcome });
      // Shopify's clock and ours differ: what seems to lie in the future has just happened.
      if (outcome === 'done' && delayMs !== null) delay.observe(Math.max(0, delayMs) / 1_000);
    },
  };
}
