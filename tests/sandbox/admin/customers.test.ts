import { describe, expect, it } from 'vitest';
import { openAdmin } from '../support/admin-world.ts';

const PROFILE = {
  firstName: 'Ada',
  lastName: '',
  email: 'ada@example.com',
  phone: '+491701234567',
  locale: 'de',
  tags: 'wholesale, friend,, wholesale',
  note: '',
};

describe('a customer in the admin', () => {
  it('gets the profile that was typed in', async () => {
    const { world, post, order } = await openAdmin();
    const id = order().customerId ?? '';

    expect((await post(`/customers/${id}`, PROFILE)).status).toBe(303);
    expect(world.customers.get(id)).toMatchObject({
      firstName: 'Ada',
      lastName: null,
      email: 'ada@example.com',
      phone: '+491701234567',
      locale: 'de',
      tags: ['wholesale', 'friend'],
      note: null,
    });
  });

  it.each([
    [{ email: 'nobody' }, 'That is not an e-mail address.'],
    [{ phone: '0170 123' }, 'A phone number is written like +491701234567.'],
  ])('stays as before with %o, and the page says why', async (mistake, problem) => {
    const { world, post, order } = await openAdmin();
    const id = order().customerId ?? '';
    const before = world.customers.get(id);

    const answer = await post(`/customers/${id}`, { ...PROFILE, ...mistake });

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(problem);
    expect(world.customers.get(id)).toEqual(before);
  });

  it('takes up another, named by the e-mail address, and says why not', async () => {
    const { world, post, get, order } = await openAdmin();
    const id = order().customerId ?? '';
    const person = {
      firstName: 'Ida',
      lastName: 'Brandt',
      email: 'ida@twice.example',
      locale: 'de',
    };
    const twin = world.commands.createCustomer(person);
    expect(await (await get(`/customers/${id}`)).text()).toContain('Merge customer');

    const refused = await post(`/customers/${id}/merge`, { other: 'nobody@example.com' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('There is no other customer');

    expect((await post(`/customers/${id}/merge`, { other: ' IDA@twice.example' })).status).toBe(
      303,
    );
    expect(world.customers.get(twin.id)).toBeUndefined();
    expect(world.customers.get(id)).toBeDefined();
  });

  it('is shown with what the app keeps on them', async () => {
    const { world, get, order } = await openAdmin();
    const id = order().customerId ?? '';
    world.metafields.put({
      ownerId: `gid://shopify/Customer/${id}`,
      namespace: world.metafields.appNamespace,
      key: 'summary',
      type: 'json',
      value: '{"points":25}',
      updatedAt: world.clock.now().toISOString(),
    });

    const page = await (await get(`/customers/${id}`)).text();

    expect(page).toContain(`${world.metafields.appNamespace}.summary`);
    expect(page).toContain('&quot;points&quot;: 25');
  });
});
