import type { Value } from './store/value.ts';
import type { SandboxClock } from './world.ts';

/**
 * The shop's clock: real time plus an offset that outlives a restart.
 * @param offset where the offset is kept, in milliseconds
 */
export function createClock(offset: Value<number>): SandboxClock {
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(Date.now() + (offset.get() ?? 0)),
    get offsetMs() {
      return offset.get() ?? 0;
    },
    set(moment) {
      offset.put(moment.getTime() - Date.now());
      for (const listener of listeners) listener();
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * A moment as Shopify writes it: to the second, in UTC. `updated_at` is as coarse as this, which is why two states
 * of an order can carry the same time.
 */
export function toTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
