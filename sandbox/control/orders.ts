import type { Hono } from 'hono';

import type { World } from '../world.ts';
import { parseBody } from './parse-body.ts';
import { CancelBody, EditBody, NewOrderBody, RefundBody } from './schemas.ts';

/** What happens to orders. */
export function addOrders(app: Hono, { commands }: World): void {
  app.post('/orders', async (context) =>
    context.json({ order: commands.placeOrder(await parseBody(context, NewOrderBody)) }, 201),
  );
  app.post('/orders/:id/pay', (context) =>
    context.json({ order: commands.markOrderPaid(context.req.param('id')) }),
  );
  app.post('/orders/:id/fulfill', (context) =>
    context.json({ order: commands.fulfillOrder(context.req.param('id')) }),
  );
  app.post('/orders/:id/refund', async (context) => {
    const refund = await parseBody(context, RefundBody);
    const orderId = context.req.param('id');
    return context.json({ refund: commands.refundOrder({ orderId, ...refund }) }, 201);
  });
  app.post('/orders/:id/cancel', async (context) => {
    const options = await parseBody(context, CancelBody);
    return context.json({ order: commands.cancelOrder(context.req.param('id'), options) });
  });
  app.post('/orders/:id/edit', async (context) => {
    const edit = await parseBody(context, EditBody);
    return context.json({ order: commands.editOrder(context.req.param('id'), edit) });
  });
  app.delete('/orders/:id', (context) => {
    commands.deleteOrder(context.req.param('id'));
    return context.json({ ok: true });
  });
}
