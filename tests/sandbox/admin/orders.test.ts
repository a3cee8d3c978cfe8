import { describe, expect, it } from 'vitest';
import { openAdmin } from '../support/admin-world.ts';

describe('an order in the admin', () => {
  it('is refunded by the units chosen for each line', async () => {
    const { world, post, order } = await openAdmin();
    const { id, lines } = order();
    const [coffee, filter] = lines;

    const answer = await post(`/orders/${id}/refund`, {
      [`quantity-${coffee?.id}`]: '1',
      [`quantity-${filter?.id}`]: '0',
      shipping: '0.00',
      amountWithoutLines: '0.00',
      note: 'Bag was torn',
    });

    expect(answer.status).toBe(303);
    const [refund] = world.orders.get(id)?.refunds ?? [];
    expect(refund).toMatchObject({
      note: 'Bag was torn',
      lines: [{ lineId: coffee?.id, quantity: 1, subtotal: 1000, restock: false }],
    });
    expect(refund?.transactions).toMatchObject([{ kind: 'refund', amount: 1000 }]);
  });

  it('is refunded by an amount, written with a point or a comma', async () => {
    const { world, post, order } = await openAdmin();
    const { id } = order();

    await post(`/orders/${id}/refund`, { amountWithoutLines: '2,50' });

    expect(world.orders.get(id)?.refunds[0]).toMatchObject({ lines: [], amountWithoutLines: 250 });
  });

  it('keeps what was typed, with the reason, when the shop refuses a refund', async () => {
    const { world, post, order } = await openAdmin();
    const { id, lines } = order();

    const answer = await post(`/orders/${id}/refund`, {
      [`quantity-${lines[0]?.id}`]: '3',
      note: 'All of it',
    });

    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toMatch(/role="alert">\s*<p>Of Coffee .* 2 can still be refunded, not 3\./);
    expect(page).toContain('value="All of it"');
    expect(world.orders.get(id)?.refunds).toEqual([]);
  });

  it.each([{}, { amountWithoutLines: 'ten' }, { amountWithoutLines: '1.234' }])(
    'is not refunded by a form that asks for nothing sensible: %o',
    async (form) => {
      const { world, post, order } = await openAdmin();
      const { id } = order();

      expect((await post(`/orders/${id}/refund`, form)).status).toBe(422);
      expect(world.orders.get(id)?.refunds).toEqual([]);
    },
  );

  it('cannot be refunded from another site', async () => {
    const { world, post, order } = await openAdmin();
    const { id } = order();

    const form = { amountWithoutLines: '5.00' };
    const answer = await post(`/orders/${id}/refund`, form, 'http://app.test');

    expect(answer.status).toBe(403);
    expect(world.orders.get(id)?.refunds).toEqual([]);
  });

  it('is fulfilled, and then says that it can no longer be cancelled', async () => {
    const { world, post, order } = await openAdmin();
    const { id } = order();

    await post(`/orders/${id}/fulfil`);
    const answer = await post(`/orders/${id}/cancel`, { reason: 'customer', refund: 'yes' });

    expect(world.orders.get(id)).toMatchObject({
      fulfillmentStatus: 'fulfilled',
      cancelledAt: null,
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('has been shipped and cannot be cancelled');
  });

  it('is cancelled with its money back', async () => {
    const { world, post, order } = await openAdmin();
    const { id } = order();

    await post(`/orders/${id}/cancel`, { reason: 'inventory', refund: 'yes' });

    expect(world.orders.get(id)).toMatchObject({
      cancelReason: 'inventory',
      financialStatus: 'refunded',
    });
  });

  it('is found by number, name and e-mail address, and nothing else is', async () => {
    const { get, order } = await openAdmin();
    const { name, email } = order();
    order();

    for (const query of [name, email ?? '']) {
      const page = await (await get(`/orders?query=${encodeURIComponent(query)}`)).text();
      expect(page).toContain('1 order ·');
    }
    expect(await (await get('/orders?query=nobody')).text()).toContain('No orders found');
  });

  it('is shown with markup in a customer’s own words taken as words', async () => {
    const { world, get, order } = await openAdmin();
    const { id } = order();
    const placed = world.orders.get(id);
    if (placed === undefined) throw new Error('The order is gone.');
    const noteAttributes = [{ name: 'gift', value: '<script>alert(1)</script>' }];
    world.orders.put({ ...placed, noteAttributes });

    const page = await (await get(`/orders/${id}`)).text();

    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert(1)');
  });
});

describe('what others do with an order', () => {
  it('is authorized, captured in time, disputed and decided', async () => {
    const { world, get, post, order } = await openAdmin();
    const lines = order().lines.map(({ variantId }) => ({ variantId, quantity: 1 }));
    const { id } = world.commands.placeOrder({
      customerId: null,
      email: null,
      locale: 'en',
      lines,
      payment: 'authorized',
    });
    const page = await (await get(`/orders/${id}`)).text();
    expect(page).toContain('Capture payment');
    expect(page).not.toContain('Open dispute');
    expect((await post(`/orders/${id}/capture`)).status).toBe(303);
    expect(world.orders.get(id)?.financialStatus).toBe('paid');
    expect((await post(`/orders/${id}/expire`)).status).toBe(422);
    await post(`/orders/${id}/dispute`, { initiatedAs: 'CHARGEBACK' });
    expect(await (await get(`/orders/${id}`)).text()).toContain('Decide dispute');
    await post(`/orders/${id}/decide-dispute`, { decision: 'LOST' });
    expect(world.orders.get(id)?.disputes).toMatchObject([{ status: 'LOST' }]);
  });

  it('comes back in parts, or for something else', async () => {
    const { world, get, post, order } = await openAdmin();
    const { id, lines } = order();
    await post(`/orders/${id}/fulfil`);
    const line = lines[0]?.id ?? '';
    await post(`/orders/${id}/return`, { line, quantity: '1' });
    const [returned] = world.orders.get(id)?.returns ?? [];
    expect(await (await get(`/orders/${id}`)).text()).toContain(
      `Close and refund return ${returned?.name}`,
    );
    await post(`/orders/${id}/close-return`, { part: returned?.id ?? '' });
    expect(world.orders.get(id)?.refunds).toMatchObject([{ lines: [{ lineId: line }] }]);
    const instead = lines[1]?.variantId ?? '';
    await post(`/orders/${id}/return`, { line, quantity: '1', instead });
    expect(world.orders.get(id)?.lines).toHaveLength(3);
    expect((await post(`/orders/${id}/return`, { line, quantity: '1' })).status).toBe(422);
  });

  it('is given to another customer, by the e-mail address', async () => {
    const { world, post, order } = await openAdmin();
    const { id } = order();
    const other = order();
    await post(`/orders/${id}/customer`, { email: other.email ?? '' });
    expect(world.orders.get(id)?.customerId).toBe(other.customerId);
    const unknown = await post(`/orders/${id}/customer`, { email: 'nobody@example.com' });
    expect(unknown.status).toBe(422);
    await post(`/orders/${id}/customer`, { email: '' });
    expect(world.orders.get(id)?.customerId).toBeNull();
  });

  it('gets its money back as store credit, later or not at all', async () => {
    const { world, get, post, order } = await openAdmin();
    const { id } = order();
    const form = { amountWithoutLines: '5.00', gateway: 'shopify_store_credit', status: 'pending' };
    await post(`/orders/${id}/refund`, form);
    const [refund] = world.orders.get(id)?.refunds ?? [];
    expect(refund?.transactions).toMatchObject([
      { gateway: 'shopify_store_credit', status: 'pending' },
    ]);
    expect(await (await get(`/orders/${id}`)).text()).toContain('Fail pending refund');
    await post(`/orders/${id}/fail-refund`, { part: refund?.id ?? '' });
    expect(world.orders.get(id)?.financialStatus).toBe('paid');
  });
});

describe('editing an order', () => {
  it('adds, takes off and goes back to the order', async () => {
    const { world, get, post, order } = await openAdmin();
    const before = order();
    const [coffee, filter] = before.lines;
    const page = await (await get(`/orders/${before.id}/edit`)).text();
    expect(page).toContain('Quantity <span class="visually-hidden">of Coffee</span>');

    const answer = await post(`/orders/${before.id}/edit`, {
      [`quantity-${coffee?.id}`]: '3',
      [`quantity-${filter?.id}`]: '0',
      refund: 'yes',
    });

    expect(answer.status).toBe(303);
    expect(world.orders.get(before.id)).toMatchObject({
      lines: [{ quantity: 3 }, { quantity: 1 }],
      refunds: [{ lines: [{ lineId: filter?.id, quantity: 1 }] }],
    });
  });

  it('says what cannot be done', async () => {
    const { post, order } = await openAdmin();
    const { id } = order();
    const nothing = await post(`/orders/${id}/edit`, {});
    expect(nothing.status).toBe(422);
    expect(await nothing.text()).toContain('Say what is to be added or removed.');
    expect((await post('/orders/1/edit', {})).status).toBe(404);
  });

  it('deletes what is cancelled and was not paid online', async () => {
    const { world, get, post, order } = await openAdmin();
    const { id } = order();
    await post(`/orders/${id}/cancel`, { reason: 'other', refund: 'yes' });
    const refused = await post(`/orders/${id}/delete`);
    expect(refused.status).toBe(422);
    expect(await (await get(`/orders/${id}`)).text()).toContain('Delete order');
    world.orders.put({ ...(world.orders.get(id) ?? order()), test: true });
    expect((await post(`/orders/${id}/delete`)).status).toBe(303);
    expect(world.orders.get(id)).toBeUndefined();
  });
});
