import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import type { Customer } from '#sandbox/store/customer-types.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import { announced, openShop, variantOf } from './a-shop.ts';

let world: World;
let ida: Customer;
let idaAtWork: Customer;
beforeEach(async () => {
  world = await openShop();
  const person = { firstName: 'Ida', lastName: 'Brandt', locale: 'de' };
  const customer = (email: string | null, more: Partial<Customer> = {}) =>
    world.commands.createCustomer({ ...person, email, ...more });
  ida = customer('ida@example.com', { tags: ['regular', 'tea'], note: 'Likes it dark.' });
  idaAtWork = customer('ida@work.example', { tags: ['tea', 'office'], phone: '+4915112345678' });
});
afterEach(() => world.close());

function buy(customerId: string): Order {
  const lines = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
  return world.commands.placeOrder({ customerId, email: null, locale: 'de', lines });
}

function grant(scopes: string[]): void {
  const installation = world.installation.get();
  if (installation) world.installation.put({ ...installation, scopes });
}

const merge = () => world.commands.mergeCustomers({ keep: ida.id, absorb: idaAtWork.id });

describe('merging two customers', () => {
  test('gives all orders to the one who is kept, and the other is gone', () => {
    const [own, moved] = [buy(ida.id), buy(idaAtWork.id)];
    world.clock.set(new Date('2030-01-01T10:00:00.700Z'));
    merge();
    expect(world.customers.get(idaAtWork.id)).toBeUndefined();
    expect(world.orders.get(own.id)).toEqual(own);
    expect(world.orders.get(moved.id)).toEqual({
      ...moved,
      customerId: ida.id,
      updatedAt: '2030-01-01T10:00:00Z',
    });
  });

  test('keeps what both had', () => {
    expect(merge()).toMatchObject({
      email: 'ida@example.com',
      phone: '+4915112345678',
      tags: ['regular', 'tea', 'office'],
      note: 'Likes it dark.',
    });
  });

  test('moves metafields that the kept customer lacks, and no others', () => {
    const put = ({ id }: Customer, key: string, value: string) =>
      world.metafields.put({
        ownerId: `gid://shopify/Customer/${id}`,
        ...{ namespace: 'loyalty', key, type: 'single_line_text_field', value },
        updatedAt: '2026-01-01T00:00:00Z',
      });
    put(ida, 'tier', 'gold');
    put(idaAtWork, 'tier', 'silver');
    put(idaAtWork, 'roast', 'dark');
    merge();
    const values = world.metafields.ofOwner(`gid://shopify/Customer/${ida.id}`);
    expect(values.map(({ key, value }) => [key, value])).toEqual([
      ['tier', 'gold'],
      ['roast', 'dark'],
    ]);
    expect(world.metafields.ofOwner(`gid://shopify/Customer/${idaAtWork.id}`)).toEqual([]);
  });

  test('is told with the merge, the customer and every order that moved', () => {
    grant(['read_customers', 'read_orders', 'read_customer_merge']);
    buy(idaAtWork.id);
    buy(idaAtWork.id);
    buy(ida.id);
    const before = announced(world).length;
    merge();
    expect(announced(world).slice(before)).toEqual([
      'customers/merge',
      'customers/update',
      'orders/updated',
      'orders/updated',
    ]);
    const told = world.deliveries.all().find(({ topic }) => topic === 'customers/merge');
    expect(JSON.parse(told?.body ?? '')).toEqual({
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${ida.id}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${idaAtWork.id}`,
      admin_graphql_api_job_id: expect.stringMatching(
        /^gid:\/\/shopify\/Job\/[0-9a-f-]{36}$/,
      ) as string,
      status: 'completed',
      errors: [],
    });
  });

  test('is told to nobody without the scope for it', () => {
    grant(['read_customers', 'read_orders', 'write_orders']);
    merge();
    expect(announced(world)).not.toContain('customers/merge');
  });
});

describe('customers are not merged', () => {
  const both = () => [world.customers.get(ida.id), world.customers.get(idaAtWork.id)];

  test('with themselves, or with nobody', () => {
    const absorb = (id: string) => () =>
      world.commands.mergeCustomers({ keep: ida.id, absorb: id });
    expect(absorb(ida.id)).toThrow('with itself');
    expect(absorb('1')).toThrow('no customer');
  });

  test('while an erasure waits, or after it', () => {
    world.commands.requestErasure(idaAtWork.id);
    expect(merge).toThrow('the personal data are erased, or are going to be');
    world.commands.runScheduled(world.scheduled.all()[0]?.id ?? '');
    expect(merge).toThrow('the personal data are erased, or are going to be');
    expect(both()).not.toContain(undefined);
  });

  test('where the only e-mail address would be lost', () => {
    const atTheTill = world.commands.createCustomer({
      ...{ firstName: 'Ida', lastName: 'B.', email: null, locale: 'de' },
    });
    const into = { keep: atTheTill.id, absorb: ida.id };
    expect(() => world.commands.mergeCustomers(into)).toThrow('with an e-mail address');
  });

  test('where tags or notes together are too much', () => {
    const tags = Array.from({ length: 250 }, (_, number) => `tag-${number}`);
    world.commands.updateCustomer(idaAtWork.id, { tags });
    expect(merge).toThrow('more than 250 tags');
    world.commands.updateCustomer(idaAtWork.id, { tags: [], note: 'x'.repeat(4_990) });
    expect(merge).toThrow('longer than 5000 characters');
    expect(both()).not.toContain(undefined);
  });
});

test('the control API creates, changes, verifies and merges', async () => {
  const control = controlApp(world);
  const send = async (method: string, path: string, body: unknown) => {
    const init = { method, body: JSON.stringify(body) };
    const answer = await control.request(`/_sandbox/customers${path}`, init);
    return { status: answer.status, json: (await answer.json()) as { customer: Customer } };
  };
  const created = await send('POST', '', { email: 'bo@example.com', verifiedEmail: false });
  expect(created).toMatchObject({ status: 201, json: { customer: { verifiedEmail: false } } });
  const { id } = created.json.customer;
  await send('PATCH', `/${id}`, { verifiedEmail: true, email: 'bo@new.example' });
  expect(world.customers.get(id)).toMatchObject({ verifiedEmail: true, email: 'bo@new.example' });
  expect(JSON.parse(world.deliveries.all().at(-1)?.body ?? '')).toMatchObject({
    verified_email: true,
  });
  expect((await send('POST', `/${id}/merge`, {})).status).toBe(400);
  expect(await send('POST', `/${id}/merge`, { into: ida.id })).toMatchObject({
    status: 200,
    json: { customer: { id: ida.id } },
  });
  expect(world.customers.get(id)).toBeUndefined();
});
