import { createHash, randomUUID } from 'node:crypto';

import type { DeliveryFault, WebhookDelivery } from '../store/webhook-types.ts';
import type { Value } from '../store/value.ts';

/**
 * How badly webhooks travel. Shopify promises neither that a delivery arrives nor that it arrives once, in time or in
 * order, and asks apps to live with that: https://shopify.dev/docs/apps/build/webhooks/best-practices
 */
export interface DeliveryFaults {
  /** Never sent: "webhook delivery isn't always guaranteed". */
  readonly lostPercent: number;
  /** Sent again under the same `X-Shopify-Webhook-Id` though it arrived, as a retry after an answer that got lost. */
  readonly repeatedPercent: number;
  /**
   * Sent a second time under another `X-Shopify-Webhook-Id` with the same `X-Shopify-Event-Id`, as when several
   * subscriptions cover one event: https://shopify.dev/docs/apps/build/webhooks/ignore-duplicates
   */
  readonly duplicatedPercent: number;
  /** Sent only after `delayMs` of the shop's clock. */
  readonly delayedPercent: number;
  readonly delayMs: number;
  /** Overtaken by some of the deliveries behind it. */
  readonly reorderedPercent: number;
  /** Which topics suffer; all where empty. */
  readonly topics: readonly string[];
  /** The same seed gives the same faults to the same course of events. */
  readonly seed: number;
}

/** A delivery reaches the app once, at once and in order, as long as the app answers. */
export const NO_FAULTS: DeliveryFaults = {
  lostPercent: 0,
  repeatedPercent: 0,
  duplicatedPercent: 0,
  delayedPercent: 0,
  delayMs: 60 * 60 * 1000,
  reorderedPercent: 0,
  topics: [],
  seed: 1,
};

/** By how many deliveries one is overtaken at most. */
const OVERTAKEN_BY_MAX = 8;

/** The faults that are set, and what they do to new deliveries. */
export interface FaultyWire {
  get(): DeliveryFaults;
  /** Sets them; the course of chance begins anew. */
  put(faults: DeliveryFaults): void;
  /** What becomes of a delivery: itself or itself and a duplicate, marked with what happens to it. */
  strike(delivery: WebhookDelivery): WebhookDelivery[];
}

/**
 * Chance that is the same after a restart: a number in [0, 1) for each question about each delivery.
 * @param position how many deliveries were struck before
 */
function chance(seed: number, position: number, question: string): number {
  const digest = createHash('sha256').update(`${seed} ${position} ${question}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

function laterBy(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString();
}

function strikeAt(
  faults: DeliveryFaults,
  position: number,
  delivery: WebhookDelivery,
): WebhookDelivery[] {
  const happens = (fault: DeliveryFault, percent: number): boolean =>
    chance(faults.seed, position, fault) * 100 < percent;
  if (happens('lost', faults.lostPercent)) {
    return [{ ...delivery, state: 'lost', nextAttemptAt: null, faults: ['lost'] }];
  }
  const repeated = happens('repeated', faults.repeatedPercent);
  const delayed = happens('delayed', faults.delayedPercent);
  const reordered = happens('reordered', faults.reorderedPercent);
  const struck: WebhookDelivery = {
    ...delivery,
    ...(repeated && { repeatsLeft: 1 }),
    ...(delayed && { nextAttemptAt: laterBy(delivery.triggeredAt, faults.delayMs) }),
    ...(reordered && {
      overtakenBy: 1 + Math.floor(chance(faults.seed, position, 'by how many') * OVERTAKEN_BY_MAX),
    }),
    faults: [
      ...(repeated ? (['repeated'] as const) : []),
      ...(delayed ? (['delayed'] as const) : []),
      ...(reordered ? (['reordered'] as const) : []),
    ],
  };
  if (!happens('duplicated', faults.duplicatedPercent)) return [struck];
  return [struck, duplicateOf(delivery)];
}

/** The same event under another delivery id. */
export function duplicateOf(delivery: WebhookDelivery): WebhookDelivery {
  const { id, eventId, topic, address, triggeredAt, body } = delivery;
  return {
    ...{ eventId, topic, address, triggeredAt, body },
    id: randomUUID(),
    state: 'waiting',
    attempts: [],
    nextAttemptAt: triggeredAt,
    faults: ['duplicated'],
    duplicateOf: id,
  };
}

/**
 * @param settings where the faults are kept
 * @param struck where it is kept how many deliveries they have been asked about, so that a restart changes nothing
 */
export function openFaultyWire(settings: Value<DeliveryFaults>, struck: Value<number>): FaultyWire {
  const get = (): DeliveryFaults => settings.get() ?? NO_FAULTS;
  return {
    get,
    put(faults) {
      settings.put(faults);
      struck.put(0);
    },
    strike(delivery) {
      const faults = get();
      if (!harms(faults, delivery.topic)) return [delivery];
      const position = struck.get() ?? 0;
      struck.put(position + 1);
      return strikeAt(faults, position, delivery);
    },
  };
}

function harms(faults: DeliveryFaults, topic: string): boolean {
  const { lostPercent, repeatedPercent, duplicatedPercent, delayedPercent, reorderedPercent } =
    faults;
  const any =
    lostPercent + repeatedPercent + duplicatedPercent + delayedPercent + reorderedPercent > 0;
  return any && (faults.topics.length === 0 || faults.topics.includes(topic));
}
