import { afterEach, beforeEach, expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import type { Order } from '#sandbox/store/types.ts';
import type { World } from '#sandbox/world.ts';

import { openShop, someCustomer, variantOf } from './a-shop.ts';

let world: World;
let control: ReturnType<typeof controlApp>;
beforeEach(async () => {
  world = await openShop();
  control = controlApp(world);
});
afterEach(() => world.close());

async function post(path: string, body: unknown = {}): Promise<{ status: number; json: unknown }> {
  const answer = await control.request(`/_sandbox${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, json: await answer.json() };
}

test('drives an order from placing to refund', async () => {
  const placed = await post('/orders', {
    customerId: someCustomer(world),
    lines: [{ variantId: variantOf(world, 'house-blend'), quantity: 2 }],
    payment: 'pending',
  });
  expect(placed.status).toBe(201);
  const { order } = placed.json as { order: Order };
  expect(await post(`/orders/${order.id}/pay`)).toMatchObject({
    json: { order: { financialStatus: 'paid' } },
  });
  const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
  expect(await post(`/orders/${order.id}/refund`, { lines })).toMatchObject({
    status: 201,
    json: { refund: { lines: [{ subtotal: 990 }] } },
  });
  expect(world.orders.get(order.id)?.financialStatus).toBe('partially_refunded');
});

test('says in a sentence what the shop refuses, and what it cannot read', async () => {
  expect(await post('/orders/1/cancel')).toEqual({
    status: 422,
    json: { error: 'There is no order with the id 1.' },
  });
  expect((await post('/orders', '{')).status).toBe(400);
  expect((await post('/orders', { lines: [], colour: 'red' })).status).toBe(400);
  expect((await post('/nowhere')).status).toBe(404);
});

test('moves the clock, to a moment or ahead', async () => {
  await post('/clock', { set: '2030-01-01T00:00:00Z' });
  await post('/clock', { advanceMs: 86_400_000 });
  expect(world.clock.now().toISOString().slice(0, 10)).toBe('2030-01-02');
  expect((await post('/clock', { set: 'tomorrow' })).status).toBe(400);
});

test('tells why the year could not begin, and puts the clock back', async () => {
  world.commands.uninstallApp();
  const year = world.clock.now().getUTCFullYear();
  await post('/seed');
  // Nobody answers at the app's address.
  const problem = async (): Promise<unknown> => {
    const status = await control.request('/_sandbox/seed');
    return ((await status.json()) as { problem: unknown }).problem;
  };
  await expect.poll(problem).toContain('does not answer');
  expect(world.clock.now().getUTCFullYear()).toBe(year);
  expect(world.orders.size).toBe(0);
});
