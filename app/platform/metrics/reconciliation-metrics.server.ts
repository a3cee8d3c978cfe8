import { Counter, type Registry } from 'prom-client';

/** What a run added to its count: orders and customers that had been missing, or could not be read. */
interface Unaccounted {
  readonly ordersRepaired: number;
  readonly customersRepaired: number;
  readonly unreadable: number;
}

export interface ReconciliationMetrics {
  /** Counts a run that has ended, by its mode and `done` or why it failed. */
  countRun(mode: string, outcome: string): void;
  /** Counts what a page of a run brought to light. */
  countUnaccounted(found: Unaccounted): void;
}

/** What comparing with Shopify comes to. */
export function createReconciliationMetrics(registry: Registry): ReconciliationMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'evergreen_reconciliations_total',
    help: 'Comparisons with Shopify that have ended, by mode and outcome.',
    labelNames: ['mode', 'outcome'],
    registers,
  });
  const unaccounted = new Counter({
    name: 'evergreen_unaccounted_total',
    help: 'What Shopify had and the ledger did not know: repaired orders and customers, and unreadable orders.',
    labelNames: ['kind'],
    registers,
  });
  return {
    countRun: (mode, outcome) => runs.inc({ mode, outcome }),
    countUnaccounted({ ordersRepaired, customersRepaired, unreadable }) {
      unaccounted.inc({ kind: 'order' }, ordersRepaired);
      unaccounted.inc({ kind: 'customer' }, customersRepaired);
      unaccounted.inc({ kind: 'unreadable' }, unreadable);
    },
  };
}
