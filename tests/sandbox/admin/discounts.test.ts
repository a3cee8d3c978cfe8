import { expect, test } from 'vitest';

import type { World } from '#sandbox/world.ts';

import { openAdmin } from '../support/admin-world.ts';

function addDiscount(world: World): void {
  world.discounts.put({
    id: '71',
    method: 'code',
    title: 'Spring <sale>',
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: null,
    offer: { kind: 'basic', items: { kind: 'all' }, value: { kind: 'percentage', fraction: 0.1 } },
    context: { kind: 'all' },
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    usageLimit: null,
    oncePerCustomer: false,
    usages: 0,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  });
  const createdAt = '2026-01-01T00:00:00Z';
  world.redeemCodes.put({ id: '72', discountId: '71', code: 'SPRING', usages: 3, createdAt });
}

test('staff see discounts, and switch them off and on', async () => {
  const { world, get, post } = await openAdmin();
  expect(await (await get('/discounts')).text()).toContain('No discounts yet');
  addDiscount(world);
  const page = await (await get('/discounts')).text();
  expect(page).toContain('Spring &lt;sale&gt;');
  expect(page).toContain('SPRING');

  expect((await post('/discounts/71/deactivate')).status).toBe(303);
  expect(world.discounts.get('71')?.endsAt).not.toBeNull();
  await post('/discounts/71/activate');
  expect(world.discounts.get('71')?.endsAt).toBeNull();
  expect((await post('/discounts/1/activate')).status).toBe(404);
});

test('a customer’s page shows what there is to spend, and the segments', async () => {
  const { world, get, order } = await openAdmin();
  const { id, customerId } = order();
  const time = '2026-01-01T00:00:00Z';
  world.segments.put({ id: '81', name: 'Regulars', query: 'x', createdAt: time, editedAt: time });
  const customerIds = [customerId ?? ''];
  world.segmentMembers.put({ id: '81', query: 'x', customerIds });
  const refund = { amountWithoutLines: 500, gateway: 'shopify_store_credit' };
  world.commands.refundOrder({ orderId: id, lines: [], ...refund });
  const page = await (await get(`/customers/${customerId}`)).text();
  expect(page).toContain('€5.00');
  expect(page).toContain('Regulars');
});
