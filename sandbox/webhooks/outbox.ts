import type { WebhookDelivery } from '../store/webhook-types.ts';
import type { Outbox, SandboxClock, Table } from '../world.ts';
import {
  type ActionOutcome,
  afterAction,
  type DeliveryAction,
  isPossible,
} from './delivery-actions.ts';
import { duplicateOf } from './delivery-faults.ts';
import { Lanes } from './lanes.ts';
import type { AttemptOutcome } from './post-delivery.ts';
import { retryDelayMs } from './retry-schedule.ts';

/** Attempts under way at once: an app that takes 50 ms to answer is told of 320 events a second. */
const CONCURRENCY_MAX = 16;
/** Deliveries that arrived or failed for good and are kept to look at and repeat; a year makes tens of thousands. */
const SETTLED_KEPT_MAX = 1000;
/** Lost ones are kept longer than that: whoever loses them on purpose wants to count them. */
const LOST_KEPT_MAX = 20_000;
/** Longest wait of a timer; Node's own limit is 2^31 milliseconds. */
const TIMER_MAX_MS = 3_600_000;
/** How long, in real time, a delivery waits for others to overtake it: in a quiet shop there may be none. */
const OVERTAKING_MS_MAX = 2_000;

/** What an outbox works with. */
export interface OutboxParts {
  readonly deliveries: Table<WebhookDelivery>;
  readonly clock: SandboxClock;
  /** Makes one attempt. */
  post(delivery: WebhookDelivery, stop: AbortSignal): Promise<AttemptOutcome>;
}

/** An outbox with what only the sandbox's core may do. */
export interface OpenOutbox extends Outbox {
  /** Takes new deliveries; they are sent as soon as one of the places is free. */
  take(deliveries: readonly WebhookDelivery[]): void;
  close(): Promise<void>;
}

/** The delivery after an attempt: arrived, waiting for its next retry, or given up. */
function afterAttempt(
  delivery: WebhookDelivery,
  outcome: AttemptOutcome,
  now: Date,
): WebhookDelivery {
  const attempts = [...delivery.attempts, { at: now.toISOString(), ...outcome }];
  if (outcome.problem === null) {
    const repeatsLeft = delivery.repeatsLeft ?? 0;
    return repeatsLeft === 0
      ? { ...delivery, attempts, state: 'delivered', nextAttemptAt: null }
      : { ...delivery, attempts, repeatsLeft: repeatsLeft - 1, nextAttemptAt: now.toISOString() };
  }
  const delayMs = retryDelayMs(attempts.filter(({ problem }) => problem !== null).length);
  return delayMs === null
    ? { ...delivery, attempts, state: 'failed', nextAttemptAt: null }
    : { ...delivery, attempts, nextAttemptAt: new Date(now.getTime() + delayMs).toISOString() };
}

class DeliveryQueue implements OpenOutbox {
  readonly #parts: OutboxParts;
  readonly #lanes: Lanes;
  readonly #stop = new AbortController();
  readonly #stopListening: () => void;
  readonly #attempts = new Set<Promise<void>>();
  #waiters: { count: number; resolve: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #overtakingEnds: NodeJS.Timeout | undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#lanes = new Lanes(parts.deliveries.all());
    this.#stopListening = parts.clock.onMove(() => this.#pump());
    this.#pump();
  }

  get due(): number {
    return this.#lanes.due.size + this.#lanes.underWay.size + this.#lanes.behind.size;
  }

  untilAtMost(count: number): Promise<void> {
    if (this.due <= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ count, resolve }));
  }

  act(id: string, action: DeliveryAction): ActionOutcome {
    const { deliveries, clock } = this.#parts;
    const delivery = deliveries.get(id);
    if (!delivery) return 'unknown_delivery';
    if (action === 'duplicate') {
      this.take([duplicateOf(delivery)]);
      return 'done';
    }
    if (action !== 'repeat' && this.#lanes.underWay.has(id)) return 'under_way';
    if (!isPossible(action, delivery.state)) return 'not_possible';
    const after = afterAction(delivery, action, clock.now().toISOString());
    deliveries.put(after);
    if (after.state === 'waiting') this.#lanes.enqueue(id);
    else this.#lanes.remove(id);
    if (after.state === 'lost') this.#keepAtMost(LOST_KEPT_MAX, this.#lanes.lost, id);
    this.#pump();
    return 'done';
  }

  retryNow(): number {
    const { deliveries, clock } = this.#parts;
    const nextAttemptAt = clock.now().toISOString();
    const failed = this.#lanes.later
      .map((id) => deliveries.get(id))
      .filter((delivery) => delivery !== undefined)
      .filter(({ attempts }) => attempts.length > 0);
    for (const delivery of failed) {
      deliveries.put({ ...delivery, nextAttemptAt });
      this.#lanes.enqueue(delivery.id);
    }
    this.#pump();
    return failed.length;
  }

  take(deliveries: readonly WebhookDelivery[]): void {
    for (const delivery of deliveries) this.#takeOne(delivery);
    if (this.#lanes.behind.size > 0) this.#overtakingEnds ??= this.#endOvertakingLater();
    this.#pump();
  }

  #takeOne(delivery: WebhookDelivery): void {
    const { id, state, nextAttemptAt, overtakenBy } = delivery;
    this.#parts.deliveries.put(delivery);
    const dueMs = Date.parse(nextAttemptAt ?? delivery.triggeredAt);
    if (state === 'lost') {
      this.#keepAtMost(LOST_KEPT_MAX, this.#lanes.lost, id);
    } else if (dueMs > this.#parts.clock.now().getTime()) {
      this.#lanes.wait(id, dueMs);
    } else if (overtakenBy !== undefined) {
      this.#lanes.behind.set(id, overtakenBy);
    } else {
      this.#lanes.enqueue(id);
      this.#lanes.overtake();
    }
  }

  #endOvertakingLater(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#overtakingEnds = undefined;
      this.#lanes.closeRanks();
      this.#pump();
    }, OVERTAKING_MS_MAX);
  }

  async close(): Promise<void> {
    this.#stopListening();
    clearTimeout(this.#timer);
    clearTimeout(this.#overtakingEnds);
    this.#stop.abort();
    await Promise.all(this.#attempts);
  }

  #pump(): void {
    if (this.#stop.signal.aborted) return;
    this.#lanes.promote(this.#parts.clock.now().getTime());
    while (this.#lanes.underWay.size < CONCURRENCY_MAX) {
      const id = this.#lanes.due.shift();
      if (id === undefined) break;
      const delivery = this.#parts.deliveries.get(id);
      if (delivery) this.#start(delivery);
    }
    this.#wakeForNextRetry();
    const ready = this.#waiters.filter(({ count }) => this.due <= count);
    this.#waiters = this.#waiters.filter(({ count }) => this.due > count);
    for (const { resolve } of ready) resolve();
  }

  #start(delivery: WebhookDelivery): void {
    this.#lanes.underWay.add(delivery.id);
    const attempt = this.#attempt(delivery).finally(() => {
      this.#attempts.delete(attempt);
      this.#pump();
    });
    this.#attempts.add(attempt);
  }

  async #attempt(delivery: WebhookDelivery): Promise<void> {
    const outcome = await this.#parts.post(delivery, this.#stop.signal);
    // Before it may wait for its next attempt: what is under way is put into no queue, and it would be in none for ever.
    this.#lanes.underWay.delete(delivery.id);
    // Ended by the sandbox itself: the delivery is still waiting and goes out after the next start.
    if (this.#stop.signal.aborted) return;
    const after = afterAttempt(delivery, outcome, this.#parts.clock.now());
    this.#parts.deliveries.put(after);
    if (after.nextAttemptAt === null) {
      this.#keepAtMost(SETTLED_KEPT_MAX, this.#lanes.settled, after.id);
    } else this.#lanes.wait(after.id, Date.parse(after.nextAttemptAt));
  }

  #keepAtMost(count: number, kept: Set<string>, id: string): void {
    kept.add(id);
    for (const oldest of kept) {
      if (kept.size <= count) break;
      kept.delete(oldest);
      this.#parts.deliveries.delete(oldest);
    }
  }

  #wakeForNextRetry(): void {
    clearTimeout(this.#timer);
    const nextMs = this.#lanes.earliestLaterMs;
    if (!Number.isFinite(nextMs)) return;
    const inMs = nextMs - this.#parts.clock.now().getTime();
    this.#timer = setTimeout(() => this.#pump(), Math.max(0, Math.min(inMs, TIMER_MAX_MS)));
    // Nothing but a retry to come keeps no process alive.
    this.#timer.unref();
  }
}

/**
 * Starts sending: what was left waiting when the sandbox ended last time, and whatever is taken from now on. Order
 * and uniqueness are not promised, as Shopify promises neither
 * (https://shopify.dev/docs/apps/build/webhooks/best-practices).
 */
export function openOutbox(parts: OutboxParts): OpenOutbox {
  return new DeliveryQueue(parts);
}
