import { expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import { readOrderWebhook } from '#app/shopify/orders/read-order-webhook.server.ts';
import { readOrdersFromApi } from '#app/shopify/orders/read-orders-api.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { apiMoney, apiOrder, money, orderBody } from '#tests/support/order-bodies.ts';

/** As many as Shopify puts into one order. */
const LINES = 500;
/** The Admin API gives them in pages: ten with the order, a hundred each then. */
const PAGES = [10, 110, 210, 310, 410, LINES];

const cents = (index: number) => 101 + index;

function body() {
  const whole = orderBody();
  const [line] = whole.line_items;
  const line_items = Array.from({ length: LINES }, (_, index) => ({
    ...line,
    id: 1_000 + index,
    quantity: 1,
    price_set: money(cents(index)),
    discount_allocations: [{ amount_set: money(index % 7) }],
  }));
  return { ...whole, line_items };
}

function pages() {
  const head = apiOrder();
  const [line] = head.lineItems.nodes;
  const lines = Array.from({ length: LINES }, (_, index) => ({
    ...line,
    id: `gid://shopify/LineItem/${1_000 + index}`,
    quantity: 1,
    originalUnitPriceSet: apiMoney(cents(index)),
    discountAllocations: [{ allocatedAmountSet: apiMoney(index % 7) }],
  }));
  const page = (from: number) => {
    const to = PAGES.find((end) => end > from) ?? LINES;
    const pageInfo = { hasNextPage: to < LINES, endCursor: String(to) };
    return { nodes: lines.slice(from, to), pageInfo };
  };
  return answeringAdminApi({
    OrdersByIds: () => ({ ok: true, data: { nodes: [{ ...head, lineItems: page(0) }] } }),
    OrderLines: ({ after }: { after: string }) => ({
      ok: true,
      data: { order: { updatedAt: head.updatedAt, lineItems: page(Number(after)) } },
    }),
  });
}

test('an order of five hundred lines is one fact, whichever way it came', async () => {
  const adminApi = pages();
  const answer = await readOrdersFromApi(adminApi, 'shop.myshopify.com', [OrderId.parse('1001')]);
  const told = readOrderWebhook(body()).order.fact;
  expect(told.lines).toHaveLength(LINES);
  expect(JSON.stringify(answer.ok && answer.data[0]?.fact)).toBe(JSON.stringify(told));
  expect(adminApi.asked).toEqual(['OrdersByIds', ...Array.from({ length: 5 }, () => 'OrderLines')]);
});
