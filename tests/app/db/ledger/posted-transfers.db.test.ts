import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { countMembers, listRecentPostings } from '#app/db/shops/home-figures.server.ts';
import { listHistory } from '#app/db/members/member-history.server.ts';
import { countFoundMembers, listMembers } from '#app/db/members/member-list.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, LotId, MemberId } from '#app/loyalty/ids.ts';
import type { LotReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const MATURES = new Date('2026-12-01T10:00:00Z');

let opened: TestDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
});

afterAll(() => opened.close());

/** A shop with one order of 40 points by customer 7. */
async function shopWithAnOrder() {
  const shop = await openShop(opened.database);
  await settle(opened.database, shop, readOrder(orderFact()));
  return { shop, ...(await memberAndLot(shop, '7')) };
}

async function memberAndLot(shop: Shop, customerId: string) {
  const { rows } = await opened.database.pool.query<{ member: string; lot: string }>(
    `SELECT m.id AS member, l.id AS lot FROM members m JOIN lots l ON l.shop_id = m.shop_id AND l.member_id = m.id
     WHERE m.shop_id = $1 AND m.customer_id = $2`,
    [shop.id, customerId],
  );
  return { memberId: MemberId.parse(rows[0]?.member), lotId: LotId.parse(rows[0]?.lot) };
}

type Shape = Pick<NewTransfer, 'memberId' | 'source' | 'destination' | 'receipt'> &
  Partial<NewTransfer>;

async function post(shop: Shop, ...shapes: Shape[]) {
  const transfers = shapes.map((shape, leg): NewTransfer => ({
    amount: 40,
    lotId: null,
    causeKind: 'lot',
    causeId: '1',
    ordinal: 0,
    leg,
    corrects: null,
    occurredAt: AT,
    ...shape,
  }));
  await inTransaction(opened.database, (sql) =>
    postTransfers(sql, shop.id, { transfers, newLots: [] }, AT),
  );
}

const maturity: LotReceipt = {
  kind: 'maturity',
  openedBy: { kind: 'order', id: '1001' },
  due: MATURES.toISOString(),
};

const historyOf = async (shop: Shop, memberId: MemberId, customerId = '7') =>
  listHistory(
    opened.database.pool,
    shop.id,
    { memberId, customerId: CustomerId.parse(customerId) },
    null,
    10,
  );

test('pending points say when they can be spent, or that nobody knows', async () => {
  const { shop, memberId, lotId } = await shopWithAnOrder();
  const back = { memberId, lotId, source: 'available', destination: 'pending' } as const;
  await post(shop, { ...back, receipt: { movement: 'earned', because: maturity } });
  const spendableFrom = async (maturesAt: Date | 'infinity') => {
    await opened.database.pool.query(`UPDATE lots SET matures_at = $2 WHERE shop_id = $1`, [
      shop.id,
      maturesAt,
    ]);
    const entries = await historyOf(shop, memberId);
    return entries.map((entry) => entry.kind === 'posting' && entry.transfers[0].spendableFrom);
  };
  const [date, ofAvailable] = await spendableFrom(MATURES);
  expect([new Date(String(date)), ofAvailable]).toEqual([MATURES, null]);
  expect(await spendableFrom('infinity')).toEqual([null, null]);
});

test('points that mature change nothing in total, and name the order that they are from', async () => {
  const { shop, memberId, lotId } = await shopWithAnOrder();
  const receipt = { movement: 'matured', because: maturity } as const;
  await post(
    shop,
    { memberId, lotId, source: 'available', destination: 'pending', receipt },
    { memberId, lotId, source: 'pending', destination: 'available', receipt },
  );
  const [matured, earned] = await historyOf(shop, memberId);
  expect(matured).toMatchObject({ change: 0, transfers: [{ orderName: '#1001' }, {}] });
  expect(earned).toMatchObject({ change: 40, transfers: [{ orderName: null }] });
  const recent = await listRecentPostings(opened.database.pool, shop.id, 5);
  expect(recent.map(({ change, transfers }) => [change, transfers[0].orderName])).toEqual([
    [0, '#1001'],
    [40, null],
  ]);
});

test('what was forgiven, or had expired before, changes nothing that a member has', async () => {
  const { shop, memberId, lotId } = await shopWithAnOrder();
  const receipt = { movement: 'expired', because: { ...maturity, kind: 'expiry' } } as const;
  const transfer = { memberId, lotId, receipt };
  await post(shop, { ...transfer, source: 'available', destination: 'expired' });
  await post(
    shop,
    { ...transfer, causeId: '2', source: 'expired', destination: 'revoked', amount: 30 },
    { ...transfer, causeId: '2', source: 'adjusted', destination: 'revoked', amount: 10 },
  );
  const entries = await historyOf(shop, memberId);
  expect(entries.map((entry) => entry.kind === 'posting' && entry.change)).toEqual([0, -40, 40]);
});

test('a merge shows as points that came over, and the alias is no member any more', async () => {
  const { shop, memberId } = await shopWithAnOrder();
  await settle(opened.database, shop, readOrder(orderFact({ orderId: '1002', customerId: '8' })));
  const kept = await memberAndLot(shop, '8');
  const because = {
    kind: 'merge',
    absorbedCustomerId: '7',
    keptCustomerId: '8',
    mergedAt: AT.toISOString(),
  } as const;
  await post(
    shop,
    {
      memberId,
      source: 'available',
      destination: 'moved',
      causeKind: 'merge',
      receipt: { movement: 'merged_out', because },
    },
    {
      memberId: kept.memberId,
      source: 'moved',
      destination: 'available',
      causeKind: 'merge',
      receipt: { movement: 'merged_in', because },
    },
  );
  await opened.database.pool.query(
    `UPDATE members SET merged_into = $3 WHERE shop_id = $1 AND id = $2`,
    [shop.id, memberId, kept.memberId],
  );
  const [came] = await historyOf(shop, kept.memberId, '8');
  expect(came).toMatchObject({ change: 40, transfers: [{ receipt: { movement: 'merged_in' } }] });
  const { pool } = opened.database;
  expect(await countFoundMembers(pool, shop.id, '')).toBe(1);
  const page = { search: '', sort: 'name', direction: 'ascending', offset: 0, limit: 5 } as const;
  expect(await listMembers(pool, shop.id, page)).toMatchObject([
    { customerId: '8', available: 80, pending: 0, held: 0, owed: 0 },
  ]);
  const periods = { before: new Date(0), since: new Date(0) };
  expect(await countMembers(pool, shop.id, periods)).toMatchObject({ total: 1 });
});

test('receipts of the first format are read as they were meant', async () => {
  const { shop, memberId } = await shopWithAnOrder();
  const { pool } = opened.database;
  const former = (
    receipt: string,
  ) => `(${receipt}) - array['extras', 'paidByGiftCard', 'shareOfGiftCard', 'minimum',
    'earns', 'rounding', 'tier', 'claimedAt', 'base', 'bonuses', 'noBonuses', 'challenges'] || '{"pointsPerUnit": 2}'::jsonb`;
  await pool.query(
    `INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id, ordinal, leg,
       receipt, occurred_at, posted_at)
     SELECT shop_id, member_id, source, destination, amount, lot_id, 'order', '999', 0, 0,
       jsonb_set(receipt, '{because}', ${former("receipt -> 'because'")}), occurred_at, posted_at
     FROM transfers WHERE shop_id = $1`,
    [shop.id],
  );
  await settle(opened.database, shop, readOrder(orderFact({ orderId: '1002', paid: false })));
  await pool.query(`UPDATE orders SET receipt = ${former('receipt')} WHERE shop_id = $1`, [
    shop.id,
  ]);
  const entries = await historyOf(shop, memberId);
  const receipts = entries.map((entry) => {
    if (entry.kind === 'order') return entry.receipt;
    return entry.kind === 'posting' && entry.transfers[0].receipt.because;
  });
  const formerly = { earns: { kind: 'per_amount', points: 2, amount: 1 }, extras: [], tier: null };
  const today = { earns: { kind: 'per_amount', points: 1, amount: 1 } };
  expect(receipts).toMatchObject([formerly, today, formerly]);
});
