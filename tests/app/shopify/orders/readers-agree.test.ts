import { describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import { readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';
import { readOrderWebhook } from '#app/shopify/orders/read-order-webhook.server.ts';
import { readOrdersFromApi } from '#app/shopify/orders/read-orders-api.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { apiMoney, apiOrder, orderBody, type OrderShape } from '#tests/support/order-bodies.ts';

const SHOP = 'shop.myshopify.com';

async function factFromApi(shape: OrderShape) {
  const adminApi = answeringAdminApi({
    OrdersByIds: () => ({ ok: true, data: { nodes: [apiOrder(shape)] } }),
  });
  const answer = await readOrdersFromApi(adminApi, SHOP, [OrderId.parse('1001')]);
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

describe('a tip that stands among the lines as well', () => {
  const body = orderBody();
  const [coffee] = body.line_items;
  const told = readOrderWebhook({
    ...body,
    total_tip_received: '4.87',
    line_items: [
      coffee,
      { ...coffee, id: 502, title: 'Tip', quantity: 1, tip_payment_gateway: 'shopify_payments' },
    ],
  });

  const asking = (sales: object[]) => {
    const order = apiOrder();
    const [line] = order.lineItems.nodes;
    const tip = {
      ...line,
      id: 'gid://shopify/LineItem/502',
      title: 'Tip',
      quantity: 1,
      requiresShipping: false,
    };
    const lineItems = { ...order.lineItems, nodes: [line, tip] };
    const nodes = [{ ...order, totalTipReceivedSet: apiMoney(487), lineItems }];
    // An agreement of another kind comes without sales, as it was not asked for them.
    const agreements = {
      nodes: [
        { __typename: 'ReturnAgreement' },
        { __typename: 'OrderAgreement', sales: { nodes: sales } },
      ],
    };
    return answeringAdminApi({
      OrdersByIds: () => ({ ok: true, data: { nodes } }),
      OrderTipSales: () => ({
        ok: true,
        data: { order: { updatedAt: order.updatedAt, agreements } },
      }),
    });
  };

  const read = async (sales: object[]) => {
    const answer = await readOrdersFromApi(asking(sales), SHOP, [OrderId.parse('1001')]);
    return answer.ok ? answer.data[0]?.fact : undefined;
  };

  test('counts once, by webhook and by Admin API', async () => {
    const fact = await read([
      { lineType: 'PRODUCT' },
      { lineType: 'TIP', lineItem: { id: 'gid://shopify/LineItem/502' } },
    ]);
    expect(fact).toMatchObject({ tips: 487, lines: [{ lineId: '501' }] });
    expect(fact).toEqual(told.order.fact);
  });

  test('but what is merely not shipped is a line like others', async () => {
    expect((await read([{ lineType: 'PRODUCT' }]))?.lines).toHaveLength(2);
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
  const answer = await readOrdersFromApi(adminApi, SHOP, [OrderId.parse('1001')]);
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
  const answer = await readOrdersFromApi(adminApi, SHOP, [OrderId.parse('1001')]);
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
});
