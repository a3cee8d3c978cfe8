import { afterAll, beforeAll, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
let customerId: string;
beforeAll(async () => {
  shop = await openAdminShop();
  customerId = buyCoffee(shop.world).customerId ?? '';
});
afterAll(() => shop.close());

async function change(mutation: string, id: string, tags: string[], scopes?: string[]) {
  const query = `mutation Tag($id: ID!, $tags: [String!]!) {
    ${mutation}(id: $id, tags: $tags) {
      node { ... on Customer { tags } ... on Product { tags } } userErrors { message }
    }
  }`;
  return shop.ask(query, { id, tags }, scopes);
}

test('tags are added once, whatever their case, and taken off again', async () => {
  const id = `gid://shopify/Customer/${customerId}`;
  const added = await change('tagsAdd', id, ['vip', 'gold, VIP']);
  expect(added.data).toEqual({ tagsAdd: { node: { tags: ['vip', 'gold'] }, userErrors: [] } });
  const removed = await change('tagsRemove', id, ['Gold', 'never']);
  expect(removed.data).toEqual({ tagsRemove: { node: { tags: ['vip'] }, userErrors: [] } });
});

test('each kind of thing needs the scope to change it', async () => {
  const id = `gid://shopify/Product/${shop.world.products.all()[0]?.id}`;
  const { errors } = await change('tagsAdd', id, ['double'], ['write_customers']);
  expect(errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  const { data } = await change('tagsAdd', id, ['double'], ['write_products']);
  expect(data).toMatchObject({
    tagsAdd: { node: { tags: expect.arrayContaining(['double']) as unknown } },
  });
});

test('nobody can be tagged who is not there', async () => {
  const { errors } = await change('tagsAdd', 'gid://shopify/Customer/1', ['vip']);
  expect(errors[0]?.extensions?.['code']).toBe('RESOURCE_NOT_FOUND');
});
