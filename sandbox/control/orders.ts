import type { Hono } from 'hono';

import type { World } from '../world.ts';
import { CancelBody, EditBody, FulfillBody, NewOrderBody, OwnerBody } from './order-schemas.ts';
import { parseBody } from './parse-body.ts';

/** What happens to orders, besides money, returns and disputes. */
export function addOrders(app: Hono, { commands }: World): void {
  app.post('/orders', async (context) =>
    context.json({ order: commands.placeOrder(await parseBody(context, NewOrderBody)) }, 201),
  );
  app.post('/orders/:id/fulfill', async (context) => {
    const { lines } = await parseBody(context, FulfillBody);
    return context.json({ order: commands.fulfillOrder(context.req.param('id'), lines) });
  });
  app.post('/orders/:id/fulfillments/:fulfillmentId/cancel', (context) => {
    const { id, fulfillmentId } = context.req.param();
    return context.json({ order: commands.cancelFulfillment(id, fulfillmentId) });
  });
  app.post('/orders/:id/cancel', async (context) => {
    const options = await parseBody(context, CancelBody);
    return context.json({ order: commands.cancelOrder(context.req.param('id'), options) });
  });
  app.post('/orders/:id/edit', async (context) => {
    const edit = await parseBody(context, EditBody);
    return context.json({ order: commands.editOrder(context.req.param('id'), edit) });
  });
  app.post('/orders/:id/customer', async (context) => {
    const { customerId } = await parseBody(context, OwnerBody);
    return context.json({ order: commands.moveOrder(context.req.param('id'), customerId) });
  });
  app.delete('/orders/:id', (context) => {
    commands.deleteOrder(context.req.param('id'));
    return context.json({ ok: true });
  });
}
