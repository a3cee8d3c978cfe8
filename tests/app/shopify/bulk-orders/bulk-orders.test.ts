import { describe, expect, test } from 'vitest';

import { readBulkProgress, startBulkOrders } from '#app/shopify/bulk-orders/bulk-orders.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';

const SHOP = 'beans.myshopify.com';
const ID = 'gid://shopify/BulkOperation/1';

describe('a bulk query', () => {
  const start = (bulkOperationRunQuery: object) =>
    startBulkOrders(
      answeringAdminApi({ StartBulkQuery: () => ({ ok: true, data: { bulkOperationRunQuery } }) }),
      SHOP,
    );

  test('that was started is known by its id', async () => {
    expect(await start({ bulkOperation: { id: ID }, userErrors: [] })).toEqual({
      ok: true,
      data: ID,
    });
  });

  test.each(['LIMIT_REACHED', 'OPERATION_IN_PROGRESS'])('that has to wait: %s', async (code) => {
    const userErrors = [{ code, message: 'Please wait' }];
    expect(await start({ bulkOperation: null, userErrors })).toMatchObject({
      failure: { kind: 'throttled' },
    });
  });

  test('that is refused says why', async () => {
    const userErrors = [{ code: 'INVALID', message: 'Too many connections' }];
    expect(await start({ bulkOperation: null, userErrors })).toEqual({
      ok: false,
      failure: { kind: 'refused', reason: 'Too many connections' },
    });
  });
});

describe('how far it has come', () => {
  test.each([
    [
      { status: 'RUNNING', rootObjectCount: '250' },
      { kind: 'running', ordersFound: 250 },
    ],
    [
      { status: 'COMPLETED', url: null },
      { kind: 'finished', url: null },
    ],
    [
      { status: 'COMPLETED', url: 'https://files.example/1' },
      { kind: 'finished', url: 'https://files.example/1' },
    ],
    [
      { status: 'FAILED', errorCode: 'ACCESS_DENIED' },
      { kind: 'failed', reason: 'ACCESS_DENIED' },
    ],
    [
      { status: 'EXPIRED', errorCode: null },
      { kind: 'failed', reason: 'EXPIRED' },
    ],
    [null, { kind: 'failed', reason: 'NOT_FOUND' }],
  ])('%j', async (bulkOperation, progress) => {
    const adminApi = answeringAdminApi({
      BulkQueryState: () => ({ ok: true, data: { bulkOperation } }),
    });
    expect(await readBulkProgress(adminApi, SHOP, ID)).toEqual({ ok: true, data: progress });
  });
});
