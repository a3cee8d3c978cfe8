import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  answers,
  type ProcessPlan,
  type RunningProcess,
  startProcess,
  untilReady,
} from '#scripts/demo/processes.ts';
import { freePort } from '#tests/support/free-port.ts';

import type { LoadResult, LoadTask } from './load.ts';

const HERE = import.meta.dirname;
const PROJECT = path.join(HERE, '..', '..');

/** A server that load can be sent to. */
export interface Target {
  readonly port: number;
  /** Its processes by what they do. */
  readonly pids: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** Starts the bare server. */
export async function startFloor(databaseUrl: string, secret: string): Promise<Target> {
  const child = fork(path.join(HERE, 'floor-server.ts'), {
    env: { ...process.env, DATABASE_URL: databaseUrl, SHOPIFY_API_SECRET: secret },
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, pids: { web: child.pid ?? NaN }, stop: () => end(child) };
}

/** Starts the built web process and the worker, as a deployment does. */
export async function startApp(given: {
  databaseUrl: string;
  secret: string;
  shopifyOrigin: string;
}): Promise<Target> {
  const port = await freePort();
  const logs = await mkdtemp(path.join(tmpdir(), 'evergreen-bench-logs-'));
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: given.databaseUrl,
    SHOPIFY_API_KEY: 'bench-key',
    SHOPIFY_API_SECRET: given.secret,
    SHOPIFY_APP_URL: `http://localhost:${port}`,
    SANDBOX_SHOP_ORIGIN: given.shopifyOrigin,
    SANDBOX_ADMIN_ORIGIN: given.shopifyOrigin,
    LOG_LEVEL: 'warn',
  };
  const preload = ['--import', './sandbox/preload.ts'];
  const plans: ProcessPlan[] = [
    {
      name: 'web',
      args: [...preload, 'server.ts'],
      environment,
      isReady: () => answers(`http://127.0.0.1:${port}/healthz`),
    },
    // Started at warning level it says nothing: that it lives is seen by what it applies.
    {
      name: 'worker',
      args: [...preload, 'worker.ts'],
      environment,
      isReady: () => Promise.resolve(true),
    },
  ];
  const running: RunningProcess[] = [];
  for (const plan of plans) {
    const started = await startProcess(plan, { project: PROJECT, logs });
    running.push(started);
    await untilReady(plan, started);
  }
  return {
    port,
    pids: Object.fromEntries(running.map(({ name, pid }) => [name, pid])),
    stop: async () => {
      await Promise.all(running.map((each) => each.stop()));
      await rm(logs, { recursive: true, force: true });
    },
  };
}

/** Sends load from a process of its own, and waits for its end. */
export async function sendLoad(task: LoadTask): Promise<LoadResult> {
  const child = fork(path.join(HERE, 'load.ts'));
  const answered = once(child, 'message');
  child.send(task);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the load ended early with code ${String(code)}`);
  });
  failed.catch(() => undefined);
  const [result] = (await Promise.race([answered, failed])) as [LoadResult];
  await end(child);
  return result;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
