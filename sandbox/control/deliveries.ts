import type { Hono } from 'hono';

import type { World } from '../world.ts';
import type { ActionOutcome, DeliveryAction } from '../webhooks/delivery-actions.ts';
import { NO_FAULTS } from '../webhooks/delivery-faults.ts';
import { parseBody } from './parse-body.ts';
import { DeliveryFaultsBody } from './schemas.ts';

/** Newest first, at most this many. */
const LISTED_MAX = 200;

/** By the word in the address; `retry` is what repeating was called first. */
const ACTIONS: Record<string, DeliveryAction> = {
  retry: 'repeat',
  repeat: 'repeat',
  duplicate: 'duplicate',
  hold: 'hold',
  release: 'release',
  drop: 'drop',
};

/** A sentence for each outcome but `done`. */
export const OUTCOME_TEXTS: Record<Exclude<ActionOutcome, 'done'>, string> = {
  unknown_delivery: 'There is no such delivery any more.',
  under_way: 'The delivery is being sent at this moment.',
  not_possible: 'That cannot be done to a delivery in this state.',
};

/** Webhooks: what became of them, what is done to one, and how badly they travel. */
export function addDeliveries(app: Hono, world: World): void {
  app.get('/deliveries', (context) => {
    const { state, topic } = context.req.query();
    const wanted = world.deliveries
      .all()
      .filter((one) => (!state || one.state === state) && (!topic || one.topic === topic));
    return context.json({ deliveries: wanted.slice(-LISTED_MAX).toReversed() });
  });
  app.post('/deliveries/retry', (context) =>
    context.json({ retried: world.outbox.retryNow() }, 202),
  );
  app.post('/deliveries/:id/:action', (context) => {
    const action = ACTIONS[context.req.param('action')];
    if (!action) return context.notFound();
    const outcome = world.outbox.act(context.req.param('id'), action);
    if (outcome === 'done') return context.json({ ok: true }, 202);
    return context.json(
      { error: OUTCOME_TEXTS[outcome] },
      outcome === 'unknown_delivery' ? 404 : 409,
    );
  });
  app.get('/delivery-faults', (context) => context.json(world.wire.get()));
  app.put('/delivery-faults', async (context) => {
    world.wire.put(await parseBody(context, DeliveryFaultsBody));
    return context.json(world.wire.get());
  });
  app.delete('/delivery-faults', (context) => {
    world.wire.put(NO_FAULTS);
    return context.json(world.wire.get());
  });
}
