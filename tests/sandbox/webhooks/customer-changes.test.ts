import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import type { World } from '#sandbox/world.ts';

import {
  announcedBy,
  lastBody,
  NOBODY,
  openShop,
  product,
  someCustomer,
} from '../commands/a-shop.ts';

let world: World;
let id: string;
beforeEach(async () => {
  world = await openShop(NOBODY, ':memory:', [
    'collections/update',
    'customer.tags_added',
    'customer.tags_removed',
    'customers_email_marketing_consent/update',
    'products/update',
  ]);
  world.installation.put({
    id: '1',
    installedAt: '2026-01-01T00:00:00Z',
    uninstalledAt: null,
    scopes: ['read_customers', 'read_products'],
  });
  world.clock.set(new Date('2026-07-01T10:00:00.100Z'));
  id = someCustomer(world);
});
afterEach(() => world.close());

describe('what `customers/update` does not contain is told by itself', () => {
  test('tags that came, and tags that went', () => {
    world.commands.updateCustomer(id, { tags: ['old', 'Kept'] });
    const told = announcedBy(world, () =>
      world.commands.updateCustomer(id, { tags: ['kept', 'new', 'newer'] }),
    );
    expect(told).toEqual(['customers/update', 'customer.tags_added', 'customer.tags_removed']);
    const { occurredAt, ...added } = lastBody(world, 'customer.tags_added');
    expect(added).toEqual({ customerId: `gid://shopify/Customer/${id}`, tags: ['new', 'newer'] });
    expect(occurredAt).toMatch(/^2026-07-01T10:00:\d\d\.\d{3}Z$/);
    expect(lastBody(world, 'customer.tags_removed')).toMatchObject({ tags: ['old'] });
  });

  test('agreement to e-mails, and its end', () => {
    const told = announcedBy(world, () =>
      world.commands.updateCustomer(id, { acceptsMarketing: true }),
    );
    expect(told).toEqual(['customers/update', 'customers_email_marketing_consent/update']);
    expect(lastBody(world, 'customers_email_marketing_consent/update')).toEqual({
      customer_id: Number(id),
      email_address: world.customers.get(id)?.email,
      email_marketing_consent: {
        state: 'subscribed',
        opt_in_level: 'single_opt_in',
        consent_updated_at: '2026-07-01T12:00:00+02:00',
      },
    });
    world.commands.updateCustomer(id, { acceptsMarketing: false });
    expect(lastBody(world, 'customers_email_marketing_consent/update')).toMatchObject({
      email_marketing_consent: { state: 'unsubscribed' },
    });
  });

  test('and nothing where neither changed', () => {
    expect(announcedBy(world, () => world.commands.updateCustomer(id, { note: 'x' }))).toEqual([
      'customers/update',
    ]);
  });
});

describe('the catalogue', () => {
  const patch = (path: string, body: object) =>
    controlApp(world).request(`/_sandbox${path}`, { method: 'PATCH', body: JSON.stringify(body) });

  test('tells of a product’s tags', async () => {
    const blend = product(world, 'house-blend');
    await patch(`/products/${blend.id}`, { tags: ['double-points', 'dark'] });
    expect(lastBody(world, 'products/update')).toMatchObject({
      admin_graphql_api_id: `gid://shopify/Product/${blend.id}`,
      handle: 'house-blend',
      tags: 'double-points, dark',
      updated_at: '2026-07-01T12:00:00+02:00',
      variants: blend.variants.map(({ id: variantId, price }) => ({
        admin_graphql_api_id: `gid://shopify/ProductVariant/${variantId}`,
        price: (price / 100).toFixed(2),
      })),
    });
  });

  test('tells once of several products that come into a collection, and does not name them', async () => {
    const [collection] = world.collections.all();
    const others = world.products.all().filter((one) => !collection?.productIds.includes(one.id));
    const add = others.slice(0, 2).map((one) => one.id);
    await patch(`/collections/${collection?.id}`, { add });
    expect(world.collections.get(collection?.id ?? '')?.productIds).toEqual(
      expect.arrayContaining(add),
    );
    const told = world.deliveries.all().filter(({ topic }) => topic === 'collections/update');
    expect(told).toHaveLength(1);
    expect(lastBody(world, 'collections/update')).toMatchObject({ handle: collection?.handle });
    expect(lastBody(world, 'collections/update')).not.toHaveProperty('products');
  });

  test('is none of the business of an app that may not see products', async () => {
    const installation = world.installation.get();
    if (installation) world.installation.put({ ...installation, scopes: ['read_customers'] });
    await patch(`/products/${product(world, 'house-blend').id}`, { tags: ['x'] });
    expect(lastBody(world, 'products/update')).toEqual({});
  });
});
