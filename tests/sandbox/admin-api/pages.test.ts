import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
let names: string[];

beforeAll(async () => {
  shop = await openAdminShop();
  names = Array.from({ length: 5 }, (_, day) => {
    const order = buyCoffee(shop.world);
    const time = new Date(Date.now() - (10 - day) * 86_400_000).toISOString();
    shop.world.orders.put({ ...order, createdAt: time, processedAt: time, updatedAt: time });
    return order.name;
  });
});
afterAll(() => shop.close());

interface Page {
  nodes: { name: string; id: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    endCursor: string;
    startCursor: string;
  };
}

async function page(paging: string): Promise<Page> {
  const { data, errors } = await shop.ask(
    `{ orders(${paging}) { nodes { id name } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`,
  );
  expect(errors).toEqual([]);
  return data?.['orders'] as Page;
}

const namesOf = ({ nodes }: Page) => nodes.map(({ name }) => name);

test('pages follow each other without gap or repetition', async () => {
  const first = await page('first: 2, sortKey: CREATED_AT');
  const second = await page(`first: 2, sortKey: CREATED_AT, after: "${first.pageInfo.endCursor}"`);
  const third = await page(`first: 2, sortKey: CREATED_AT, after: "${second.pageInfo.endCursor}"`);
  expect([first, second, third].flatMap(namesOf)).toEqual(names);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('a page goes on in the right place when the order it ended with is gone', async () => {
  const first = await page('first: 2, sortKey: CREATED_AT');
  const last = first.nodes[1];
  const id = last?.id.split('/').at(-1) ?? '';
  const order = shop.world.orders.get(id);
  if (!order) throw new Error('The order is gone already.');
  shop.world.orders.delete(id);
  const second = await page(`first: 2, sortKey: CREATED_AT, after: "${first.pageInfo.endCursor}"`);
  shop.world.orders.put(order);
  expect(namesOf(second)).toEqual(names.slice(2, 4));
});

test('last and before page backwards, reverse turns the order around', async () => {
  const end = await page('last: 2, sortKey: CREATED_AT');
  expect(namesOf(end)).toEqual(names.slice(3));
  const before = await page(`last: 2, sortKey: CREATED_AT, before: "${end.pageInfo.startCursor}"`);
  expect(namesOf(before)).toEqual(names.slice(1, 3));
  const reversed = await page('first: 5, sortKey: CREATED_AT, reverse: true');
  expect(namesOf(reversed)).toEqual(names.toReversed());
});

test('orders are searched by time and id', async () => {
  const since = new Date(Date.now() - 8.5 * 86_400_000).toISOString();
  const recent = await page(`first: 5, sortKey: UPDATED_AT, query: "updated_at:>'${since}'"`);
  expect(namesOf(recent)).toEqual(names.slice(2));
  const id = recent.nodes[0]?.id.split('/').at(-1) ?? '';
  expect(namesOf(await page(`first: 5, query: "id:${id} AND test:false"`))).toEqual([names[2]]);
  expect(namesOf(await page(`first: 5, sortKey: ID, query: "id:>${id}"`))).toEqual(names.slice(3));
});

test.each([
  ['neither first nor last', ''],
  ['both', '(first: 1, last: 1)'],
  ['more than 250', '(first: 251)'],
  ['a cursor that is none', '(first: 1, after: "there")'],
])('%s is refused', async (_case, paging) => {
  const { errors } = await shop.ask(`{ orders${paging} { nodes { id } } }`);
  expect(errors[0]?.extensions?.['code']).toBe('BAD_REQUEST');
});

describe('what changed since a moment', () => {
  test('customers come by it, page after page, with whether their address is verified', async () => {
    const since = '2100-01-01T00:00:00Z';
    const expected = [true, false, true].map((verifiedEmail, number) => {
      const email = `changed.${number}@example.com`;
      const person = { firstName: 'Ida', lastName: 'Brandt', email, locale: 'de', verifiedEmail };
      const customer = shop.world.commands.createCustomer(person);
      const updatedAt = `2100-01-0${3 - number}T00:00:00Z`;
      shop.world.customers.put({ ...customer, updatedAt });
      return { id: `gid://shopify/Customer/${customer.id}`, updatedAt, verifiedEmail };
    });
    const found: unknown[] = [];
    let after: string | null = null;
    do {
      const { data, errors } = await shop.ask(
        `query Changed($after: String, $query: String) {
          customers(first: 2, after: $after, query: $query, sortKey: UPDATED_AT) {
            nodes { id updatedAt verifiedEmail }
            pageInfo { hasNextPage endCursor }
          }
        }`,
        { after, query: `updated_at:>='${since}'` },
      );
      expect(errors).toEqual([]);
      const list = data?.['customers'] as Page;
      found.push(...list.nodes);
      after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(expected.toReversed());
  });

  test('an order that changes between two pages is met again at the end, and none is missed', async () => {
    const first = await page('first: 2, sortKey: UPDATED_AT');
    const [moved] = first.nodes;
    const id = moved?.id.split('/').at(-1) ?? '';
    const order = shop.world.orders.get(id);
    if (!order) throw new Error('The order is gone.');
    shop.world.orders.put({ ...order, updatedAt: new Date().toISOString() });
    const rest = await page(`first: 9, sortKey: UPDATED_AT, after: "${first.pageInfo.endCursor}"`);
    shop.world.orders.put(order);
    expect(namesOf(rest)).toEqual([...names.slice(2), names[0]]);
  });
});

test('250 orders are found by their ids in one query', async () => {
  const order = [...shop.world.orders.all()][0];
  const ids = Array.from({ length: 250 }, () => `gid://shopify/Order/${order?.id}`);
  const query = 'query Many($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { name } } }';
  const { data, errors } = await shop.ask(query, { ids });
  expect(errors).toEqual([]);
  expect(data?.['nodes']).toHaveLength(250);
  const tooMany = await shop.ask(query, { ids: [...ids, ids[0]] });
  expect(tooMany.errors[0]?.extensions?.['code']).toBe('MAX_INPUT_SIZE_EXCEEDED');
});
