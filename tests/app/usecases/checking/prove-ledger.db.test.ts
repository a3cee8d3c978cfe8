import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { continueProof, proveLedger } from '#app/usecases/checking/prove-ledger.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import { testServices } from '#tests/support/services.ts';

let now = new Date('2026-04-01T00:00:00Z');
let opened: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  shop = await openShop(opened.database);
  await settle(
    opened.database,
    shop,
    readOrder(orderFact({ orderId: '1001', customerId: '7' })),
    readOrder(orderFact({ orderId: '1002', customerId: '8', lines: [{ gross: 1500 }] })),
  );
});

const services = () => testServices(opened.database, { clock: { now: () => now } });
const prove = () => proveLedger(services(), shop.id);
const sql = (statement: string) => opened.database.pool.query(statement, [shop.id]);

/** Changes transfers behind the back of the trigger that lets nobody. */
async function tamper(statement: string): Promise<void> {
  await inTransaction(opened.database, async (open) => {
    await open.query(`SET LOCAL session_replication_role = 'replica'`);
    await open.query(statement, [shop.id]);
  });
}

const kinds = async () => {
  const proof = await prove();
  return [...new Set(proof?.found.map(({ kind }) => kind))].sort();
};

async function memberOf(customerId: string): Promise<string> {
  const { rows } = await opened.database.pool.query<{ id: string }>(
    'SELECT id FROM members WHERE shop_id = $1 AND customer_id = $2',
    [shop.id, customerId],
  );
  return rows[0]?.id ?? '';
}

test('a ledger that nobody has touched adds up', async () => {
  expect(await prove()).toMatchObject({
    state: 'done',
    members: 2,
    orders: 2,
    drifts: 0,
    found: [],
    driftingSince: null,
  });
});

test('a changed balance is found, with its member, what it should be and what it is', async () => {
  await sql(`UPDATE accounts SET available = available + 1 WHERE shop_id = $1 AND available = 40`);
  const memberId = await memberOf('7');
  const subject = `member:${memberId}:available`;
  expect((await prove())?.found).toEqual([
    { kind: 'balance', subject, memberId, expected: 40, found: 41 },
    { kind: 'lots_of_member', subject, memberId, expected: 40, found: 41 },
  ]);
});

test('changed earnings are found', async () => {
  await sql('UPDATE accounts SET earned = 39 WHERE shop_id = $1 AND earned = 40');
  expect(await kinds()).toEqual(['earned']);
});

test('a changed lot is found', async () => {
  await sql(`UPDATE lots SET remaining = remaining - 1 WHERE shop_id = $1 AND cause_id = '1001'`);
  expect(await kinds()).toEqual(['lot', 'lots_of_member']);
});

test('a lot that no transfer has opened is found', async () => {
  await sql(
    `INSERT INTO lots (shop_id, member_id, owner_id, cause_kind, cause_id, amount, remaining, opened_at)
     SELECT $1, member_id, member_id, 'order', '5', 3, 3, now() FROM accounts WHERE shop_id = $1 LIMIT 1`,
  );
  expect(await kinds()).toEqual(['orphan']);
});

const DUPLICATE = `INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id,
    ordinal, leg, receipt, occurred_at, posted_at)
  SELECT shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id, 9, 0, receipt, occurred_at, posted_at
  FROM transfers WHERE shop_id = $1 AND cause_id = '1001'`;

test('a transfer that was posted twice is found by what did not follow from it', async () => {
  await tamper(DUPLICATE);
  expect(await kinds()).toEqual(['balance', 'earned', 'lot', 'order']);
});

test('and by its order, where everything followed', async () => {
  await tamper(DUPLICATE);
  await sql('UPDATE accounts SET available = 80, earned = 80 WHERE shop_id = $1 AND earned = 40');
  await sql(`UPDATE lots SET amount = 80, remaining = 80 WHERE shop_id = $1 AND cause_id = '1001'`);
  expect((await prove())?.found).toEqual([
    {
      kind: 'order',
      subject: 'order:1001',
      memberId: await memberOf('7'),
      expected: 80,
      found: 40,
    },
  ]);
});

test('an order that was settled at something else is found', async () => {
  await sql('UPDATE orders SET settled_points = 41 WHERE shop_id = $1 AND order_id = 1001');
  expect(await kinds()).toEqual(['order']);
});

test('a transfer whose order is gone is found, and one whose member is gone', async () => {
  await sql('DELETE FROM orders WHERE shop_id = $1 AND order_id = 1001');
  await sql('DELETE FROM accounts WHERE shop_id = $1 AND earned = 15');
  await tamper('DELETE FROM members WHERE shop_id = $1 AND customer_id = 8');
  const proof = await prove();
  expect(proof?.found.map(({ kind, subject }) => [kind, subject.split(':')[0]])).toEqual([
    ['orphan', 'order'],
    ['orphan', 'member'],
  ]);
});

test('a leg that is missing of a merge is found', async () => {
  const [absorbed, kept] = [CustomerId.parse('7'), CustomerId.parse('8')];
  const merge = { absorbed, kept, mergedAt: now, isInferred: false };
  await inTransaction(opened.database, (open) => mergeCustomers(open, shop, merge, now));
  expect(await prove()).toMatchObject({ drifts: 0 });
  await tamper(
    `DELETE FROM transfers WHERE shop_id = $1 AND cause_kind = 'merge' AND source = 'moved'`,
  );
  expect(await kinds()).toEqual(['balance', 'moved']);
});

test('an alarm stands since the first proof that found it, and ends with one that finds nothing', async () => {
  await sql('UPDATE accounts SET earned = 39 WHERE shop_id = $1 AND earned = 40');
  const first = now;
  expect(await prove()).toMatchObject({ drifts: 1, driftingSince: first });
  now = new Date(first.getTime() + 86_400_000);
  expect(await prove()).toMatchObject({ drifts: 1, driftingSince: first });
  await sql('UPDATE accounts SET earned = 40 WHERE shop_id = $1 AND earned = 39');
  expect(await prove()).toMatchObject({ drifts: 0, driftingSince: null });
});

test('a proof that was interrupted goes on where it was', async () => {
  const ending = new AbortController();
  ending.abort();
  expect(await proveLedger(services(), shop.id, ending.signal)).toBeUndefined();
  await continueProof(services(), shop.id);
  expect(await prove()).toMatchObject({ state: 'done', members: 2 });
});

test('nobody who posts meanwhile raises an alarm', async () => {
  const proved = new AbortController();
  const posting = (async () => {
    for (let second = 1; !proved.signal.aborted; second += 1) {
      const updatedAt = new Date(Date.UTC(2026, 2, 2) + second * 1000).toISOString();
      const lines = [{ gross: 4000, refunded: (second % 40) * 100 }];
      const order = orderFact({ orderId: '1001', customerId: '7', updatedAt, lines });
      await settle(opened.database, shop, readOrder(order));
    }
  })();
  for (let proof = 0; proof < 25; proof += 1) expect(await prove()).toMatchObject({ drifts: 0 });
  proved.abort();
  await posting;
});
