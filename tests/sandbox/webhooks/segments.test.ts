import { afterEach, beforeEach, expect, test } from 'vitest';

import type { World } from '#sandbox/world.ts';

import { announced, lastBody, NOBODY, openShop, someCustomer } from '../commands/a-shop.ts';

const TOPICS = ['customer.joined_segment', 'customer.left_segment'];

let world: World;
beforeEach(async () => {
  world = await openShop(NOBODY, ':memory:', TOPICS);
  const time = '2026-01-01T00:00:00Z';
  const query = "customer_tags CONTAINS 'vip'";
  world.segments.put({ id: '71', name: 'VIPs', query, createdAt: time, editedAt: time });
});
afterEach(() => world.close());

const told = () => announced(world).filter((topic) => topic.endsWith('_segment'));

test('whoever joins or leaves a segment is told of, as the samples have it', () => {
  const id = someCustomer(world);
  world.commands.updateCustomer(id, { note: 'First look' });
  world.commands.runBackground();
  world.commands.updateCustomer(id, { tags: ['vip'] });
  expect(told()).toEqual([]);
  world.commands.runBackground();
  world.commands.updateCustomer(id, { tags: [] });
  world.commands.runBackground();
  expect(told()).toEqual(TOPICS);
  expect(lastBody(world, 'customer.left_segment')).toEqual({
    shop_id: `gid://shopify/Shop/${world.shop.get().id}`,
    customer_id: `gid://shopify/Customer/${id}`,
    segment_id: 'gid://shopify/Segment/71',
  });
});

test('those whom a segment begins with have not joined it', () => {
  world.commands.updateCustomer(someCustomer(world), { tags: ['vip'] });
  world.commands.runBackground();
  expect(world.segmentMembers.get('71')?.customerIds).toEqual([someCustomer(world)]);
  expect(told()).toEqual([]);
});
