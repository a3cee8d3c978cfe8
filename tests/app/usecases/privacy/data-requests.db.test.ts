import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { exportRequestedData } from '#app/usecases/privacy/export-requested-data.server.ts';
import { handOverDataRequest } from '#app/usecases/privacy/hand-over-data-request.server.ts';
import { readAuditLog } from '#app/usecases/shops/read-audit-log.server.ts';
import { readDataRequests } from '#app/usecases/privacy/read-data-requests.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditLogOf } from '#tests/support/deliveries.ts';
import { openShop } from '#tests/support/ledger.ts';

import { customer, order, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-11-20T10:00:00Z');
const services = () => ({ database: opened.database, clock: { now: () => NOW } });
const staffUserId = '42';
const ada = customer('7001', 'Ada', 'Lovelace', { email: 'ada@example.com' });

async function request(shop: Shop, customerId: string): Promise<string> {
  const { rows } = await opened.database.pool.query<{ id: string }>(
    `INSERT INTO data_requests (shop_id, request_id, customer_id, order_ids, requested_at, due_at)
     VALUES ($1, gen_random_uuid()::text, $2, '{}', '2026-11-01', '2026-12-01') RETURNING id`,
    [shop.id, customerId],
  );
  return rows[0]?.id ?? '';
}

describe('requests of customers for their data', () => {
  test('are listed with who asked, until when, and what became of it', async () => {
    const shop = await openShop(opened.database);
    await settleEach(opened.database, shop, [order('1', ada, 30, '2026-06-01T10:00:00Z')]);
    const stranger = await request(shop, '9999');
    const hers = await request(shop, '7001');
    const { requests } = await readDataRequests(services(), shop.id, null);
    expect(requests).toMatchObject([
      { id: hers, firstName: 'Ada', email: 'ada@example.com', handedOverAt: null },
      { id: stranger, customerId: '9999', memberId: null, dueAt: '2026-12-01T00:00:00.000Z' },
    ]);
  });

  test('bring her data, and it is noted who took it', async () => {
    const shop = await openShop(opened.database);
    await settleEach(opened.database, shop, [order('1', ada, 30, '2026-06-01T10:00:00Z')]);
    const id = await request(shop, '7001');
    const exported = await exportRequestedData(services(), shop.id, { staffUserId, id });
    expect(exported).toMatchObject({
      kind: 'found',
      data: { member: { profile: { email: 'ada@example.com' } }, orders: [{ orderId: '1' }] },
    });
    expect(await auditLogOf(opened.database, shop)).toMatchObject([
      { actor: 'staff:42', action: 'data_request.downloaded', subject: 'customer:7001' },
    ]);
  });

  test('are handed over once, and only by their own shop', async () => {
    const shop = await openShop(opened.database);
    const other = await openShop(opened.database);
    const id = await request(shop, '7001');
    const handOver = (of: Shop) => handOverDataRequest(services(), of.id, { staffUserId, id });
    expect(await handOver(other)).toBe('unknown');
    expect(await exportRequestedData(services(), other.id, { staffUserId, id })).toEqual({
      kind: 'unknown',
    });
    expect(await handOver(shop)).toBe('handed_over');
    expect(await handOver(shop)).toBe('not_open');
    const { requests } = await readDataRequests(services(), shop.id, null);
    expect(requests[0]?.handedOverAt).toBe(NOW.toISOString());
    expect(await auditLogOf(opened.database, shop)).toMatchObject([
      { actor: 'staff:42', action: 'data_request.handed_over', subject: 'customer:7001' },
    ]);
  });
});

describe('the activity log', () => {
  test('says who did what, newest first, page by page', async () => {
    const shop = await openShop(opened.database);
    const { pool } = opened.database;
    const note = (actor: 'staff:42' | 'staff:7' | 'shopify', action: string) =>
      writeAuditEntry(pool, shop.id, { actor, action, detail: { topic: 'orders/paid' } }, NOW);
    for (let index = 0; index < 51; index += 1) await note('shopify', 'app.installed');
    await note('staff:7', 'delivery.retried');
    await note('staff:42', 'delivery.dismissed');

    const first = await readAuditLog(services(), shop.id, { staffUserId, before: null });
    expect(first.entries.slice(0, 3)).toMatchObject([
      { actor: { kind: 'staff', id: '42', isReader: true }, action: 'delivery.dismissed' },
      { actor: { kind: 'staff', id: '7', isReader: false }, detail: { topic: 'orders/paid' } },
      { actor: { kind: 'shopify' }, subject: null },
    ]);
    expect(first).toMatchObject({ isNewest: true });
    const rest = await readAuditLog(services(), shop.id, { staffUserId, before: first.older });
    expect(first.entries.length + rest.entries.length).toBe(53);
    expect(rest).toMatchObject({ isNewest: false, older: null });
  });
});
