import type { TaskList } from 'graphile-worker';

import { giveOccasions } from '#app/usecases/actions/give-occasions.server.ts';
import { carryOutImports } from '#app/usecases/adjusting/carry-out-imports.server.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { assessDueTiers } from '#app/usecases/assessing/assess-due-tiers.server.ts';
import { carryOutEffects } from '#app/usecases/effects/carry-out-effects.server.ts';
import { drainInbox } from '#app/usecases/inbox/drain-inbox.server.ts';
import { dropOldContacts } from '#app/usecases/privacy/drop-old-contacts.server.ts';
import { dropOldDeliveries } from '#app/usecases/deliveries/drop-old-deliveries.server.ts';
import { payOutRedemptions } from '#app/usecases/paying-out/pay-out-redemptions.server.ts';
import { continueProof } from '#app/usecases/checking/prove-ledger.server.ts';
import { continueReconciliation } from '#app/usecases/reconciling/reconcile.server.ts';
import { refreshSummaries } from '#app/usecases/effects/refresh-summaries.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { ShopJob } from '#app/usecases/shop-job.server.ts';
import { sweep } from '#app/usecases/sweep.server.ts';
import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import { warnOfExpiry } from '#app/usecases/ledger/warn-of-expiry.server.ts';

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
    'give-occasions': async (payload, { abortSignal }) => {
      await giveOccasions(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'assess-tiers': async (payload, { abortSignal }) => {
      await assessDueTiers(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'pay-out': async (payload, { abortSignal }) => {
      await payOutRedemptions(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    reconcile: async (payload, { abortSignal }) => {
      await continueReconciliation(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'prove-ledger': async (payload, { abortSignal }) => {
      await continueProof(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'tend-rewards': async (payload, { abortSignal }) => {
      await tendRewards(services, ShopJob.parse(payload).shopId, abortSignal);
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
    'warn-of-expiry': async (payload, { abortSignal }) => {
      await warnOfExpiry(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    'carry-out-imports': async (payload, { abortSignal }) => {
      await carryOutImports(services, ShopJob.parse(payload).shopId, abortSignal);
    },
    sweep: async () => {
      await sweep(services);
    },
  };
}
