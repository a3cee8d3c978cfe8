import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { LIFE_SIGN, type LifeSign, showLifeSign } from '#app/db/queue/life-sign.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  openUnreliableNetwork,
  type UnreliableNetwork,
} from '#tests/support/unreliable-network.ts';

let opened: TestDatabase;
let network: UnreliableNetwork;
let sign: LifeSign | undefined;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

beforeEach(async () => {
  network = await openUnreliableNetwork(opened.url);
});
afterEach(async () => {
  await sign?.release();
  await network.close();
});

/** Whether the server knows of a sign that some worker lives. */
async function isSeen(): Promise<boolean> {
  const { rows } = await opened.database.pool.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LIFE_SIGN],
  );
  return rows.length > 0;
}

test('a sign of life stays, however long the worker has no other news', async () => {
  sign = await showLifeSign(network.url, 'alive', { beatMs: 50, silenceMsMax: 3_000 });
  await opened.database.pool.query('SELECT pg_sleep(4)');
  expect(sign.isHeld()).toBe(true);
  expect(await isSeen()).toBe(true);
});

test('where the network fell silent the worker knows that its sign is gone', async () => {
  sign = await showLifeSign(network.url, 'cut off', { beatMs: 50, patienceMs: 2_000 });
  network.silence();
  const own = sign;
  await expect.poll(() => own.isHeld()).toBe(false);
});

test('where the network fell silent the server takes the worker for dead', async () => {
  sign = await showLifeSign(network.url, 'cut off', { silenceMsMax: 3_000 });
  expect(await isSeen()).toBe(true);
  network.silence();
  await expect.poll(isSeen).toBe(false);
});

test('a sign is withdrawn also where nobody answers', async () => {
  sign = await showLifeSign(network.url, 'cut off', { patienceMs: 2_000, silenceMsMax: 3_000 });
  network.silence();
  await sign.release();
  expect(sign.isHeld()).toBe(false);
  await expect.poll(isSeen).toBe(false);
});
