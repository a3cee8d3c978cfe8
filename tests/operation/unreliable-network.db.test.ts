import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import {
  type AppProcess,
  type OwnPostgres,
  preparePostgres,
  startAppProcess,
} from '#tests/support/app-processes.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';
import {
  openUnreliableNetwork,
  type UnreliableNetwork,
} from '#tests/support/unreliable-network.ts';

import { openTestShop, type TestShop } from './a-running-app.ts';

/** Limits have to be reached, one after the other. */
const TEST_MS_MAX = 300_000;

/** As many as the worker does jobs at once. */
const SHOPS = 4;

let postgres: OwnPostgres;
let network: UnreliableNetwork;
let web: AppProcess;
let worker: AppProcess;
const shops: TestShop[] = [];
let delivered = 0;

beforeAll(async () => {
  postgres = await preparePostgres();
  await postgres.start();
  await postgres.createDatabase();
  await postgres.migrate();
  while (shops.length < SHOPS) shops.push(await openTestShop(postgres.url));
  network = await openUnreliableNetwork(postgres.url);
  web = await startAppProcess('web', network.url);
  worker = await startAppProcess('worker', network.url);
});

beforeEach(async () => {
  for (const each of [web, worker]) await each.untilReadiness(200);
}, TEST_MS_MAX);

afterAll(async () => {
  for (const each of [web, worker]) each.kill('SIGKILL');
  await Promise.all([web.ended(), worker.ended()]);
  await network.close();
  await postgres.end();
  for (const each of shops) await each.close();
});

async function deliver(): Promise<void> {
  for (const each of shops) expect(await each.deliver(web)).toBe(200);
  delivered += SHOPS;
}

/** Everything is applied, once, nobody holds anything, and what comes next is applied as well. */
async function expectAllWell(): Promise<void> {
  for (const each of [web, worker]) await each.untilReadiness(200);
  await deliver();
  for (const each of shops) {
    await each.untilDone(delivered);
    await expect.poll(() => each.holders()).toEqual([]);
    await expectBalancedLedger(each.database, each.shop);
  }
}

test(
  'connections that break at the worst moments cost nothing',
  async () => {
    network.plan('get_job', 'answer lost and cut', 2);
    network.plan('complete_job', 'lost and cut');
    network.plan('complete_job', 'answer lost and cut');
    network.plan('fail_job', 'lost and cut');
    network.plan('COMMIT', 'answer lost and cut', 2);
    network.plan('COMMIT', 'lost and cut', 2);
    await deliver();
    await expect.poll(() => network.planned()).toBe(0);
    await expectAllWell();
  },
  TEST_MS_MAX,
);

test(
  'what is asked and answered and never arrives is given up',
  async () => {
    network.plan('complete_job', 'lost in silence');
    network.plan('COMMIT', 'lost in silence');
    network.plan('COMMIT', 'answer lost in silence');
    await deliver();
    await expect.poll(() => network.planned()).toBe(0);
    await expectAllWell();
  },
  TEST_MS_MAX,
);

test(
  'a worker that asks for jobs and is not answered says that it is not ready, and goes on by itself',
  async () => {
    network.plan('get_job', 'answer lost in silence', SHOPS);
    await deliver();
    await worker.untilReadiness(503);
    expect(network.planned()).toBe(0);
    await web.untilReadiness(200);
    await expectAllWell();
  },
  TEST_MS_MAX,
);

test(
  'a network that falls silent is no reason to be started again',
  async () => {
    network.silence();
    network.setDoor('silent');
    for (const each of [web, worker]) await each.untilReadiness(503);
    expect(await shops[0]?.deliver(web)).toBe(503);
    network.setDoor('refusing');
    expect(await shops[0]?.deliver(web)).toBe(503);
    network.setDoor('open');
    await expectAllWell();
  },
  TEST_MS_MAX,
);
