import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { deletePostgresData, PostgresError, startPostgres } from '#scripts/postgres.ts';
import { postgresError } from '#scripts/postgres/errors.ts';
import { freePort } from '#tests/support/free-port.ts';

let dataFolder: string;
let port: number;

beforeAll(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-postgres-'));
  port = await freePort();
});

afterAll(async () => {
  await deletePostgresData(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
});

const start = () => startPostgres({ dataFolder, port, durable: true });

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(text)).rows[0]?.value;
  } finally {
    await client.end();
  }
}

async function killServer(): Promise<void> {
  const [pid = ''] = (
    await readFile(path.join(dataFolder, 'cluster', 'postmaster.pid'), 'utf8')
  ).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  while (isRunning(Number(pid))) await sleep(20);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a PostgreSQL of our own', () => {
  test('keeps its data from one start to the next, also after a crash', async () => {
    const first = await start();
    await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 7 AS value');
    await killServer();
    const second = await start();
    expect(await query(second.url('postgres'), 'SELECT value FROM kept')).toBe(7);
    await second.stop();
    const third = await start();
    expect(await query(third.url('postgres'), 'SELECT value FROM kept')).toBe(7);
    await third.stop();
  });

  test('takes over from a server that an abandoned run left on the same data', async () => {
    await start();
    const second = await start();
    expect(await query(second.url('postgres'), 'SELECT 1 AS value')).toBe(1);
    await second.stop();
  });

  test('says so when its port is taken', async () => {
    const other: Server = createServer().listen(port, '127.0.0.1');
    await expect(start()).rejects.toThrow(`Port ${port}, where PostgreSQL is to listen, is taken`);
    await new Promise((resolve) => other.close(resolve));
  });

  test('stores text as UTF-8, whatever the locale of the machine', async () => {
    const server = await start();
    const setting = 'SELECT getdatabaseencoding() AS value';
    expect(await query(server.url('postgres'), setting)).toBe('UTF8');
    await server.stop();
  });
});

describe('what is said when PostgreSQL fails', () => {
  test.each([
    ['could not extend file "base/5": No space left on device', /disk is full/],
    [
      'The data directory was initialized by PostgreSQL version 17',
      /another version of PostgreSQL/,
    ],
    ['could not access directory "x": Permission denied', /may not read or write \/data/],
    ['something else entirely', /something else entirely/],
  ])('%s', (output, message) => {
    const error = postgresError(output, { port: 5433, dataFolder: '/data' });
    expect(error).toBeInstanceOf(PostgresError);
    expect(error.message).toMatch(message);
  });
});
