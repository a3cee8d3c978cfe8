import type { Hono } from 'hono';

import type { World } from '../world.ts';
import { CloseReturnBody, ExchangeBody, ReturnBody } from './order-schemas.ts';
import { parseBody } from './parse-body.ts';

/** What comes back to the shop. */
export function addReturns(app: Hono, { commands }: World): void {
  app.post('/orders/:id/returns', async (context) => {
    const wanted = await parseBody(context, ReturnBody);
    const orderId = context.req.param('id');
    return context.json({ return: commands.returnOrder({ orderId, ...wanted }) }, 201);
  });
  app.post('/orders/:id/returns/:returnId/approve', (context) => {
    const { id, returnId } = context.req.param();
    return context.json({ return: commands.approveReturn(id, returnId) });
  });
  app.post('/orders/:id/returns/:returnId/close', async (context) => {
    const options = await parseBody(context, CloseReturnBody);
    const { id, returnId } = context.req.param();
    return context.json({ return: commands.closeReturn(id, returnId, options) });
  });
  app.post('/orders/:id/exchange', async (context) => {
    const exchange = await parseBody(context, ExchangeBody);
    const orderId = context.req.param('id');
    return context.json({ order: commands.exchangeOrder({ orderId, ...exchange }) });
  });
}
