import type { WebhookDelivery } from '../store/types.ts';

/** Deliveries by what happens to them next. All that counts is in the table: the lanes only save searching it. */
export class Lanes {
  /** To be sent, in order. */
  readonly due = new Set<string>();
  readonly underWay = new Set<string>();
  /** Delivered or given up, oldest first. */
  readonly settled = new Set<string>();
  /** Waiting for a retry: when it is due, in milliseconds of the shop's clock. */
  readonly #later = new Map<string, number>();
  /** The earliest of those, or earlier; with an app that is away for a year, searching each time would not do. */
  #earliestLaterMs = Infinity;

  constructor(deliveries: readonly WebhookDelivery[]) {
    for (const delivery of deliveries) {
      if (delivery.state === 'waiting') {
        this.wait(delivery.id, Date.parse(delivery.nextAttemptAt ?? delivery.triggeredAt));
      } else {
        this.settled.add(delivery.id);
      }
    }
  }

  get earliestLaterMs(): number {
    return this.#earliestLaterMs;
  }

  wait(id: string, untilMs: number): void {
    this.#later.set(id, untilMs);
    this.#earliestLaterMs = Math.min(this.#earliestLaterMs, untilMs);
  }

  /** Puts a delivery into the queue, wherever it was. */
  enqueue(id: string): void {
    this.#later.delete(id);
    this.settled.delete(id);
    if (!this.underWay.has(id)) this.due.add(id);
  }

  /** Moves what has become due to the end of the queue, earliest first. */
  promote(nowMs: number): void {
    if (this.#earliestLaterMs > nowMs) return;
    const ready = [...this.#later].filter(([, atMs]) => atMs <= nowMs);
    ready.sort(([, one], [, other]) => one - other);
    for (const [id] of ready) this.enqueue(id);
    this.#earliestLaterMs = [...this.#later.values()].reduce(
      (one, other) => Math.min(one, other),
      Infinity,
    );
  }
}
