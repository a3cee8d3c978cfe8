import { Hono } from 'hono';

import { RefusedByShop } from '../commands/command-types.ts';
import type { World } from '../world.ts';
import { addAppAccess } from './app-access.ts';
import { addBackground } from './background.ts';
import { addBulkOperations } from './bulk-operations.ts';
import { addCatalogue } from './catalogue.ts';
import { addCredit } from './credit.ts';
import { addCustomers } from './customers.ts';
import { addDeliveries } from './deliveries.ts';
import { addOrders } from './orders.ts';
import { addPayments } from './payments.ts';
import { addReturns } from './returns.ts';
import { BadBody, parseBody } from './parse-body.ts';
import { addPersonalData } from './personal-data.ts';
import { ClockChange } from './schemas.ts';
import { createSeeding, type Seeding } from './seeding.ts';

/** Newest first, at most this many, where a list is asked for. */
const LISTED_MAX = 200;

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
  const counts: Record<string, number> = { waiting: 0, held: 0, delivered: 0, failed: 0, lost: 0 };
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

function addSeeding(app: Hono, seeding: Seeding): void {
  app.get('/seed', (context) => context.json(seeding.status()));
  app.post('/seed', (context) => {
    seeding.start();
    return context.json(seeding.status(), 202);
  });
}

/**
 * The control API, `/_sandbox/*`: what scripts and tests drive the shop with. It is not part of Shopify and asks for
 * no password: the sandbox listens on this machine only.
 */
export function controlApp(world: World): Hono {
  const app = new Hono();
  // Scripts name no origin; a foreign page in the browser does, and has no business here.
  app.use(async (context, next) => {
    const origin = context.req.header('origin');
    if (origin === undefined || origin === world.options.adminOrigin) return next();
    return context.json({ error: 'Other sites’ pages may not drive the sandbox.' }, 403);
  });
  addState(app, world);
  addClock(app, world);
  addOrders(app, world);
  addCustomers(app, world);
  addPayments(app, world);
  addReturns(app, world);
  addPersonalData(app, world);
  addBulkOperations(app, world);
  addBackground(app, world);
  addCredit(app, world);
  addCatalogue(app, world);
  addAppAccess(app, world);
  addDeliveries(app, world);
  addSeeding(app, createSeeding(world));
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
