import { expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

import { NOBODY, openShop } from '../commands/a-shop.ts';

test('the end of a bulk operation is told, as the sample has it', async () => {
  const world = await openShop();
  const set = await controlApp(world).request('/_sandbox/bulk-operations/settings', {
    method: 'PUT',
    body: JSON.stringify({ delayMs: 0 }),
  });
  expect(await set.json()).toEqual({ delayMs: 0, failWith: null });
  world.clock.set(new Date('2026-07-01T10:00:00.100Z'));
  const query = '{ orders { edges { node { id } } } }';
  const { id } = world.bulkOperations.start({
    query,
    groupObjects: false,
    scopes: ['read_orders'],
  });
  await world.bulkOperations.untilIdle();
  const told = world.deliveries.all().find(({ topic }) => topic === 'bulk_operations/finish');
  const body = JSON.parse(told?.body ?? '') as Record<string, unknown>;
  expect({ ...body, completed_at: null }).toEqual({
    admin_graphql_api_id: `gid://shopify/BulkOperation/${id}`,
    completed_at: null,
    created_at: '2026-07-01T12:00:00+02:00',
    error_code: null,
    status: 'completed',
    type: 'query',
  });
  await world.close();
});

test('one that was interrupted begins anew after a start', async () => {
  const folder = temporaryFolder('bulk');
  const before = await openShop(NOBODY, folder);
  before.bulkOperations.settings.put({ delayMs: 60_000, failWith: null });
  const query = '{ customers { edges { node { id } } } }';
  const scopes = ['read_customers'];
  const { id } = before.bulkOperations.start({ query, groupObjects: false, scopes });
  before.bulkOperations.settings.put({ delayMs: 0, failWith: null });
  await before.close();
  const after = await openShop(NOBODY, folder);
  await after.bulkOperations.untilIdle();
  expect(after.bulkOperations.get(id)).toMatchObject({
    status: 'COMPLETED',
    objectCount: after.customers.size,
  });
  await after.close();
});
