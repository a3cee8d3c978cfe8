import type { WebhookDelivery } from '../store/types.ts';

/** Deliveries by what happens to them next. All that counts is in the table: the lanes only save searching it. */
export class Lanes {
  /** To be sent, in order. */
  readonly due = new Set<string>();
  readonly underWay = new Set<string>();
  /** To be overtaken, with how many still go first. */
  readonly behind = new Map<string, number>();
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
      } else if (delivery.state !== 'held') {
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
    this.remove(id);
    if (!this.underWay.has(id)) this.due.add(id);
  }

  /** Takes a delivery out, wherever it was; one that is under way stays so. */
  remove(id: string): void {
    this.#later.delete(id);
    this.settled.delete(id);
    this.behind.delete(id);
    this.due.delete(id);
  }

  /** Counts one delivery that goes before those that are to be overtaken; who has let enough pass is next. */
  overtake(): void {
    for (const [id, left] of this.behind) {
      if (left > 1) this.behind.set(id, left - 1);
      else this.enqueue(id);
    }
  }

  /** Ends all waiting for others to overtake. */
  closeRanks(): void {
    for (const id of [...this.behind.keys()]) this.enqueue(id);
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
