import { Counter, type Registry } from 'prom-client';

export interface EffectMetrics {
  /** @param kind what was told to Shopify: `member-summary` */
  countCarriedOut(kind: string, count: number): void;
  /** @param failure why it could not be told: a kind of `AdminFailure` */
  countPostponed(kind: string, failure: string, count: number): void;
}

/** What Evergreen tells Shopify. */
export function createEffectMetrics(registry: Registry): EffectMetrics {
  const registers = [registry];
  const carriedOut = new Counter({
    name: 'evergreen_effects_carried_out_total',
    help: 'Effects that Shopify has taken, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const postponed = new Counter({
    name: 'evergreen_effects_postponed_total',
    help: 'Effects that were put off to be tried again, by kind and failure.',
    labelNames: ['kind', 'failure'],
    registers,
  });
  return {
    countCarriedOut: (kind, count) => carriedOut.inc({ kind }, count),
    countPostponed: (kind, failure, count) => postponed.inc({ kind, failure }, count),
  };
}
