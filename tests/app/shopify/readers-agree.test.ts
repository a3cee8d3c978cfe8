import { describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import { readDelivery } from '#app/shopify/read-delivery.server.ts';
import { readOrdersFromApi } from '#app/shopify/read-orders-api.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { apiOrder, orderBody, type OrderShape } from '#tests/support/order-bodies.ts';

async function factFromApi(shape: OrderShape) {
  const adminApi = answeringAdminApi({
    OrdersByIds: () => ({ ok: true, data: { nodes: [apiOrder(shape)] } }),
  });
  const answer = await readOrdersFromApi(adminApi, 'shop.myshopify.com', [OrderId.parse('1001')]);
  if (!answer.ok) throw new Error('the API did not answer');
  return answer.data[0]?.fact;
}

function factFromWebhook(shape: OrderShape) {
  const body = Buffer.from(JSON.stringify(orderBody(shape)));
  const delivery = readDelivery('orders/updated', body);
  if (delivery.kind !== 'order') throw new Error(`read as ${delivery.kind}`);
  return delivery.order.fact;
}

describe('the reader of webhooks and the reader of the Admin API give one fact', () => {
  test.each([{}, { refundedCents: 1500 }, { refundedCents: 4000 }])('%j', async (shape) => {
    const fact = await factFromApi(shape);
    expect(fact).toEqual(factFromWebhook(shape));
    // The same to the letter: the content's hash must not depend on the way it came.
    expect(JSON.stringify(fact)).toBe(JSON.stringify(factFromWebhook(shape)));
  });
});

test('an order with more lines and refunds than one query brings is read to its end', async () => {
  const head = apiOrder();
  const [line] = head.lineItems.nodes;
  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...line,
      id: `gid://shopify/LineItem/${from + index}`,
    }));
  const refund = apiOrder({ refundedCents: 100 }).refunds[0];
  const more = { hasNextPage: true, endCursor: 'next' };
  const end = { hasNextPage: false, endCursor: null };
  const adminApi = answeringAdminApi({
    OrdersByIds: () => ({
      ok: true,
      data: {
        nodes: [
          {
            ...head,
            lineItems: { nodes: lines(1, 10), pageInfo: more },
            refunds: [
              { ...refund, id: 'gid://shopify/Refund/1' },
              { ...refund, id: 'gid://shopify/Refund/2' },
            ],
          },
        ],
      },
    }),
    OrderLines: ({ after }: { after: string }) => ({
      ok: true,
      data: {
        order: {
          updatedAt: head.updatedAt,
          lineItems:
            after === 'next'
              ? { nodes: lines(11, 100), pageInfo: { hasNextPage: true, endCursor: 'last' } }
              : { nodes: lines(111, 5), pageInfo: end },
        },
      },
    }),
    OrderRefundIds: () => ({
      ok: true,
      data: {
        order: {
          updatedAt: head.updatedAt,
          refunds: [1, 2, 3].map((id) => ({ id: `gid://shopify/Refund/${id}` })),
        },
      },
    }),
    RefundById: () => ({
      ok: true,
      data: { node: { ...refund, __typename: 'Refund', id: 'gid://shopify/Refund/3' } },
    }),
  });
  const answer = await readOrdersFromApi(adminApi, 'shop.myshopify.com', [OrderId.parse('1001')]);
  expect(answer.ok && answer.data[0]?.fact.lines).toHaveLength(115);
  expect(answer.ok && answer.data[0]?.fact.refundIds).toEqual(['1', '2', '3']);
});

test('an order that changes while its pages are read is read again later', async () => {
  const head = apiOrder();
  const adminApi = answeringAdminApi({
    OrdersByIds: () => ({
      ok: true,
      data: {
        nodes: [
          {
            ...head,
            lineItems: { ...head.lineItems, pageInfo: { hasNextPage: true, endCursor: 'next' } },
          },
        ],
      },
    }),
    OrderLines: () => ({
      ok: true,
      data: { order: { updatedAt: '2026-03-02T10:00:00Z', lineItems: head.lineItems } },
    }),
  });
  const answer = await readOrdersFromApi(adminApi, 'shop.myshopify.com', [OrderId.parse('1001')]);
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
});
