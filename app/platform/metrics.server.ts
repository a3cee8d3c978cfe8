import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import { type AdminApiMetrics, createAdminApiMetrics } from './metrics/admin-api-metrics.server.ts';
import { createDeliveryMetrics, type DeliveryMetrics } from './metrics/delivery-metrics.server.ts';
import { createEffectMetrics, type EffectMetrics } from './metrics/effect-metrics.server.ts';
import { createHttpMetrics, type HttpMetrics } from './metrics/http-metrics.server.ts';
import {
  createReconciliationMetrics,
  type ReconciliationMetrics,
} from './metrics/reconciliation-metrics.server.ts';

/**
 * What a process counts, for Prometheus. Labels are few and known beforehand: no shop, no customer, nothing that a
 * sender chooses.
 */
export interface Metrics {
  readonly registry: Registry;
  readonly deliveries: DeliveryMetrics;
  readonly effects: EffectMetrics;
  readonly adminApi: AdminApiMetrics;
  readonly reconciliations: ReconciliationMetrics;
  readonly http: HttpMetrics;
}

/** The metrics of one process, or of one test, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  return {
    registry,
    deliveries: createDeliveryMetrics(registry),
    effects: createEffectMetrics(registry),
    adminApi: createAdminApiMetrics(registry),
    reconciliations: createReconciliationMetrics(registry),
    http: createHttpMetrics(registry),
  };
}

/** Adds what is worth knowing of any Node process, and which version this one runs. */
export function describeProcess(
  registry: Registry,
  build: { readonly version: string; readonly role: string },
): void {
  collectDefaultMetrics({ register: registry });
  const info = new Gauge({
    name: 'evergreen_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'role', 'node'],
    registers: [registry],
  });
  info.set({ ...build, node: process.version }, 1);
}
