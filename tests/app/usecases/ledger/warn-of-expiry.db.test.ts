import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import { listNextExpiries } from '#app/db/ledger/coming-expiries.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { askForDueWarnings, warnOfExpiry } from '#app/usecases/ledger/warn-of-expiry.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop, spend } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

const program = programOf({
  earning: { expiry: { kind: 'after_days', days: 365 }, expiryWarnings: [30, 7] },
});

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = testDatabase.database;
});

afterAll(() => testDatabase.close());

const at = (iso: string) => ({ now: () => new Date(iso) });

let awards = 0;
const award = (shop: Shop, memberId: MemberId, points: number, iso: string) =>
  inTransaction(database, (sql) => {
    awards += 1;
    const given = { id: `a-${awards}`, memberId, points, reason: '' };
    return awardPoints(sql, shop.id, [given], new Date(iso));
  });

const warn = (shop: Shop, iso: string) => warnOfExpiry({ database, clock: at(iso) }, shop.id);

async function noticesOf(shop: Shop) {
  const { rows } = await database.pool.query<{ member_id: string; key: string; detail: object }>(
    `SELECT member_id, key, detail FROM notices WHERE shop_id = $1 ORDER BY id`,
    [shop.id],
  );
  return rows.map(({ member_id: memberId, key, detail }) => ({ memberId, key, detail }));
}

describe('a member whose points expire', () => {
  test('is told once each warning, of all that expires on one day', async () => {
    const shop = await openShop(database, program);
    const memberId = await join(database, shop, '7');
    // Two gifts on one day of Berlin, of which the first is on another day of UTC.
    await award(shop, memberId, 20, '2026-03-01T23:30:00Z');
    await award(shop, memberId, 5, '2026-03-02T08:00:00Z');
    await award(shop, memberId, 7, '2026-04-20T08:00:00Z');
    expect(await warn(shop, '2027-01-15T03:00:00Z')).toBe(0);
    expect(await warn(shop, '2027-02-05T03:00:00Z')).toBe(1);
    expect(await warn(shop, '2027-02-06T03:00:00Z')).toBe(0);
    expect(await warn(shop, '2027-02-28T03:00:00Z')).toBe(1);
    expect(await warn(shop, '2027-03-01T03:00:00Z')).toBe(0);
    const detail = { points: 25, on: '2027-03-02' };
    expect(await noticesOf(shop)).toEqual([
      { memberId, key: '2027-03-02:30', detail: { ...detail, days: 30 } },
      { memberId, key: '2027-03-02:7', detail: { ...detail, days: 7 } },
    ]);
  });

  test('is told of all that a day takes, also where a part of it goes later on that day', async () => {
    const shop = await openShop(database, program);
    const memberId = await join(database, shop, '7');
    await award(shop, memberId, 20, '2026-03-02T08:00:00Z');
    await award(shop, memberId, 5, '2026-03-02T20:00:00Z');
    await award(shop, memberId, 7, '2026-03-03T08:00:00Z');
    expect(await warn(shop, '2027-01-31T12:00:00Z')).toBe(1);
    const detail = { points: 25, on: '2027-03-02', days: 30 };
    expect(await noticesOf(shop)).toEqual([{ memberId, key: '2027-03-02:30', detail }]);
  });

  test('is not told of what she has spent, nor after she was redacted', async () => {
    const shop = await openShop(database, program);
    const spender = await join(database, shop, '7');
    const nameless = await join(database, shop, '8');
    await award(shop, spender, 20, '2026-03-01T12:00:00Z');
    await award(shop, nameless, 20, '2026-03-01T12:00:00Z');
    await spend(database, shop, '7', 20);
    await database.pool.query(
      'UPDATE members SET redacted_at = now() WHERE shop_id = $1 AND id = $2',
      [shop.id, nameless],
    );
    expect(await warn(shop, '2027-02-20T03:00:00Z')).toBe(0);
  });

  test('reads in her summary what is lost next', async () => {
    const shop = await openShop(database, program);
    const memberId = await join(database, shop, '7');
    await award(shop, memberId, 20, '2026-03-01T12:00:00Z');
    await award(shop, memberId, 9, '2026-05-01T12:00:00Z');
    const next = async (iso: string) =>
      (await listNextExpiries(database.pool, shop.id, [memberId], new Date(iso))).get(memberId);
    expect(await next('2026-06-01T00:00:00Z')).toMatchObject({ points: 20, on: '2027-03-01' });
    expect(await next('2027-03-01T12:00:00Z')).toMatchObject({ points: 9, on: '2027-05-01' });
    expect(await next('2027-06-01T00:00:00Z')).toBeUndefined();
  });
});

test('members are looked through in batches, and a job that was ended goes on', async () => {
  const shop = await openShop(database, program);
  for (const customerId of ['7', '8']) {
    await award(shop, await join(database, shop, customerId), 3, '2026-03-01T12:00:00Z');
  }
  const clock = at('2027-02-20T03:00:00Z');
  const ended = AbortSignal.abort();
  expect(await warnOfExpiry({ database, clock }, shop.id, ended)).toBe(2);
  const waiting = () =>
    database.pool.query(
      `SELECT FROM graphile_worker.jobs WHERE task_identifier = 'warn-of-expiry' AND queue_name = $1`,
      [`warnings:${shop.id}`],
    );
  expect((await waiting()).rowCount).toBe(1);
  expect(await warnOfExpiry({ database, clock }, shop.id)).toBe(0);
  await database.pool.query(`SELECT graphile_worker.remove_job($1)`, [`warn-of-expiry:${shop.id}`]);
  await askForDueWarnings({ database, clock: at('2027-02-20T22:00:00Z') });
  expect((await waiting()).rowCount).toBe(0);
  await askForDueWarnings({ database, clock: at('2027-02-21T03:00:00Z') });
  expect((await waiting()).rowCount).toBe(1);
});
