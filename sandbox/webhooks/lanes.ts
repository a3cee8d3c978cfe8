import type { WebhookDelivery } from '../store/webhook-types.ts';
import { DueTimes } from './due-times.ts';
import { WaitingLine } from './waiting-line.ts';

/** Deliveries by what happens to them next. All that counts is in the table: the lanes only save searching it. */
export class Lanes {
  /** To be sent, in order. */
  readonly due = new WaitingLine();
  readonly underWay = new Set<string>();
  /** To be overtaken, with how many still go first. */
  readonly behind = new Map<string, number>();
  /** Delivered or given up, oldest first. */
  readonly settled = new Set<string>();
  /** Lost, oldest first. */
  readonly lost = new Set<string>();
  /** Waiting for a retry, or delayed: when it is due, in milliseconds of the shop's clock. */
  readonly #later = new DueTimes();

  constructor(deliveries: readonly WebhookDelivery[]) {
    for (const delivery of deliveries) {
      if (delivery.state === 'waiting') {
        this.wait(delivery.id, Date.parse(delivery.nextAttemptAt ?? delivery.triggeredAt));
      } else if (delivery.state === 'lost') {
        this.lost.add(delivery.id);
      } else if (delivery.state !== 'held') {
        this.settled.add(delivery.id);
      }
    }
  }

  get earliestLaterMs(): number {
    return this.#later.earliestMs;
  }

  /** Those that wait for their time. */
  get later(): readonly string[] {
    return [...this.#later.ids()];
  }

  wait(id: string, untilMs: number): void {
    this.#later.set(id, untilMs);
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
    this.lost.delete(id);
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
    for (const id of this.#later.takeUntil(nowMs)) this.enqueue(id);
  }
}
