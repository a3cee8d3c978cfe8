import type { TaskList } from 'graphile-worker';

import { carryOutEffects } from '#app/usecases/carry-out-effects.server.ts';
import { drainInbox } from '#app/usecases/drain-inbox.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { ShopJob } from '#app/usecases/shop-job.server.ts';
import { sweep } from '#app/usecases/sweep.server.ts';

/**
 * The tasks of the worker. Each calls one use case; a task that throws is retried by the queue with backoff.
 * @param services of this process
 */
export function createTaskList(services: Services): TaskList {
  return {
    'drain-inbox': async (payload) => {
      await drainInbox(services, ShopJob.parse(payload).shopId);
    },
    'carry-out-effects': async (payload) => {
      await carryOutEffects(services, ShopJob.parse(payload).shopId);
    },
    sweep: async () => {
      await sweep(services);
    },
  };
}
