import { afterAll, beforeAll, expect, test } from 'vitest';

import { readBacklog } from '#app/db/deliveries/backlog.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';

const NOW = new Date('2026-04-01T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const look = () => readBacklog(opened.database.pool, NOW);

test('where nothing is to be done everything is zero', async () => {
  expect(await look()).toEqual({
    ledgerDrift: 0,
    deliveries: { received: 0, waiting: 0, unreadable: 0, oldestDueMs: 0 },
    effects: { waiting: 0, failing: 0, oldestDueMs: 0 },
  });
});

test('what is to be done is counted over all shops; what waits for its time is not overdue', async () => {
  const { pool } = opened.database;
  const shops = [await openShop(opened.database), await openShop(opened.database)];
  const deliver = (shop: number, state: string, receivedAt: Date, retryAt: Date | null = null) =>
    pool.query(
      `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body, state, retry_at)
       VALUES ($1, gen_random_uuid(), 'orders/paid', $2, '', $3, $4)`,
      [shops[shop]?.id, receivedAt, state, retryAt],
    );
  await deliver(0, 'done', ago(9_000));
  await deliver(0, 'unreadable', ago(8_000));
  await deliver(0, 'waiting', ago(7_000), ago(-60));
  await deliver(1, 'waiting', ago(6_000), ago(90));
  await deliver(1, 'received', ago(30));
  for (const shop of shops)
    await queueEffects(pool, shop.id, 'member-summary', ['1', '2'], ago(45));
  await pool.query('UPDATE effects SET attempts = 2, retry_at = $1 WHERE subject_id = 2', [
    ago(-5),
  ]);
  expect(await look()).toEqual({
    ledgerDrift: 0,
    deliveries: { received: 1, waiting: 2, unreadable: 1, oldestDueMs: 90_000 },
    effects: { waiting: 2, failing: 2, oldestDueMs: 45_000 },
  });
  // Nothing is told to a shop that has removed the app.
  await pool.query('UPDATE shops SET uninstalled_at = now() WHERE id = $1', [shops[0]?.id]);
  expect((await look()).effects).toMatchObject({ waiting: 1, failing: 1 });
});

test('a ledger that does not add up counts as its newest proof says', async () => {
  const { pool } = opened.database;
  const shops = [await openShop(opened.database), await openShop(opened.database)];
  const proved = (shop: number, drifts: number) =>
    pool.query(
      `INSERT INTO ledger_proofs (shop_id, state, started_at, finished_at, position, resume_at, drifts)
       VALUES ($1, 'done', $2, $2, '{}', $2, $3)`,
      [shops[shop]?.id, NOW, drifts],
    );
  await proved(0, 5);
  await proved(1, 3);
  await proved(0, 0);
  expect((await look()).ledgerDrift).toBe(3);
});
