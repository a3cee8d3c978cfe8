import { Gauge, type Registry } from 'prom-client';

import { withinTime } from '../within-time.server.ts';

/** What is still to be done, as the database says. */
export interface Backlog {
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
  const registers = [registry];
  const deliveries = new Gauge({
    name: 'evergreen_deliveries',
    help: 'Deliveries in the inbox that are not done, by state.',
    labelNames: ['state'],
    registers,
  });
  const effects = new Gauge({
    name: 'evergreen_effects',
    help: 'Effects that are not carried out, by state: failing ones were tried before.',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'evergreen_oldest_due_seconds',
    help: 'How long the oldest delivery or effect that is due has been due.',
    labelNames: ['kind'],
    registers,
  });
  const show = (backlog: Backlog | undefined) => {
    for (const gauge of [deliveries, effects, oldest]) gauge.reset();
    if (!backlog) return;
    deliveries.set({ state: 'received' }, backlog.deliveries.received);
    deliveries.set({ state: 'waiting' }, backlog.deliveries.waiting);
    deliveries.set({ state: 'unreadable' }, backlog.deliveries.unreadable);
    effects.set({ state: 'waiting' }, backlog.effects.waiting);
    effects.set({ state: 'failing' }, backlog.effects.failing);
    oldest.set({ kind: 'delivery' }, backlog.deliveries.oldestDueMs / 1_000);
    oldest.set({ kind: 'effect' }, backlog.effects.oldestDueMs / 1_000);
  };
  let freshUntil = 0;
  new Gauge({
    name: 'evergreen_backlog_readable',
    help: 'Whether the database answered when it was asked for what is still to be done.',
    registers,
    async collect() {
      if (performance.now() < freshUntil) return;
      const backlog = await withinTime(read(), PATIENCE_MS).catch(() => undefined);
      freshUntil = performance.now() + FRESH_MS;
      show(backlog);
      this.set(backlog ? 1 : 0);
    },
  });
}
