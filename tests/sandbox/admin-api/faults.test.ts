import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';

const NONE = { throttledPercent: 0, unavailablePercent: 0, timedOutPercent: 0, seed: 1 };

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
});
afterEach(() => shop.world.apiFaults.put(NONE));
afterAll(() => shop.close());

const nameShop = () => shop.send(JSON.stringify({ query: '{ shop { name } }' }));

test('a throttled call is answered as Shopify throttles', async () => {
  shop.world.apiFaults.put({ ...NONE, throttledPercent: 100 });
  const answer = await nameShop();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  });
});

test('an API that is away answers 503 and does nothing', async () => {
  shop.world.apiFaults.put({ ...NONE, unavailablePercent: 100 });
  expect((await nameShop()).status).toBe(503);
});

test('a call that times out has been carried out', async () => {
  shop.world.apiFaults.put({ ...NONE, timedOutPercent: 100 });
  const customer = shop.world.commands.createCustomer({
    firstName: 'Ida',
    lastName: null,
    email: null,
    locale: 'de',
  });
  const query =
    'mutation ($input: CustomerInput!) { customerUpdate(input: $input) { userErrors { message } } }';
  const input = { id: `gid://shopify/Customer/${customer.id}`, note: 'likes it strong' };
  const answer = await shop.send(JSON.stringify({ query, variables: { input } }));
  expect(answer.status).toBe(504);
  expect(shop.world.customers.get(customer.id)?.note).toBe('likes it strong');
});

test('the same seed fails the same calls', async () => {
  const course = async () => {
    shop.world.apiFaults.put({ ...NONE, unavailablePercent: 50, seed: 3 });
    const statuses: number[] = [];
    for (let call = 0; call < 12; call += 1) statuses.push((await nameShop()).status);
    return statuses;
  };
  const first = await course();
  expect(await course()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 503]));
});
