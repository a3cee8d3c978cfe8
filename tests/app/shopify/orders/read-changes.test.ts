import { describe, expect, test } from 'vitest';

import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import { readChangedCustomers } from '#app/shopify/customers/read-changed-customers.server.ts';
import { readChangedOrders } from '#app/shopify/orders/read-changed-orders.server.ts';
import { findMissing } from '#app/shopify/admin-api/read-existing.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { apiOrder } from '#tests/support/order-bodies.ts';

const SHOP = 'beans.myshopify.com';
const since = new Date('2026-03-01T10:00:00Z');
const more = { hasNextPage: true, endCursor: 'next' };
const end = { hasNextPage: false, endCursor: 'last' };

describe('orders that changed', () => {
  const page = (nodes: object[], pageInfo: object) => {
    const asked: unknown[] = [];
    const adminApi = answeringAdminApi({
      ChangedOrders: (variables: unknown) => {
        asked.push(variables);
        return { ok: true, data: { orders: { nodes, pageInfo } } };
      },
    });
    return { adminApi, asked };
  };

  test('are asked for from a moment on, no more at once than a query may cost', async () => {
    const { adminApi, asked } = page([apiOrder()], more);
    const answer = await readChangedOrders(adminApi, SHOP, { since, after: 'here', limit: 100 });
    expect(asked).toEqual([
      { query: "updated_at:>='2026-03-01T10:00:00.000Z'", after: 'here', first: 5 },
    ]);
    expect(answer).toMatchObject({
      data: { orders: [{ fact: { orderId: '1001' } }], unreadable: [], next: 'next' },
    });
  });

  test('end with the last page', async () => {
    const { adminApi } = page([], end);
    const answer = await readChangedOrders(adminApi, SHOP, { since, after: null, limit: 5 });
    expect(answer).toEqual({ ok: true, data: { orders: [], unreadable: [], next: null } });
  });

  test('one that no fact can be made of stops nobody behind it', async () => {
    const impossible = { ...apiOrder(), updatedAt: 'tomorrow' };
    const { adminApi } = page([impossible, apiOrder({ orderId: 1002 })], end);
    const answer = await readChangedOrders(adminApi, SHOP, { since, after: null, limit: 5 });
    expect(answer).toMatchObject({
      data: { orders: [{ fact: { orderId: '1002' } }], unreadable: ['1001'] },
    });
  });
});

test('customers who changed come with the time when they did, and what they said of the newsletter', async () => {
  const { customer } = apiOrder();
  const updatedAt = '2026-03-02T10:00:00Z';
  const defaultEmailAddress = {
    emailAddress: 'ada@example.com',
    marketingState: 'SUBSCRIBED',
    marketingUpdatedAt: '2026-03-01T12:00:00Z',
  };
  const adminApi = answeringAdminApi({
    ChangedCustomers: () => ({
      ok: true,
      data: {
        customers: { nodes: [{ ...customer, updatedAt, defaultEmailAddress }], pageInfo: more },
      },
    }),
  });
  const answer = await readChangedCustomers(adminApi, SHOP, { since, after: null, limit: 50 });
  expect(answer).toEqual({
    ok: true,
    data: {
      customers: [
        {
          customer: {
            customerId: '7',
            firstName: 'Ada',
            lastName: 'King',
            email: 'ada@example.com',
            phone: null,
            locale: 'en',
            verifiedEmail: true,
          },
          updatedAt,
          consent: {
            customerId: '7',
            isSubscribed: true,
            at: new Date('2026-03-01T12:00:00Z'),
          },
        },
      ],
      next: 'next',
    },
  });
});

describe('what Shopify no longer knows', () => {
  const ids = ['1', '2', '3'].map((id) => CustomerId.parse(id));

  test('is what it answers nothing for', async () => {
    const adminApi = answeringAdminApi({
      Existing: ({ ids: gids }: { ids: string[] }) => ({
        ok: true,
        data: { nodes: gids.map((id) => (id.endsWith('/2') ? null : { id })) },
      }),
    });
    expect(await findMissing(adminApi, SHOP, 'Customer', ids)).toEqual({ ok: true, data: ['2'] });
  });

  test('is not asked about nothing', async () => {
    expect(await findMissing(answeringAdminApi({}), SHOP, 'Order', [])).toEqual({
      ok: true,
      data: [],
    });
  });

  test('is not asked about more than Shopify takes at once', async () => {
    const many = Array.from({ length: 251 }, (_, index) => OrderId.parse(String(index + 1)));
    await expect(findMissing(answeringAdminApi({}), SHOP, 'Order', many)).rejects.toThrow(
      RangeError,
    );
  });
});
