import { type Context, Hono } from 'hono';
import { z } from 'zod';

import { RefusedByShop, type World } from '../world.ts';
import { CancelBody, ClockChange, NewOrderBody, RefundBody } from './schemas.ts';
import { createSeeding, type Seeding } from './seeding.ts';

/** Newest first, at most this many, where a list is asked for. */
const LISTED_MAX = 200;

/** A request whose body is not what the endpoint takes. */
class BadBody extends Error {
  override name = 'BadBody';
}

async function parseBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new BadBody('The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new BadBody(z.prettifyError(parsed.error));
  return parsed.data;
}

function addClock(app: Hono, world: World): void {
  const present = () => ({
    now: world.clock.now().toISOString(),
    offsetMs: world.clock.offsetMs,
  });
  app.get('/clock', (context) => context.json(present()));
  app.post('/clock', async (context) => {
    const change = await parseBody(context, ClockChange);
    const moment =
      'set' in change ? Date.parse(change.set) : world.clock.now().getTime() + change.advanceMs;
    world.clock.set(new Date(moment));
    return context.json(present());
  });
}

function countByState(world: World): Record<string, number> {
  const counts: Record<string, number> = { waiting: 0, delivered: 0, failed: 0, lost: 0 };
  for (const { state } of world.deliveries.all()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function addState(app: Hono, world: World): void {
  app.get('/health', (context) => context.json({ ok: true }));
  app.get('/state', (context) => {
    const newest = world.orders.all().at(-1);
    const installation = world.installation.get();
    return context.json({
      shop: world.shop.get().domain,
      now: world.clock.now().toISOString(),
      installed: installation?.uninstalledAt === null,
      products: world.products.size,
      customers: world.customers.size,
      orders: world.orders.size,
      mails: world.mails.size,
      deliveries: { due: world.outbox.due, ...countByState(world) },
      newestOrder: newest
        ? { id: newest.id, name: newest.name, createdAt: newest.createdAt }
        : null,
    });
  });
  app.get('/mails', (context) =>
    context.json({ mails: world.mails.all().slice(-LISTED_MAX).toReversed() }),
  );
}

function addOrders(app: Hono, world: World): void {
  const { commands } = world;
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
}

function addApp(app: Hono, world: World, seeding: Seeding): void {
  app.post('/install', async (context) => {
    await world.commands.installApp();
    return context.json({ installation: world.installation.get() });
  });
  app.post('/uninstall', (context) => {
    world.commands.uninstallApp();
    return context.json({ installation: world.installation.get() });
  });
  app.get('/seed', (context) => context.json(seeding.status()));
  app.post('/seed', (context) => {
    seeding.start();
    return context.json(seeding.status(), 202);
  });
}

function addDeliveries(app: Hono, world: World): void {
  app.get('/deliveries', (context) => {
    const state = context.req.query('state');
    const wanted = world.deliveries.all().filter((one) => !state || one.state === state);
    return context.json({ deliveries: wanted.slice(-LISTED_MAX).toReversed() });
  });
  app.post('/deliveries/:id/retry', (context) => {
    const found = world.outbox.act(context.req.param('id'), 'repeat') === 'done';
    return found ? context.json({ ok: true }, 202) : context.notFound();
  });
}

/**
 * The control API, `/_sandbox/*`: what scripts and tests drive the shop with. It is not part of Shopify and asks for
 * no password: the sandbox listens on this machine only.
 */
export function controlApp(world: World): Hono {
  const app = new Hono();
  addState(app, world);
  addClock(app, world);
  addOrders(app, world);
  addApp(app, world, createSeeding(world));
  addDeliveries(app, world);
  app.onError((error, context) => {
    if (error instanceof RefusedByShop) return context.json({ error: error.message }, 422);
    if (error instanceof BadBody) return context.json({ error: error.message }, 400);
    return context.json({ error: `The sandbox has a bug: ${error.message}` }, 500);
  });
  const control = new Hono();
  control.route('/_sandbox', app);
  control.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));
  return control;
}
