import type { Hono } from 'hono';

import type { World } from '../world.ts';
import {
  CaptureBody,
  DecisionBody,
  DisputeBody,
  PaymentBody,
  RefundBody,
} from './order-schemas.ts';
import { parseBody } from './parse-body.ts';

function addRefunds(app: Hono, { commands }: World): void {
  app.post('/orders/:id/refund', async (context) => {
    const refund = await parseBody(context, RefundBody);
    const orderId = context.req.param('id');
    return context.json({ refund: commands.refundOrder({ orderId, ...refund }) }, 201);
  });
  app.post('/orders/:id/refunds/:refundId/settle', (context) => {
    const { id, refundId } = context.req.param();
    return context.json({ refund: commands.settleRefund(id, refundId) });
  });
  app.post('/orders/:id/refunds/:refundId/fail', (context) => {
    const { id, refundId } = context.req.param();
    return context.json({ refund: commands.failRefund(id, refundId) });
  });
}

function addDisputes(app: Hono, { commands }: World): void {
  app.post('/orders/:id/dispute', async (context) => {
    const { initiatedAs } = await parseBody(context, DisputeBody);
    const dispute = commands.openDispute(context.req.param('id'), initiatedAs);
    return context.json({ dispute }, 201);
  });
  app.post('/orders/:id/dispute/decide', async (context) => {
    const { status } = await parseBody(context, DecisionBody);
    return context.json({ dispute: commands.decideDispute(context.req.param('id'), status) });
  });
}

/** The money of orders: payments, refunds, disputes. */
export function addPayments(app: Hono, world: World): void {
  const { commands } = world;
  app.post('/orders/:id/pay', (context) =>
    context.json({ order: commands.markOrderPaid(context.req.param('id')) }),
  );
  app.post('/orders/:id/payments', async (context) => {
    const payment = await parseBody(context, PaymentBody);
    const order = commands.recordPayment(context.req.param('id'), payment);
    return context.json({ order }, 201);
  });
  app.post('/orders/:id/capture', async (context) => {
    const { amount } = await parseBody(context, CaptureBody);
    return context.json({ order: commands.capturePayment(context.req.param('id'), amount) });
  });
  app.post('/orders/:id/void', (context) =>
    context.json({ order: commands.voidPayment(context.req.param('id')) }),
  );
  app.post('/orders/:id/expire', (context) =>
    context.json({ order: commands.expirePayment(context.req.param('id')) }),
  );
  addRefunds(app, world);
  addDisputes(app, world);
}
