import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { giveUpInSilence } from '#app/db/connection-limits.server.ts';
import { type Database, inTransaction, openDatabase } from '#app/db/database.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  openUnreliableNetwork,
  type UnreliableNetwork,
} from '#tests/support/unreliable-network.ts';

/** Longer than anything takes here that is let through. */
const LIMITS = { statementMsMax: 3_000, pauseMsMax: 3_000 };

let opened: TestDatabase;
let network: UnreliableNetwork;
let limited: Database;

beforeAll(async () => {
  opened = await openTestDatabase();
  await opened.database.pool.query('CREATE TABLE marks (mark text PRIMARY KEY)');
});

afterAll(() => opened.close());

beforeEach(async () => {
  await opened.database.pool.query('TRUNCATE marks');
  network = await openUnreliableNetwork(opened.url);
  limited = openDatabase(network.url, {
    maxConnections: 1,
    applicationName: 'limited',
    limits: LIMITS,
  });
});

afterEach(async () => {
  await network.close();
  await limited.close();
});

async function marks(): Promise<string[]> {
  const { rows } = await opened.database.pool.query<{ mark: string }>('SELECT mark FROM marks');
  return rows.map(({ mark }) => mark);
}

const leaveMark = (mark: string) =>
  inTransaction(limited, (sql) => sql.query('INSERT INTO marks VALUES ($1)', [mark]));

test('an answer that never comes is an error, and the connection is replaced', async () => {
  network.plan('COMMIT', 'answer lost in silence');
  await expect(leaveMark('one')).rejects.toThrow(/^Connection terminated: no answer/);
  expect(await marks()).toEqual(['one']);
  await leaveMark('two');
  expect(await marks()).toEqual(['one', 'two']);
  expect(limited.pool.totalCount).toBe(1);
});

test('a statement that never arrives is an error, and its transaction keeps nobody waiting', async () => {
  network.plan('COMMIT', 'lost in silence');
  await expect(leaveMark('one')).rejects.toThrow(/^Connection terminated: no answer/);
  // The server has not heard that anything ended, and gives the key back by its own limit.
  await opened.database.pool.query(`INSERT INTO marks VALUES ('one')`);
  expect(await marks()).toEqual(['one']);
});

test('connections that fell silent while nothing was asked are replaced by and by', async () => {
  await leaveMark('one');
  network.silence();
  await expect(leaveMark('two')).rejects.toThrow(/^Connection terminated: no answer/);
  await leaveMark('three');
  expect(await marks()).toEqual(['one', 'three']);
});

test('a new connection that is taken and never answered is an error', async () => {
  network.setDoor('silent');
  await expect(leaveMark('one')).rejects.toThrow(/timeout/);
  network.setDoor('open');
  await leaveMark('two');
});

test('a statement that takes too long is broken off, and its connection goes on', async () => {
  const client = await limited.pool.connect();
  await expect(client.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  client.release();
});

/** A connection of its own whose time is over when the test says so. */
async function connectedClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: network.url });
  client.on('error', () => undefined);
  await client.connect();
  giveUpInSilence(client, 60 * 60 * 1000);
  return client;
}

test('whoever waits for the next notification has asked for nothing, however long it takes', async () => {
  const client = await connectedClient();
  await client.query('LISTEN something');
  client.connection.stream.emit('timeout');
  const heard = new Promise<string>((resolve) => {
    client.on('notification', ({ channel }) => resolve(channel));
  });
  await opened.database.pool.query('NOTIFY something');
  expect(await heard).toBe('something');
  await client.end();
});

test('a statement that is sent when the one before is answered is waited for as that was', async () => {
  const client = await connectedClient();
  network.plan('the second', 'answer lost in silence');
  const first = client.query(`SELECT 'the first'`);
  const late = client.query(`SELECT 'the second'`);
  await first;
  client.connection.stream.emit('timeout');
  await expect(late).rejects.toThrow(/^Connection terminated: no answer/);
  await client.end();
});
