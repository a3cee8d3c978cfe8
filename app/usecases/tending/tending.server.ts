import { putOffRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { backoffMs } from '#app/platform/backoff.ts';

import type { Services } from '../services.server.ts';

/** How often a reason to refuse, or a wish that Shopify lacks a scope for, is looked at again. */
export const LATER_MS = 60 * 60 * 1000;

/** Failures of one run after which Shopify is taken to be away. */
const FAILURES_MAX = 3;

/** One run of looking after a shop's rewards. */
export class Tending {
  readonly services: Services;
  readonly shop: Shop;
  private readonly signal: AbortSignal | undefined;
  private failures = 0;
  private isOver = false;
  private soonestRetry: Date | null = null;
  private readonly broken: unknown[] = [];

  constructor(services: Services, shop: Shop, signal: AbortSignal | undefined) {
    this.services = services;
    this.shop = shop;
    this.signal = signal;
  }

  get now(): Date {
    return this.services.clock.now();
  }

  /** Whether Shopify is to be asked no more in this run, or the process is to end. */
  get hasEnded(): boolean {
    return this.isOver || this.signal?.aborted === true;
  }

  /**
   * Takes note of a failure.
   * @param attempts tries in vain of what failed, before this one
   * @returns when it is to be tried again
   */
  fail(failure: AdminFailure, attempts: number): Date {
    this.services.logger.warn({ shop: this.shop.domain, failure }, 'rewards put off');
    this.failures += 1;
    const isAway = failure.kind === 'not_installed' || failure.kind === 'throttled';
    if (isAway || this.failures >= FAILURES_MAX) this.isOver = true;
    return this.comeBackIn(waitOf(failure, attempts));
  }

  /**
   * Has another run follow in so long at the latest.
   * @returns when
   */
  comeBackIn(milliseconds: number): Date {
    const retryAt = this.in(milliseconds);
    if (this.soonestRetry === null || retryAt < this.soonestRetry) this.soonestRetry = retryAt;
    return retryAt;
  }

  /**
   * Does something for each of some redemptions, one after the other. What breaks off for one keeps nobody behind it
   * waiting, however many they are: it is put off, so that the next run begins with others, and ends the run in the end
   * (`endWithErrors`).
   * @throws where not even that can be noted: it is not the redemption that is at fault
   */
  async forEach<Item extends { readonly id: string; readonly attempts?: number }>(
    items: readonly Item[],
    work: (item: Item) => Promise<void>,
  ): Promise<void> {
    for (const item of items) {
      try {
        await work(item);
      } catch (error) {
        const { logger } = this.services;
        logger.error({ shop: this.shop.domain, redemption: item.id, err: error }, 'broke off');
        this.broken.push(error);
        const retryAt = this.in(backoffMs(item.attempts ?? 0));
        await putOffRedemption(this.services.database.pool, this.shop.id, item.id, retryAt);
      }
    }
  }

  /** @throws the first error that something broke off with, so that the queue knows of it and tries again */
  endWithErrors(): void {
    if (this.broken.length > 0) throw this.broken[0];
  }

  /** When the first of what has failed is to be tried again; null where nothing has. */
  get retryAt(): Date | null {
    return this.soonestRetry;
  }

  /** Until when Shopify is to be left alone, whatever else is due; null where it can be asked. */
  get restsUntil(): Date | null {
    return this.isOver ? this.soonestRetry : null;
  }

  /** So long from now. */
  in(milliseconds: number): Date {
    return new Date(this.now.getTime() + milliseconds);
  }
}

function waitOf(failure: AdminFailure, attempts: number): number {
  switch (failure.kind) {
    case 'throttled':
      return failure.retryAfterMs;
    case 'access_denied':
    case 'not_installed':
      return LATER_MS;
    case 'unavailable':
    case 'refused':
      return backoffMs(attempts);
  }
}
