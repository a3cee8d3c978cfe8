import { Gauge, type Registry } from 'prom-client';

import { withinTime } from '../within-time.server.ts';

/** What is still to be done, as the database says, and whether what was done adds up. */
export interface Backlog {
  /** How much does not agree in the ledgers, by the newest proof of each shop. */
  readonly ledgerDrift: number;
  readonly deliveries: {
    readonly received: number;
    readonly waiting: number;
    readonly unreadable: number;
    /** How long ago the oldest that is due became due; 0 when none is. */
    readonly oldestDueMs: number;
  };
  readonly effects: {
    readonly waiting: number;
    /** Tried at least once, in vain. */
    readonly failing: number;
    readonly oldestDueMs: number;
  };
}

/** Several scrapes within this time are one look into the database. */
const FRESH_MS = 5_000;

/** A scrape must not hang on a database that does not answer. */
const PATIENCE_MS = 2_500;

/**
 * Gauges of what is still to be done, read when somebody scrapes. Every process of one database reports the same
 * numbers: take their maximum, not their sum. While the database does not answer there are no numbers, rather than old
 * ones, and `evergreen_backlog_readable` is 0.
 * @param read looks into the database
 */
export function watchBacklog(registry: Registry, read: () => Promise<Backlog>): void {
  const look = lookNowAndThen(read);
  const gauge = (name: string, help: string, label: string, show: (backlog: Backlog) => Shown) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      // Each of its own accord: a registry asks all its gauges at once.
      async collect() {
        const backlog = await look();
        this.reset();
        if (!backlog) return;
        for (const [value, count] of Object.entries(show(backlog)))
          this.set({ [label]: value }, count);
      },
    });
  gauge(
    'evergreen_deliveries',
    'Deliveries in the inbox that are not done, by state.',
    'state',
    ({ deliveries: { received, waiting, unreadable } }) => ({ received, waiting, unreadable }),
  );
  gauge(
    'evergreen_effects',
    'Effects that are not carried out, by state: failing ones were tried before.',
    'state',
    ({ effects: { waiting, failing } }) => ({ waiting, failing }),
  );
  gauge(
    'evergreen_oldest_due_seconds',
    'How long the oldest delivery or effect that is due has been due.',
    'kind',
    ({ deliveries, effects }) => ({
      delivery: deliveries.oldestDueMs / 1_000,
      effect: effects.oldestDueMs / 1_000,
    }),
  );
  new Gauge({
    name: 'evergreen_ledger_drift',
    help: 'What does not agree in the ledgers of all shops, by the newest proof of each. Anything but 0 is an alarm.',
    registers: [registry],
    async collect() {
      const backlog = await look();
      this.reset();
      if (backlog) this.set(backlog.ledgerDrift);
    },
  });
  new Gauge({
    name: 'evergreen_backlog_readable',
    help: 'Whether the database answered when it was asked for what is still to be done.',
    registers: [registry],
    async collect() {
      this.set((await look()) ? 1 : 0);
    },
  });
}

/** Values of a gauge by its label. */
type Shown = Readonly<Record<string, number>>;

/** @returns what `read` said a moment ago, or says now; undefined when it fails or takes too long */
function lookNowAndThen(read: () => Promise<Backlog>): () => Promise<Backlog | undefined> {
  let latest: { readonly at: number; readonly found: Promise<Backlog | undefined> } | undefined;
  return () => {
    const now = performance.now();
    if (!latest || now - latest.at > FRESH_MS) {
      latest = { at: now, found: withinTime(read(), PATIENCE_MS).catch(() => undefined) };
    }
    return latest.found;
  };
}
