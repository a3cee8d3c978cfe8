import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Database } from '#app/db/database.server.ts';
import { adjustMember, MemberAdjustment } from '#app/usecases/adjusting/adjust-member.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = testDatabase.database;
});

afterAll(() => testDatabase.close());

const clock = { now: () => new Date('2026-11-01T00:00:00Z') };

test('a form that is sent twice adjusts once, and the log says who did it, but not why', async () => {
  const shop = await openShop(database, programOf());
  const memberId = await join(database, shop, '7');
  const asked = MemberAdjustment.parse({
    key: randomUUID(),
    memberId,
    points: 30,
    reason: ' for Ida ',
    beyond: 'refuse',
  });
  const send = () => adjustMember({ database, clock }, shop.id, '42', asked);
  const outcomes = await Promise.all([send(), send()]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['adjusted', 'repeated']);
  expect(await balancesOf(database, shop, '7')).toMatchObject({ available: 30 });
  const { rows } = await database.pool.query<object>(
    'SELECT actor, action, subject, detail FROM audit_log WHERE shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([
    {
      actor: 'staff:42',
      action: 'points.given',
      subject: 'customer:7',
      detail: { points: 30 },
    },
  ]);
});

test('what was not carried out is not in the log', async () => {
  const shop = await openShop(database, programOf());
  const memberId = await join(database, shop, '7');
  const asked = {
    key: randomUUID(),
    memberId,
    points: -30,
    reason: 'x',
    beyond: 'refuse',
  } as const;
  expect(await adjustMember({ database, clock }, shop.id, '42', asked)).toEqual({
    kind: 'not_enough',
    available: 0,
  });
  const { rowCount } = await database.pool.query('SELECT FROM audit_log WHERE shop_id = $1', [
    shop.id,
  ]);
  expect(rowCount).toBe(0);
});

test.each([
  [{ points: 0 }, 'points'],
  [{ points: 1.5 }, 'points'],
  [{ points: NaN }, 'points'],
  [{ points: 1_000_001 }, 'points'],
  [{ reason: ' ' }, 'reason'],
  [{ reason: 'x'.repeat(201) }, 'reason'],
  [{ beyond: 'leave' }, 'beyond'],
  [{ memberId: 'x' }, 'memberId'],
  [{ key: 'once' }, 'key'],
])('%j is not right: %s', (change, field) => {
  const right = { key: randomUUID(), memberId: '1', points: 5, reason: 'x', beyond: 'owe' };
  expect(MemberAdjustment.safeParse(right).success).toBe(true);
  const wrong = MemberAdjustment.safeParse({ ...right, ...change });
  expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
