import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AppProcess,
  type OwnPostgres,
  preparePostgres,
  startAppProcess,
  statusOf,
} from '#tests/support/app-processes.ts';

import { openTestShop, type TestShop } from './a-running-app.ts';

let postgres: OwnPostgres;
let web: AppProcess;
let worker: AppProcess;
let inShop: TestShop;
let besides: TestShop;

beforeAll(async () => {
  postgres = await preparePostgres();
});

afterAll(async () => {
  for (const each of [web, worker]) each.kill('SIGTERM');
  await Promise.all([web.ended(), worker.ended()]);
  // The server first: it ends also the connections that a failed test has kept.
  await postgres.end();
  for (const each of [inShop, besides]) await each.close();
});

test('started before their database, both processes wait for it, and for its migration', async () => {
  web = await startAppProcess('web', postgres.url);
  worker = await startAppProcess('worker', postgres.url);
  for (const each of [web, worker]) {
    await each.untilLogged('waiting for the database that DATABASE_URL names');
    await each.untilReadiness(503);
    expect(await statusOf(`${each.operations}/healthz`)).toBe(200);
  }
  expect(await statusOf(`${web.origin}/healthz`)).toBe(200);
  expect(await statusOf(`${web.origin}/webhooks`)).toBe(503);
  expect(await statusOf(`${web.origin}/app`)).toBe(503);

  await postgres.start();
  await postgres.createDatabase();
  for (const each of [web, worker]) await each.untilLogged('a health check passes again');
  expect(await (await fetch(`${web.origin}/readyz`)).json()).toEqual({
    ready: false,
    checks: { database: 'ok', migrations: 'failing', queue: 'failing', inbox: 'failing' },
  });

  await postgres.migrate();
  for (const each of [web, worker]) await each.untilReadiness(200);
  inShop = await openTestShop(postgres.url);
  expect(await inShop.deliver(web)).toBe(200);
  await inShop.untilDone(1);
}, 180_000);

test('while the database is away Shopify is asked to come again, and afterwards all goes on by itself', async () => {
  await postgres.stop();
  for (const each of [web, worker]) await each.untilReadiness(503);
  expect(await inShop.deliver(web)).toBe(503);
  expect(await statusOf(`${web.origin}/healthz`)).toBe(200);
  const metrics = await (await fetch(`${web.operations}/metrics`)).text();
  expect(metrics).toMatch(/evergreen_deliveries_refused_total\{reason="database_away"\} \d/);

  await postgres.start();
  for (const each of [web, worker]) await each.untilReadiness(200);
  expect(await inShop.deliver(web)).toBe(200);
  await inShop.untilDone(2);
}, 180_000);

test('a database that goes away in the middle of several jobs costs nothing', async () => {
  besides = await openTestShop(postgres.url);
  // The jobs wait for this lock, which ends with the server.
  const blocker = await inShop.database.pool.connect();
  blocker.on('error', () => undefined);
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE orders IN ACCESS EXCLUSIVE MODE');
  for (const each of [inShop, besides]) expect(await each.deliver(web)).toBe(200);
  await expect.poll(() => inShop.holders()).toHaveLength(2);
  await postgres.stop();
  blocker.release(true);
  await postgres.start();
  await inShop.untilDone(4);
  for (const each of [web, worker]) await each.untilReadiness(200);
}, 180_000);
