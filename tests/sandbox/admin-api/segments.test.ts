import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';
import { createBasic, REWARD_SCOPES } from '../support/discounts.ts';

const CREATE = `mutation Create($name: String!, $query: String!) {
  segmentCreate(name: $name, query: $query) {
    segment { id name query } userErrors { field message }
  }
}`;
const MEMBERSHIP = `query Member($customerId: ID!, $segmentIds: [ID!]!) {
  customerSegmentMembership(customerId: $customerId, segmentIds: $segmentIds) {
    memberships { segmentId isMember }
  }
}`;
const VIPS = "customer_tags CONTAINS 'vip'";

let shop: AdminShop;
let customerId: string;
beforeAll(() => loadAdminSchema());
beforeEach(async () => {
  shop = await openAdminShop();
  customerId = buyCoffee(shop.world).customerId ?? '';
});
afterEach(() => shop.close());

const ask = (query: string, variables: object = {}) => shop.ask(query, variables, REWARD_SCOPES);

async function create(query: string, name = 'VIPs'): Promise<string> {
  const { data, errors } = await ask(CREATE, { name, query });
  expect(errors).toEqual([]);
  const payload = data?.['segmentCreate'] as { segment: { id: string }; userErrors: unknown };
  expect(payload.userErrors).toEqual([]);
  return payload.segment.id;
}

async function isMember(segmentId: string): Promise<boolean | undefined> {
  const gid = `gid://shopify/Customer/${customerId}`;
  const { data } = await ask(MEMBERSHIP, { customerId: gid, segmentIds: [segmentId] });
  const { memberships } = data?.['customerSegmentMembership'] as {
    memberships: { isMember: boolean }[];
  };
  return memberships[0]?.isMember;
}

const tag = (tags: string[]) => shop.world.commands.updateCustomer(customerId, { tags });
const passSeconds = (seconds: number) =>
  shop.world.clock.set(new Date(shop.world.clock.now().getTime() + seconds * 1000));

describe('membership', () => {
  test('follows what customers are, some seconds later', async () => {
    const id = await create(VIPS);
    shop.world.commands.runBackground();
    tag(['vip']);
    expect(await isMember(id)).toBe(false);
    passSeconds(6);
    expect(await isMember(id)).toBe(true);
    tag([]);
    passSeconds(6);
    expect(await isMember(id)).toBe(false);
  });

  test('follows orders, and another query', async () => {
    const id = await create('number_of_orders >= 2');
    shop.world.commands.runBackground();
    expect(await isMember(id)).toBe(false);
    const update = `mutation U($id: ID!) { segmentUpdate(id: $id, query: "number_of_orders >= 1") {
      segment { query } userErrors { message } } }`;
    const { data } = await ask(update, { id });
    expect(data).toMatchObject({ segmentUpdate: { userErrors: [] } });
    shop.world.commands.runBackground();
    expect(await isMember(id)).toBe(true);
  });

  test('is listed, with what a member is', async () => {
    tag(['vip']);
    const id = await create(VIPS);
    shop.world.commands.runBackground();
    const { data, errors } = await ask(
      `query List($id: ID!) {
        customerSegmentMembers(segmentId: $id, first: 10) {
          totalCount edges { node { displayName numberOfOrders } }
        }
        asked: customerSegmentMembers(query: "number_of_orders > 0", first: 10) { totalCount }
        segments(first: 5) { nodes { name } }
      }`,
      { id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      customerSegmentMembers: {
        totalCount: 1,
        edges: [{ node: { displayName: 'Mara Winter', numberOfOrders: '1' } }],
      },
      asked: { totalCount: 1 },
      segments: { nodes: [{ name: 'VIPs' }] },
    });
  });

  test('decides who may use a discount', async () => {
    const segment = await create(VIPS);
    await createBasic(shop, 'VIP10', { context: { customerSegments: { add: [segment] } } });
    const order = () =>
      shop.world.commands.placeOrder({
        customerId,
        email: null,
        locale: 'en',
        lines: [{ variantId: shop.world.products.all()[0]?.variants[0]?.id ?? '', quantity: 1 }],
        discountCodes: [{ code: 'VIP10' }],
      });
    tag(['vip']);
    expect(order).toThrow('VIP10 is not for this customer');
    shop.world.commands.runBackground();
    expect(order().discountCodes).toHaveLength(1);
  });
});

describe('a segment', () => {
  test('needs a name of its own and a query that can be understood', async () => {
    await create(VIPS);
    const refused = async (name: string, query: string) => {
      const { data } = await ask(CREATE, { name, query });
      return data?.['segmentCreate'];
    };
    expect(await refused('VIPs', 'number_of_orders > 1')).toMatchObject({
      segment: null,
      userErrors: [{ field: ['name'], message: 'Name has already been taken' }],
    });
    expect(await refused('', "customer_tags = 'x'")).toMatchObject({
      userErrors: [{ field: ['name'] }, { field: ['query'] }],
    });
    const { errors } = await ask(CREATE, { name: 'Late', query: 'last_order_date > 2026-01-01' });
    expect(errors[0]?.extensions?.['code']).toBe('NOT_IMPLEMENTED_BY_SANDBOX');
  });

  test('is deleted with its memberships', async () => {
    tag(['vip']);
    const id = await create(VIPS);
    shop.world.commands.runBackground();
    const { data } = await ask(
      'mutation D($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { message } } }',
      { id },
    );
    expect(data).toEqual({ segmentDelete: { deletedSegmentId: id, userErrors: [] } });
    expect(await isMember(id)).toBe(false);
  });

  test('is not for an app that may not see customers', async () => {
    const { errors } = await shop.ask('{ segments(first: 1) { nodes { id } } }', {}, [
      'read_orders',
    ]);
    expect(errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  });
});
