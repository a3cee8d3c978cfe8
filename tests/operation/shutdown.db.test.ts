import { once } from 'node:events';
import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import {
  type AppProcess,
  type OwnPostgres,
  preparePostgres,
  startAppProcess,
  statusOf,
} from '#tests/support/app-processes.ts';

import { openTestShop, type TestShop } from './a-running-app.ts';

let postgres: OwnPostgres;
let inShop: TestShop;
const started: AppProcess[] = [];

beforeAll(async () => {
  postgres = await preparePostgres();
  await postgres.start();
  await postgres.createDatabase();
  await postgres.migrate();
  inShop = await openTestShop(postgres.url);
});

afterEach(async () => {
  for (const each of started) each.kill('SIGKILL');
  await Promise.all(started.splice(0).map((each) => each.ended()));
  await inShop.database.pool.query('DELETE FROM inbox');
});

afterAll(async () => {
  // The server first: it ends also the connections that a failed test has kept.
  await postgres.end();
  await inShop.close();
});

async function start(role: 'web' | 'worker'): Promise<AppProcess> {
  const process = await startAppProcess(role, postgres.url);
  started.push(process);
  await process.untilReadiness(200);
  return process;
}

async function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer;
}

/** Connections to the database that the app's processes hold. */
async function connections(): Promise<string[]> {
  const { rows } = await inShop.database.pool.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity WHERE application_name LIKE 'evergreen-%'`,
  );
  return rows.map((row) => row.name);
}

describe('the web process that is asked to end', () => {
  test('answers what is under way, lets idle connections go, and leaves none to the database', async () => {
    const web = await start('web');
    const agent = new Agent({ keepAlive: true });
    await text(await answerOf(get(`${web.origin}/first`, { agent })));
    const slow = answerOf(get(`${web.origin}/slow/1500`, { agent: false }));
    await web.untilLogged('page asked for: /slow/1500');
    web.kill('SIGTERM');
    const answer = await slow;
    expect(answer.statusCode).toBe(200);
    expect(await text(answer)).toContain('A page');
    expect(await web.ended()).toBe(0);
    expect(web.log()).toContain('ended in order');
    expect(await statusOf(web.origin)).toBeUndefined();
    await expect.poll(connections).toEqual([]);
    agent.destroy();
  });

  test('does not wait for ever for a request that never ends', async () => {
    const web = await start('web');
    const socket = connect(Number(new URL(web.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /webhooks HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n{');
    await inShop.deliver(web);
    web.kill('SIGTERM');
    expect(await web.ended()).toBe(0);
    expect(web.log()).toContain('requests were cut off');
  });

  test('ends also when nobody reads its log any more', async () => {
    const web = await start('web');
    web.stopReading();
    expect(await statusOf(`${web.origin}/first`)).toBe(200);
    expect(await statusOf(`${web.origin}/second`)).toBe(200);
    web.kill('SIGTERM');
    expect(await web.ended()).toBe(0);
  });

  test('takes the same wish twice, as a terminal and npm send it, for one', async () => {
    const web = await start('web');
    const slow = statusOf(`${web.origin}/slow/500`);
    await web.untilLogged('page asked for');
    web.kill('SIGINT');
    web.kill('SIGINT');
    web.kill('SIGTERM');
    expect(await slow).toBe(200);
    expect(await web.ended()).toBe(0);
  });
});

describe('the worker that is asked to end', { timeout: 180_000 }, () => {
  /** Keeps the job that applies deliveries waiting until it is called. */
  async function holdUpJobs(): Promise<() => Promise<void>> {
    const blocker = await inShop.database.pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE orders IN ACCESS EXCLUSIVE MODE');
    return async () => {
      await blocker.query('ROLLBACK');
      blocker.release();
    };
  }

  async function startJob(): Promise<void> {
    const web = await start('web');
    expect(await inShop.deliver(web)).toBe(200);
    await expect.poll(() => inShop.holders()).not.toEqual([]);
  }

  test('finishes the job under way', async () => {
    const worker = await start('worker');
    const letJobsGoOn = await holdUpJobs();
    await startJob();
    worker.kill('SIGTERM');
    await worker.untilLogged('"ending"');
    await letJobsGoOn();
    expect(await worker.ended()).toBe(0);
    await inShop.untilDone(1);
    expect(await inShop.holders()).toEqual([]);
  });

  test('gives a job back that does not end in time, and another worker does it', async () => {
    const worker = await start('worker');
    const letJobsGoOn = await holdUpJobs();
    await startJob();
    worker.kill('SIGTERM');
    await worker.ended();
    expect(worker.log()).toContain('jobs were still under way and are given back');
    expect(await inShop.holders()).toEqual([]);
    await letJobsGoOn();
    await start('worker');
    await inShop.untilDone(1);
  });

  test('and dies at once instead has its jobs done by another worker', async () => {
    const worker = await start('worker');
    const letJobsGoOn = await holdUpJobs();
    await startJob();
    worker.kill('SIGKILL');
    await worker.ended();
    await letJobsGoOn();
    expect(await inShop.holders()).not.toEqual([]);
    await start('worker');
    await inShop.untilDone(1);
  });
});
