import { afterAll, beforeAll, expect, test } from 'vitest';

import type { PlannedApiFault } from '#sandbox/store/api-fault-types.ts';

import { type AdminShop, install, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
  install(shop.world, ['write_customers', 'read_products']);
});
afterAll(() => shop.close());

const CHANGE =
  'mutation ($input: CustomerInput!) { changed: customerUpdate(input: $input) { customer { id } userErrors { field message } } }';

function plan(fault: Partial<PlannedApiFault>): void {
  const whole = {
    operation: 'customerUpdate',
    fault: 'timed_out',
    calls: 1,
    userError: null,
  } as const;
  shop.world.plannedApiFaults.put([{ ...whole, ...fault }]);
}

function someone() {
  const names = { firstName: 'Ida', lastName: null, email: null, locale: 'de' };
  return shop.world.commands.createCustomer(names);
}

async function change(customerId: string, note: string): Promise<Response> {
  const input = { id: `gid://shopify/Customer/${customerId}`, note };
  return shop.send(JSON.stringify({ query: CHANGE, variables: { input } }));
}

const noteOf = (customerId: string) => shop.world.customers.get(customerId)?.note;

test.each([
  { fault: 'timed_out', status: 504, isDone: true },
  { fault: 'nonsense', status: 200, isDone: true },
  { fault: 'unavailable', status: 503, isDone: false },
  { fault: 'throttled', status: 200, isDone: false },
] as const)(
  '$fault answers with $status, and what was asked for is done: $isDone',
  async (expected) => {
    const { id } = someone();
    plan({ fault: expected.fault });
    const answer = await change(id, 'likes it strong');
    expect(answer.status).toBe(expected.status);
    expect(await answer.text()).not.toContain('"data"');
    expect(noteOf(id)).toBe(expected.isDone ? 'likes it strong' : null);
  },
);

test('a planned user error refuses the mutation in its own words', async () => {
  const { id } = someone();
  const userError = { field: ['input', 'id'], message: 'Customer is resting', code: null };
  plan({ fault: 'user_error', userError });
  expect(await (await change(id, 'likes it strong')).json()).toMatchObject({
    data: {
      changed: {
        customer: null,
        userErrors: [{ field: ['input', 'id'], message: 'Customer is resting' }],
      },
    },
  });
  expect(noteOf(id)).toBeNull();
});

test('a fault befalls as many calls as planned, and those of its operation only', async () => {
  const { id } = someone();
  plan({ fault: 'unavailable', calls: 2 });
  const other = await shop.send(JSON.stringify({ query: '{ shop { name } }' }));
  expect(other.status).toBe(200);
  const statuses = [];
  for (const note of ['1', '2', '3']) statuses.push((await change(id, note)).status);
  expect(statuses).toEqual([503, 503, 200]);
  expect(shop.world.plannedApiFaults.get()).toEqual([]);
});
