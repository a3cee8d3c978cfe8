import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import * as operations from '#app/shopify/generated/operations.server.ts';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

/** The scopes that `shopify.app.toml` asks for. */
const APP_SCOPES = [
  'read_customer_merge',
  'read_orders',
  'read_products',
  'write_app_proxy',
  'write_customers',
  'write_discounts',
];

let shop: AdminShop;

beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

function run(operation: { toString(): string }, variables: object = {}) {
  shop.passSeconds(60);
  return shop.ask(operation.toString(), variables, APP_SCOPES);
}

const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });

test('the shop’s details need no scope', async () => {
  const answer = await shop.ask(operations.ShopDetails.toString(), {}, []);
  expect(answer.errors).toEqual([]);
  expect(answer.data).toMatchObject({
    shop: {
      myshopifyDomain: 'fernhill-roastery.myshopify.com',
      currencyCode: 'EUR',
      primaryDomain: { localization: { defaultLocale: 'en' } },
    },
  });
});

test('an order is read with its refunds, in the app’s own scopes', async () => {
  const order = buyCoffee(shop.world, 3);
  const [line] = order.lines;
  if (!line) throw new Error('The order has no line.');
  const refund = shop.world.commands.refundOrder({
    orderId: order.id,
    lines: [{ lineId: line.id, quantity: 1 }],
    amountWithoutLines: 250,
  });
  const { data, errors } = await run(operations.OrdersByIds, {
    ids: [`gid://shopify/Order/${order.id}`, 'gid://shopify/Order/1'],
  });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    nodes: [
      {
        __typename: 'Order',
        name: order.name,
        displayFinancialStatus: 'PARTIALLY_REFUNDED',
        customer: { firstName: 'Mara', locale: 'de' },
        purchasingEntity: { __typename: 'Customer' },
        lineItems: {
          nodes: [{ quantity: 3, isGiftCard: false }],
          pageInfo: { hasNextPage: false },
        },
        refunds: [
          {
            id: `gid://shopify/Refund/${refund.id}`,
            refundLineItems: {
              nodes: [{ lineItem: { id: `gid://shopify/LineItem/${line.id}` } }],
            },
            orderAdjustments: { nodes: [{ amountSet: eur('-2.5') }] },
            transactions: { nodes: [{ status: 'SUCCESS' }] },
          },
        ],
      },
      null,
    ],
  });
});

const gids = (type: string, count: number) =>
  Array.from({ length: count }, (_, index) => `gid://shopify/${type}/${index + 1}`);
const orderId = 'gid://shopify/Order/1';
const everything = { query: "updated_at:>='2026-01-01T00:00:00Z'" };

test.each<[string, { toString(): string }, object]>([
  ['five orders', operations.OrdersByIds, { ids: gids('Order', 5) }],
  ['five changed orders', operations.ChangedOrders, { ...everything, first: 5 }],
  ['a page of lines', operations.OrderLines, { orderId }],
  ['the lists of an order', operations.OrderLists, { orderId }],
  ['all refunds of an order', operations.OrderRefundIds, { orderId }],
  ['a refund', operations.RefundById, { refundId: 'gid://shopify/Refund/1' }],
  ['250 changed customers', operations.ChangedCustomers, { ...everything, first: 250 }],
  ['whether 250 customers exist', operations.Existing, { ids: gids('Customer', 250) }],
])('%s fit one query, whatever is in them', async (_name, operation, variables) => {
  const { cost, errors } = await run(operation, variables);
  expect(errors).toEqual([]);
  expect(cost.requestedQueryCost).toBeLessThanOrEqual(1000);
});

test('all orders are read in bulk, in the app’s own scopes', async () => {
  buyCoffee(shop.world);
  shop.world.bulkOperations.settings.put({ delayMs: 0, failWith: null });
  const started = await run(operations.StartBulkQuery, { query: operations.AllOrders.toString() });
  const { bulkOperationRunQuery } = started.data as unknown as operations.StartBulkQueryMutation;
  expect(bulkOperationRunQuery?.userErrors).toEqual([]);
  await shop.world.bulkOperations.untilIdle();
  const { data } = await run(operations.BulkQueryState, {
    id: bulkOperationRunQuery?.bulkOperation?.id,
  });
  expect(data).toMatchObject({ bulkOperation: { status: 'COMPLETED', errorCode: null } });
});

test('an order of 250 lines is read to its last one', async () => {
  const order = buyCoffee(shop.world);
  const [line] = order.lines;
  if (!line) throw new Error('The order has no line.');
  const lines = Array.from({ length: 250 }, (_, index) => ({ ...line, id: String(index + 1) }));
  shop.world.orders.put({ ...order, lines });

  const read: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await run(operations.OrderLines, {
      orderId: `gid://shopify/Order/${order.id}`,
      after,
    });
    expect(errors).toEqual([]);
    const page = (data as unknown as operations.OrderLinesQuery).order?.lineItems;
    read.push(...(page?.nodes.map(({ id }) => id) ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(read).toEqual(lines.map(({ id }) => `gid://shopify/LineItem/${id}`));
});

describe('many refunds', () => {
  test('all of an order’s refunds are found, and each is read whole', async () => {
    const order = buyCoffee(shop.world, 4);
    const [line] = order.lines;
    if (!line) throw new Error('The order has no line.');
    for (let unit = 0; unit < 4; unit += 1) {
      shop.world.commands.refundOrder({
        orderId: order.id,
        lines: [{ lineId: line.id, quantity: 1 }],
      });
    }
    const found = await run(operations.OrderRefundIds, {
      orderId: `gid://shopify/Order/${order.id}`,
    });
    const { refunds } = (found.data as unknown as operations.OrderRefundIdsQuery).order ?? {};
    expect(refunds).toHaveLength(4);
    const { data, errors } = await run(operations.RefundById, { refundId: refunds?.[3]?.id });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      node: { __typename: 'Refund', refundLineItems: { nodes: [{ subtotalSet: eur('9.9') }] } },
    });
  });
});

test('the installation tells the scopes it was granted', async () => {
  const { data } = await run(operations.CurrentAppInstallation);
  const { currentAppInstallation } = data as unknown as operations.CurrentAppInstallationQuery;
  expect(currentAppInstallation.accessScopes.map(({ handle }) => handle)).toEqual(APP_SCOPES);
});

test('what a program may ask of products, customers and subscriptions is told', async () => {
  const { world } = shop;
  const [collection] = world.collections.all();
  const productId = collection?.productIds[0] ?? '';
  const product = world.products.get(productId);
  const variantId = product?.variants[0]?.id ?? '';
  const order = world.commands.placeOrder({
    customerId: null,
    email: 'ada@example.com',
    locale: 'en',
    lines: [
      { variantId, quantity: 1, sellingPlan: 'Every month' },
      { variantId, quantity: 1 },
    ],
  });
  const products = await run(operations.ProductTraits, {
    ids: [`gid://shopify/Product/${productId}`],
  });
  expect(products.data).toMatchObject({
    nodes: [{ vendor: product?.vendor, productType: product?.productType, tags: product?.tags }],
  });
  const collections = await run(operations.ProductCollections, {
    productId: `gid://shopify/Product/${productId}`,
    after: null,
  });
  expect(JSON.stringify(collections.data)).toContain(`gid://shopify/Collection/${collection?.id}`);
  const lines = await run(operations.SubscriptionLines, {
    ids: [`gid://shopify/Order/${order.id}`],
  });
  expect(lines.data).toMatchObject({
    nodes: [
      { lineItems: { nodes: [{ sellingPlan: { name: 'Every month' } }, { sellingPlan: null }] } },
    ],
  });
});
