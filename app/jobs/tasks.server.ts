import type { TaskList } from 'graphile-worker';

import { ageLots } from '#app/usecases/age-lots.server.ts';
import { carryOutEffects } from '#app/usecases/carry-out-effects.server.ts';
import { drainInbox } from '#app/usecases/drain-inbox.server.ts';
import { dropOldContacts } from '#app/usecases/drop-old-contacts.server.ts';
import { dropOldDeliveries } from '#app/usecases/drop-old-deliveries.server.ts';
import { continueProof } from '#app/usecases/prove-ledger.server.ts';
import { continueReconciliation } from '#app/usecases/reconcile.server.ts';
import { refreshSummaries } from '#app/usecases/refresh-summaries.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { ShopJob } from '#app/usecases/shop-job.server.ts';
import { sweep } from '#app/usecases/sweep.server.ts';

/**
 * The tasks of the worker. Each calls one use case; a task that throws is retried by the queue with backoff. Those that
 * may take long are told when the worker is to end, and leave the rest to the next job.
 * @param services of this process
 */
export function createTaskList(services: Services): TaskList {
  return {
    'drain-inbox': async (payload, { abortSignal }) => {
      await drainInbox(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'carry-out-effects': async (payload, { abortSignal }) => {
      await carryOutEffects(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'age-lots': async (payload, { abortSignal }) => {
      await ageLots(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    reconcile: async (payload, { abortSignal }) => {
      await continueReconciliation(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'prove-ledger': async (payload, { abortSignal }) => {
      await continueProof(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'refresh-summaries': async (payload) => {
      await refreshSummaries(services, ShopJob.parse(payload).shopId);
    },
    'drop-old-deliveries': async (_payload, { abortSignal }) => {
      await dropOldDeliveries(services, abortSignal);
    },
    'drop-old-contacts': async (_payload, { abortSignal }) => {
      await dropOldContacts(services, abortSignal);
    },
    sweep: async () => {
      await sweep(services);
    },
  };
}
