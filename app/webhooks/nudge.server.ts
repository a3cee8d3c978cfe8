import type { Database } from '#app/db/database.server.ts';
import { askForDraining } from '#app/db/deliveries/inbox.server.ts';
import type { StoredDelivery } from '#app/db/deliveries/inbox-insert.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';

/** Tells the worker that a shop's inbox has something new. */
export interface Nudge {
  (delivery: StoredDelivery): void;
  /** Sends the nudges that are still waiting. */
  flush(): Promise<void>;
}

/** A burst of deliveries becomes one job: a shop is nudged this long after the first of them. */
const COALESCING_MS = 100;

/**
 * A nudge that is not awaited by whoever was answered: should it get lost, the worker's regular look into the inboxes
 * finds what was stored.
 */
export function createNudge(database: Database, logger: Logger): Nudge {
  const waiting = new Map<StoredDelivery['shopId'], NodeJS.Timeout>();
  const send = async (shopId: StoredDelivery['shopId']) => {
    clearTimeout(waiting.get(shopId));
    waiting.delete(shopId);
    try {
      await askForDraining(database.pool, shopId);
    } catch (error) {
      logger.warn({ err: error, shopId }, 'the worker could not be told of a delivery');
    }
  };
  const nudge = ({ shopId }: StoredDelivery) => {
    if (waiting.has(shopId)) return;
    waiting.set(
      shopId,
      setTimeout(() => void send(shopId), COALESCING_MS),
    );
  };
  return Object.assign(nudge, {
    flush: async () => {
      await Promise.all([...waiting.keys()].map(send));
    },
  });
}
