import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { RedemptionState } from '#app/db/redemptions/redemption.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import { foldLongTakings, lockTaken, sumTaken } from '#app/db/redemptions/reward-takings.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';

const NOW = new Date('2026-05-20T12:00:00Z');

let opened: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  shop = await openShop(opened.database);
});

let last = 0;
/** Redemptions of a reward, one a statement. */
async function note(rewardKey: string, count: number, state: RedemptionState = 'ready') {
  const ids: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    last += 1;
    const { rows } = await opened.database.pool.query<{ id: string }>(
      `INSERT INTO redemptions (shop_id, member_id, reward_key, program_version, kind, points, currency, state, created_at,
         changed_at, cause_kind, cause_id)
       VALUES ($1, 1, $2, 1, 'experience', 100, 'EUR', $3, $4, $4, 'member', $5) RETURNING id`,
      [shop.id, rewardKey, state, NOW, `wish-${last}`],
    );
    ids.push(rows[0]?.id ?? '');
  }
  return ids;
}

const taken = async () =>
  Object.fromEntries(await sumTaken(opened.database.pool, shop.id, ['mug', 'tour']));

async function countRows(): Promise<number> {
  const { rows } = await opened.database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM reward_takings WHERE shop_id = $1',
    [shop.id],
  );
  return rows[0]?.count ?? 0;
}

test('what is redeemed is taken, and what comes back is there again, however often', async () => {
  const [first = '', second = ''] = await note('mug', 3);
  await note('mug', 1, 'failed');
  await note('tour', 2);
  expect(await taken()).toEqual({ mug: 3, tour: 2 });
  const states: [RedemptionState, number][] = [
    ['cancelling', 3],
    ['cancelled', 2],
    ['cancelled', 2],
    // An order with its code has turned up all the same.
    ['used', 3],
    ['returned', 2],
  ];
  for (const [state, left] of states) {
    await changeRedemption(opened.database.pool, shop.id, first, { state }, NOW);
    expect(await taken()).toEqual({ mug: left, tour: 2 });
  }
  for (const state of ['expired', 'pending', 'doubtful'] as const) {
    await changeRedemption(opened.database.pool, shop.id, second, { state }, NOW);
    expect(await taken()).toEqual({ mug: 2, tour: 2 });
  }
});

test('what a transaction has taken that is undone was not taken', async () => {
  await note('mug', 1);
  await expect(
    inTransaction(opened.database, async (sql) => {
      await sql.query(`UPDATE redemptions SET state = 'failed' WHERE shop_id = $1`, [shop.id]);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await taken()).toEqual({ mug: 1 });
});

test('many rows are folded into one, by who asks under the lock and by the job, and the sum stays', async () => {
  await note('mug', 150);
  await note('tour', 120);
  expect(await countRows()).toBe(270);
  const locked = await inTransaction(opened.database, (sql) => lockTaken(sql, shop.id, ['mug']));
  expect(locked).toEqual(new Map([['mug', 150]]));
  expect(await countRows()).toBe(121);
  await foldLongTakings(opened.database.pool, shop.id);
  expect(await countRows()).toBe(2);
  expect(await taken()).toEqual({ mug: 150, tour: 120 });
});

test('folding at the same moment as others fold, take and read loses nothing, and nobody sees a sum that never was', async () => {
  await note('mug', 400);
  const seen: number[] = [];
  const read = async () => seen.push((await taken()).mug ?? 0);
  const fold = () => foldLongTakings(opened.database.pool, shop.id);
  const take = () => note('mug', 50);
  await Promise.all([
    fold(),
    take(),
    read(),
    fold(),
    take(),
    read(),
    fold(),
    read(),
    take(),
    read(),
  ]);
  expect(await taken()).toEqual({ mug: 550 });
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(400);
  expect(Math.max(...seen)).toBeLessThanOrEqual(550);
});
