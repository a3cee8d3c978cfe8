import type { Hono } from 'hono';

import type { World } from '../world.ts';

/** Requests by law about a person, and what Shopify does later. */
export function addPersonalData(app: Hono, world: World): void {
  const { commands } = world;
  app.post('/customers/:id/data-request', (context) =>
    context.json({ requestId: commands.requestCustomerData(context.req.param('id')) }, 201),
  );
  app.post('/customers/:id/erasure', (context) =>
    context.json({ task: commands.requestErasure(context.req.param('id')) }, 201),
  );
  app.delete('/customers/:id/erasure', (context) => {
    commands.cancelErasure(context.req.param('id'));
    return context.json({ ok: true });
  });
  app.get('/scheduled', (context) => context.json({ tasks: world.scheduled.all() }));
  app.post('/scheduled/:id/run', (context) => {
    commands.runScheduled(context.req.param('id'));
    return context.json({ ok: true });
  });
}
