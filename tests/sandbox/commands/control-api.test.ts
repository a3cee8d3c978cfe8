import { afterEach, beforeEach, expect, test } from 'vitest';

import { controlApp } from '#sandbox/control/app.ts';
import type { Order } from '#sandbox/store/order-types.ts';
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

test('drives everything else that can happen to an order', async () => {
  const placed = await post('/orders', {
    email: 'guest@example.com',
    lines: [{ variantId: variantOf(world, 'hand-grinder'), quantity: 3 }],
    payments: [{ amount: 700, gateway: 'gift_card' }],
    payment: 'authorized',
    tip: 100,
    company: { id: '71', name: 'Café Nord', locationId: '72', locationName: 'Kiel' },
  });
  const { order } = placed.json as { order: Order };
  const path = `/orders/${order.id}`;
  const status = () => world.orders.get(order.id)?.financialStatus;
  await post(`${path}/capture`, { amount: 1000 });
  await post(`${path}/void`);
  expect(status()).toBe('partially_paid');
  const owed = 3 * 8900 + 100 - 1700;
  expect((await post(`${path}/payments`, { amount: owed, gateway: 'cash' })).status).toBe(201);
  expect(status()).toBe('paid');
  const units = [{ lineId: order.lines[0]?.id, quantity: 1 }];
  await post(`${path}/fulfill`, { lines: [{ ...units[0], quantity: 2 }] });
  const asked = await post(`${path}/returns`, { lines: units, requested: true });
  const { id: returnId } = (asked.json as { return: { id: string } }).return;
  await post(`${path}/returns/${returnId}/approve`);
  expect(await post(`${path}/returns/${returnId}/close`)).toMatchObject({
    json: { return: { status: 'closed' } },
  });
  const give = [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }];
  expect((await post(`${path}/exchange`, { take: units, give })).status).toBe(200);
  const refunded = await post(`${path}/refund`, {
    amountWithoutLines: 500,
    gateway: 'shopify_store_credit',
    status: 'pending',
  });
  const { id: refundId } = (refunded.json as { refund: { id: string } }).refund;
  expect((await post(`${path}/refunds/${refundId}/settle`)).status).toBe(200);
  expect((await post(`${path}/refunds/${refundId}/fail`)).status).toBe(200);
  await post(`${path}/dispute`, { initiatedAs: 'INQUIRY' });
  expect(await post(`${path}/dispute/decide`, { status: 'WON' })).toMatchObject({
    json: { dispute: { status: 'WON' } },
  });
  await post(`${path}/customer`, { customerId: someCustomer(world) });
  const [fulfillment] = world.orders.get(order.id)?.fulfillments ?? [];
  expect(await post(`${path}/fulfillments/${fulfillment?.id}/cancel`)).toMatchObject({
    json: { order: { customerId: someCustomer(world), fulfillmentStatus: null } },
  });
  expect((await post(`${path}/expire`)).status).toBe(422);
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

test('makes webhooks suffer, and treats a single one', async () => {
  const put = (path: string, body: unknown) =>
    control.request(`/_sandbox${path}`, { method: 'PUT', body: JSON.stringify(body) });
  const set = await put('/delivery-faults', { lostPercent: 100, topics: ['orders/create'] });
  expect(await set.json()).toMatchObject({ lostPercent: 100, repeatedPercent: 0, seed: 1 });
  expect((await put('/delivery-faults', { lostPercent: 101 })).status).toBe(400);
  await post('/orders', { lines: [{ variantId: variantOf(world, 'house-blend'), quantity: 1 }] });
  const lost = await control.request('/_sandbox/deliveries?state=lost&topic=orders/create');
  const { deliveries } = (await lost.json()) as { deliveries: { id: string }[] };
  expect(deliveries).toHaveLength(1);
  const id = deliveries[0]?.id ?? '';
  expect((await post(`/deliveries/${id}/duplicate`)).status).toBe(202);
  expect((await post(`/deliveries/${id}/hold`)).status).toBe(409);
  expect((await post('/deliveries/none/hold')).status).toBe(404);
  expect((await post(`/deliveries/${id}/paint`)).status).toBe(404);
  expect((await post('/deliveries/retry')).status).toBe(202);
});

test('rotates the secret, ends tokens, changes scopes and the Admin API', async () => {
  const before = world.secrets.current;
  expect(await post('/secret/rotate')).toMatchObject({ json: { before } });
  expect(world.secrets.current).not.toBe(before);
  expect((await post('/secret/rotate', { webhooksFollowAfterMs: 7_200_000 })).status).toBe(400);
  expect(await post('/tokens', { fault: 'revoke' })).toMatchObject({ json: { struck: 0 } });
  const put = (path: string, body: unknown) =>
    control.request(`/_sandbox${path}`, { method: 'PUT', body: JSON.stringify(body) });
  const scopes = await put('/scopes', { granted: ['read_orders'] });
  expect(await scopes.json()).toMatchObject({ missing: ['read_customers'] });
  const tooMuch = { throttledPercent: 60, timedOutPercent: 60 };
  expect((await put('/api-faults', tooMuch)).status).toBe(400);
  await put('/api-faults', { throttledPercent: 10 });
  expect(world.apiFaults.get()).toMatchObject({ throttledPercent: 10, timedOutPercent: 0 });
  const operation = 'giftCardCreate';
  const unexplained = [{ operation, fault: 'user_error' }];
  expect((await put('/api-faults/planned', unexplained)).status).toBe(400);
  await put('/api-faults/planned', [{ operation, fault: 'timed_out', calls: 3 }]);
  const planned = { operation, fault: 'timed_out', calls: 3, userError: null };
  expect(world.plannedApiFaults.get()).toEqual([planned]);
});

test('asks for a customer’s data and its erasure, now or in its time', async () => {
  const id = someCustomer(world);
  expect((await post(`/customers/${id}/data-request`)).status).toBe(201);
  const asked = await post(`/customers/${id}/erasure`);
  const { task } = asked.json as { task: { id: string } };
  expect((await post(`/scheduled/${task.id}/run`)).status).toBe(200);
  expect(world.customers.get(id)?.email).toBeNull();
  expect((await post(`/scheduled/${task.id}/run`)).status).toBe(422);
});

test('refuses the pages of other sites', async () => {
  const asked = await control.request('/_sandbox/uninstall', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(asked.status).toBe(403);
  expect(world.installation.get()?.uninstalledAt).toBeNull();
});
