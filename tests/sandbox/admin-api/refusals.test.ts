import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, install, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;

beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

const SHOP_NAME = JSON.stringify({ query: '{ shop { name } }' });

describe('before anything is executed', () => {
  test('a field that Shopify does not have is refused', async () => {
    const answer = await shop.ask('{ shop { loyalty } }');
    expect(answer.status).toBe(200);
    expect(answer.errors[0]?.message).toContain('Cannot query field "loyalty" on type "Shop"');
    expect(answer.data).toBeUndefined();
  });

  test('a query that is no GraphQL is refused', async () => {
    expect((await shop.ask('{ shop {')).errors[0]?.message).toContain('Syntax Error');
  });

  test('a missing variable is refused by name', async () => {
    const { errors } = await shop.ask('query Q($id: ID!) { order(id: $id) { id } }');
    expect(errors[0]?.message).toContain('$id');
    expect(errors[0]?.extensions?.['code']).toBe('INVALID_VARIABLE');
  });

  test.each([
    ['no JSON', '{', {}],
    ['no query', '{}', {}],
    ['not sent as JSON', SHOP_NAME, { 'Content-Type': 'text/plain' }],
  ])('a body that is %s is answered 400', async (_case, body, headers) => {
    expect((await shop.send(body, headers)).status).toBe(400);
  });

  test('a version that the sandbox has no schema of is answered 404', async () => {
    expect((await shop.send(SHOP_NAME, {}, '2026-07')).status).toBe(404);
  });
});

describe('tokens', () => {
  test('an unknown one is answered 401', async () => {
    const response = await shop.send(SHOP_NAME, { 'X-Shopify-Access-Token': 'shpat_forged' });
    expect(response.status).toBe(401);
    expect(await response.json()).toHaveProperty('errors');
  });

  test('one from before the app was uninstalled is answered 401', async () => {
    const [token] = shop.world.tokens.all();
    const headers = { 'X-Shopify-Access-Token': token?.token ?? '' };
    expect((await shop.send(SHOP_NAME, headers)).status).toBe(200);
    shop.world.commands.uninstallApp();
    expect((await shop.send(SHOP_NAME, headers)).status).toBe(401);
    install(shop.world);
    expect((await shop.send(SHOP_NAME, headers)).status).toBe(401);
  });
});

describe('what the sandbox does not know', () => {
  test('a field of Shopify’s without an answer is an error, not null', async () => {
    const order = buyCoffee(shop.world);
    const { errors, data } = await shop.ask(
      'query Q($id: ID!) { order(id: $id) { name statusPageUrl } }',
      { id: `gid://shopify/Order/${order.id}` },
    );
    expect(errors[0]?.message).toBe('the sandbox does not implement Order.statusPageUrl yet');
    expect(errors[0]?.path).toEqual(['order', 'statusPageUrl']);
    expect(data).toEqual({ order: null });
  });

  test.each([
    ['a search field', '{ orders(first: 1, query: "gateway:bogus") { nodes { id } } }', 'gateway'],
    ['a connective', '{ orders(first: 1, query: "id:1 OR id:2") { nodes { id } } }', 'OR'],
    ['a sort key', '{ orders(first: 1, sortKey: DESTINATION) { nodes { id } } }', 'DESTINATION'],
    [
      'a mutation',
      'mutation { shopPolicyUpdate(shopPolicy: {type: REFUND_POLICY, body: ""}) { userErrors { message } } }',
      'shopPolicyUpdate',
    ],
  ])('so is %s', async (_case, query, named) => {
    const { errors } = await shop.ask(query);
    expect(errors[0]?.message).toContain(named);
    expect(errors[0]?.extensions?.['code']).toBe('NOT_IMPLEMENTED_BY_SANDBOX');
  });
});

describe('access scopes', () => {
  test('orders without read_orders are denied as Shopify denies them', async () => {
    const { errors, status } = await shop.ask('{ orders(first: 1) { nodes { id } } }', {}, []);
    expect(status).toBe(200);
    expect(errors[0]?.message).toMatch(/^Access denied for orders field\. Required access: /);
    expect(errors[0]?.extensions).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  test('an order found by its global id is denied just so', async () => {
    const ids = [`gid://shopify/Order/${buyCoffee(shop.world).id}`];
    const query = 'query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await shop.ask(query, { ids }, [])).errors[0]?.extensions?.['code']).toBe(
      'ACCESS_DENIED',
    );
    expect((await shop.ask(query, { ids }, ['read_orders'])).data).toEqual({
      nodes: [{ id: ids[0] }],
    });
  });

  test('the customer of an order needs a scope of its own', async () => {
    const id = `gid://shopify/Order/${buyCoffee(shop.world).id}`;
    const query = 'query Q($id: ID!) { order(id: $id) { name customer { id } } }';
    const answer = await shop.ask(query, { id }, ['read_orders']);
    expect(answer.errors[0]?.path).toEqual(['order', 'customer']);
    expect(answer.data).toMatchObject({ order: { customer: null } });
  });

  test('a write scope includes the read scope', async () => {
    const query = '{ customers(first: 1) { nodes { id } } }';
    expect((await shop.ask(query, {}, ['write_customers'])).errors).toEqual([]);
  });

  test('orders of more than 60 days ago need read_all_orders', async () => {
    const order = buyCoffee(shop.world);
    const old = { ...order, createdAt: '2020-01-01T00:00:00Z' };
    shop.world.orders.put(old);
    const query = 'query Q($id: ID!) { order(id: $id) { name } }';
    const id = { id: `gid://shopify/Order/${order.id}` };
    expect((await shop.ask(query, id, ['read_orders'])).data).toEqual({ order: null });
    const all = await shop.ask(query, id, ['read_orders', 'read_all_orders']);
    expect(all.data).toEqual({ order: { name: order.name } });
  });
});
