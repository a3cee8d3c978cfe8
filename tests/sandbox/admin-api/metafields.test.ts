import { afterAll, beforeAll, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
let ownerId: string;

beforeAll(async () => {
  shop = await openAdminShop();
  ownerId = `gid://shopify/Customer/${buyCoffee(shop.world).customerId}`;
});
afterAll(() => shop.close());

const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    metafields { namespace key type value jsonValue compareDigest ownerType }
    userErrors { field message code }
  }
}`;

interface Outcome {
  metafields: Record<string, unknown>[] | null;
  userErrors: { field: string[]; message: string; code: string }[];
}

async function set(metafields: object[], scopes?: string[]): Promise<Outcome> {
  const { data, errors } = await shop.ask(SET, { metafields }, scopes);
  expect(errors).toEqual([]);
  return data?.['metafieldsSet'] as Outcome;
}

const summary = (value: string) => ({
  ownerId,
  namespace: '$app',
  key: 'summary',
  type: 'json',
  value,
});

async function read(): Promise<unknown> {
  const query = `query Q($id: ID!) { customer(id: $id) { metafield(namespace: "$app", key: "summary") { value } } }`;
  return (await shop.ask(query, { id: ownerId })).data?.['customer'];
}

test('the app’s own namespace is resolved when it is set and when it is read', async () => {
  const { metafields, userErrors } = await set([summary('{"points":12}')]);
  expect(userErrors).toEqual([]);
  expect(metafields).toMatchObject([
    {
      namespace: shop.world.metafields.appNamespace,
      jsonValue: { points: 12 },
      ownerType: 'CUSTOMER',
    },
  ]);
  expect(await read()).toEqual({ metafield: { value: '{"points":12}' } });
});

test('a type that shopify.app.toml declares may be left out', async () => {
  const { userErrors } = await set([{ ownerId, key: 'summary', value: '{"points":13}' }]);
  expect(userErrors).toEqual([]);
  expect(await read()).toEqual({ metafield: { value: '{"points":13}' } });
});

test('the installation holds the app’s data, without any scope', async () => {
  const installation = `gid://shopify/AppInstallation/${shop.world.installation.get()?.id}`;
  const program = {
    ownerId: installation,
    namespace: 'evergreen',
    key: 'program',
    type: 'json',
    value: '{}',
  };
  expect((await set([program], [])).userErrors).toEqual([]);
  const { data } = await shop.ask(
    '{ currentAppInstallation { metafield(namespace: "evergreen", key: "program") { value ownerType } } }',
  );
  expect(data).toEqual({
    currentAppInstallation: { metafield: { value: '{}', ownerType: 'API_PERMISSION' } },
  });
});

test('one bad value and none is set', async () => {
  await set([summary('{"points":1}')]);
  const { metafields, userErrors } = await set([
    summary('{"points":2}'),
    { ...summary('{'), key: 'other' },
  ]);
  expect(metafields).toBeNull();
  expect(userErrors).toMatchObject([
    { field: ['metafields', '1', 'value'], code: 'INVALID_VALUE' },
  ]);
  expect(await read()).toEqual({ metafield: { value: '{"points":1}' } });
});

test('25 are accepted, 26 are not', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...summary('{}'), key: `key_${index}` }));
  expect((await set(many(25))).userErrors).toEqual([]);
  expect((await set(many(26))).userErrors).toMatchObject([
    { field: ['metafields'], code: 'LESS_THAN_OR_EQUAL_TO' },
  ]);
});

test.each([
  ['an owner that does not exist', { ownerId: 'gid://shopify/Customer/1' }, 'INVALID'],
  ['another app’s namespace', { namespace: 'app--1' }, 'APP_NOT_AUTHORIZED'],
  ['a key of one letter', { key: 'k' }, 'TOO_SHORT'],
  ['no type and no definition', { key: 'unheard', type: undefined }, 'BLANK'],
  ['another type than it has', { type: 'boolean', value: 'true' }, 'INVALID_TYPE'],
  ['a value of more than 128 KB', { value: JSON.stringify('x'.repeat(131_072)) }, 'TOO_LONG'],
  ['a stale digest', { compareDigest: 'stale' }, 'STALE_OBJECT'],
])('%s is a user error', async (_case, change, code) => {
  await set([summary('{}')]);
  expect((await set([{ ...summary('{}'), ...change }])).userErrors).toMatchObject([{ code }]);
});

test('compareDigest lets one of two writers through', async () => {
  const { metafields } = await set([summary('{"points":1}')]);
  const compareDigest = metafields?.[0]?.['compareDigest'];
  expect((await set([{ ...summary('{"points":2}'), compareDigest }])).userErrors).toEqual([]);
  expect((await set([{ ...summary('{"points":3}'), compareDigest }])).userErrors).toHaveLength(1);
  expect(await read()).toEqual({ metafield: { value: '{"points":2}' } });
});

test('setting a customer’s needs what changing the customer needs', async () => {
  const { errors } = await shop.ask(SET, { metafields: [summary('{}')] }, ['read_customers']);
  expect(errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
});

test('a customer is updated, and what the shop refuses is a user error', async () => {
  const query = `mutation M($input: CustomerInput!) {
    customerUpdate(input: $input) { customer { firstName tags } userErrors { field message } }
  }`;
  const updated = await shop.ask(query, { input: { id: ownerId, tags: ['regular'] } });
  expect(updated.data).toEqual({
    customerUpdate: { customer: { firstName: 'Mara', tags: ['regular'] }, userErrors: [] },
  });
  const unknown = await shop.ask(query, { input: { id: 'gid://shopify/Customer/1', tags: [] } });
  expect(unknown.data).toMatchObject({
    customerUpdate: { customer: null, userErrors: [{ field: ['id'] }] },
  });
});
