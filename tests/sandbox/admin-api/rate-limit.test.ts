import { afterAll, beforeAll, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;

beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

/** 1 for each of 250 refunds and for the order: all of which is taken before it is known how many there are. */
const DEAR = 'query Q($id: ID!) { order(id: $id) { refunds(first: 250) { note } } }';
const dear = () => shop.ask(DEAR, { id: `gid://shopify/Order/${order}` });
let order = '1';

test('an object costs 1, a connection 2 and its nodes, scalars nothing', async () => {
  const query = '{ products(first: 10) { nodes { title variants(first: 3) { nodes { sku } } } } }';
  const { cost } = await shop.ask(query);
  expect(cost.requestedQueryCost).toBe(2 + 10 * (1 + 2 + 3));
});

test('of fragments that exclude each other the dearest counts', async () => {
  const query = `query Q($ids: [ID!]!) { nodes(ids: $ids) {
    ... on Shop { plan { shopifyPlus } }
    ... on Order { refunds(first: 5) { note } }
  } }`;
  const ids = ['gid://shopify/Order/1', 'gid://shopify/Order/2'];
  expect((await shop.ask(query, { ids })).cost.requestedQueryCost).toBe(2 * (1 + 5));
});

test('a mutation costs 10', async () => {
  const query =
    'mutation { metafieldsSet(metafields: []) { metafields { id } userErrors { field } } }';
  expect((await shop.ask(query)).cost).toMatchObject({
    requestedQueryCost: 10,
    actualQueryCost: 10,
  });
});

test('a single query of more than 1,000 points is refused, whatever is in the bucket', async () => {
  const query = '{ products(first: 250) { nodes { variants(first: 10) { nodes { sku } } } } }';
  const { errors, status, data } = await shop.ask(query);
  expect(status).toBe(200);
  expect(errors[0]?.extensions).toMatchObject({
    code: 'MAX_COST_EXCEEDED',
    cost: 2 + 250 * (1 + 2 + 10),
    maxCost: 1000,
  });
  expect(data).toBeUndefined();
});

test('what was requested and not used is given back', async () => {
  shop.passSeconds(3_600);
  order = buyCoffee(shop.world).id;
  const { cost } = await dear();
  expect(cost).toMatchObject({ requestedQueryCost: 251, actualQueryCost: 1 });
  expect(cost.throttleStatus).toEqual({
    maximumAvailable: 2000,
    currentlyAvailable: 1999,
    restoreRate: 100,
  });
});

test('an empty bucket throttles with status 200, and refills with time', async () => {
  shop.passSeconds(3_600);
  const page = `query Q { ${Array.from({ length: 95 }, (_, n) => `s${n}: shop { name }`).join(' ')} }`;
  let answer = await shop.ask(page);
  for (let asked = 1; answer.errors.length === 0; asked += 1) {
    expect(asked).toBeLessThan(30);
    answer = await shop.ask(page);
  }
  expect(answer.status).toBe(200);
  expect(answer.errors).toEqual([
    { message: 'Throttled', extensions: expect.objectContaining({ code: 'THROTTLED' }) as object },
  ]);
  expect(answer.cost.actualQueryCost).toBeNull();
  expect(answer.cost.throttleStatus.currentlyAvailable).toBeLessThan(95);
  shop.passSeconds(1);
  expect((await shop.ask(page)).errors).toEqual([]);
});

test('a Plus shop has ten times the points', async () => {
  const before = shop.world.shop.get();
  shop.world.shop.put({ ...before, planDisplayName: 'Shopify Plus' });
  const { cost } = await shop.ask('{ shop { name } }');
  shop.world.shop.put(before);
  expect(cost.throttleStatus).toMatchObject({ maximumAvailable: 20_000, restoreRate: 1000 });
});
