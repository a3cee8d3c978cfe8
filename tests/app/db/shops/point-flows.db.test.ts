import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { keepPointFlows, sumPointFlows } from '#app/db/shops/point-flows.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

const SINCE = new Date('2026-05-20T12:00:00Z');
const BEFORE = new Date('2026-04-20T12:00:00Z');

let opened: TestDatabase;
let shop: Shop;
let member: MemberId;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  shop = await openShop(opened.database);
  member = await join(opened.database, shop, '7');
});

let awards = 0;
const award = (points: number, at: string) =>
  inTransaction(opened.database, (sql) => {
    awards += 1;
    const given = { id: `award-${awards}`, memberId: member, points, reason: 'A gift' };
    return awardPoints(sql, shop.id, [given], new Date(at));
  });
const sum = () => sumPointFlows(opened.database.pool, shop.id, { before: BEFORE, since: SINCE });
const keep = () => keepPointFlows(opened.database, shop.id);

test('sums that are kept say the same as the transfers, in whichever hour these lie', async () => {
  const times = ['2026-01-01T00:00:00Z', '2026-04-20T11:59:59Z', '2026-04-20T12:00:00Z'];
  for (const at of [...times, '2026-05-20T11:59:59.999Z', '2026-05-20T12:00:00Z'])
    await award(10, at);
  await award(10, '2026-05-20T12:59:59Z');
  const redemption = { id: 'r-1', memberId: member, points: 15, reason: 'A mug' };
  await inTransaction(opened.database, (sql) =>
    spendPoints(sql, shop.id, redemption, new Date('2026-05-21T00:00:00Z')),
  );
  const { unsummed, ...figures } = await sum();
  expect(figures).toMatchObject({ issued: 20, issuedBefore: 20, issuedTotal: 60 });
  expect(unsummed).toBeGreaterThan(5);
  for (const left of [unsummed, 0, 0]) {
    await keep();
    expect(await sum()).toEqual({ ...figures, unsummed: left });
  }
  // A fact that was long ago joins the sums of its hour.
  await award(5, '2026-01-01T00:30:00Z');
  await keep();
  await keep();
  expect(await sum()).toEqual({ ...figures, issuedTotal: 65, unsummed: 0 });
});

test('a transfer that is committed after others with larger ids is not left out', async () => {
  await award(1, '2026-05-21T00:00:00Z');
  const late = await opened.database.pool.connect();
  await late.query('BEGIN');
  await late.query(
    `INSERT INTO transfers (shop_id, member_id, source, destination, amount, cause_kind, cause_id, ordinal, leg, receipt,
       occurred_at, posted_at)
     VALUES ($1, $2, 'issued', 'available', 100, 'award', 'late', 0, 0, '{}', $3, $3)`,
    [shop.id, member, SINCE],
  );
  await award(1, '2026-05-21T00:00:00Z');
  for (const turn of [1, 2, 3]) {
    await keep();
    expect([turn, await sum()]).toMatchObject([turn, { issuedTotal: 2, unsummed: 2 }]);
  }
  await late.query('COMMIT');
  late.release();
  await keep();
  expect(await sum()).toMatchObject({ issuedTotal: 102, unsummed: 0 });
});

test('many at once keep each sum once, and whoever reads meanwhile reads what is true', async () => {
  for (let turn = 0; turn < 20; turn += 1) await award(1, '2026-05-21T00:00:00Z');
  const seen: number[] = [];
  const read = async () => seen.push((await sum()).issuedTotal);
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.all([
      keep(),
      read(),
      keep(),
      read(),
      award(1, '2026-05-21T00:00:00Z'),
      keep(),
      read(),
    ]);
  }
  expect(await sum()).toMatchObject({ issued: 25, issuedTotal: 25 });
  for (const total of seen) expect([20, 21, 22, 23, 24, 25]).toContain(total);
});
