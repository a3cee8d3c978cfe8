import { describe, expect, it } from 'vitest';
import { newMoment } from '#sandbox/admin/pages/sandbox-panel.ts';
import { expiringToken } from '#sandbox/auth/tokens.ts';
import { markInstalled, openAdmin } from '../support/admin-world.ts';

describe('the sandbox panel', () => {
  it.each([
    ['day', '2026-12-31T10:00:00.000Z', '2027-01-01T10:00:00.000Z'],
    ['week', '2026-12-31T10:00:00.000Z', '2027-01-07T10:00:00.000Z'],
    ['month', '2026-12-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z'],
    ['month', '2027-01-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'],
  ] as const)('moves the clock a %s on from %s', (move, from, to) => {
    expect(newMoment(new Date(from), { move }).toISOString()).toBe(to);
  });

  it('sets the shop’s clock to the moment typed in', async () => {
    const { world, post } = await openAdmin();

    const answer = await post('/settings/sandbox/clock', { moment: '2030-05-01T08:30' });

    expect(answer.status).toBe(303);
    expect(world.clock.now().toISOString()).toMatch(/^2030-05-01T08:30:0/);
  });

  it('leaves the clock alone when the moment is none', async () => {
    const { world, post } = await openAdmin();

    const answer = await post('/settings/sandbox/clock', { moment: 'tomorrow' });

    expect(answer.status).toBe(422);
    expect(world.clock.offsetMs).toBe(0);
  });

  it('lists webhook deliveries with their outcome, and sends one again', async () => {
    const { world, get, post } = await openAdmin();
    const id = world.newId();
    world.deliveries.put({
      id,
      eventId: 'event',
      topic: 'orders/paid',
      address: 'http://app.test/webhooks',
      triggeredAt: world.clock.now().toISOString(),
      body: '{}',
      state: 'failed',
      attempts: [
        {
          at: world.clock.now().toISOString(),
          status: null,
          problem: 'connection refused',
          milliseconds: 3,
        },
      ],
      nextAttemptAt: null,
    });

    const act = (delivery: string, action: string) =>
      post(`/settings/sandbox/webhooks/${delivery}`, { action });
    const page = await (await get('/settings/sandbox/webhooks?state=failed')).text();
    expect(page).toContain('orders/paid');
    expect(page).toContain('connection refused');
    expect((await act(id, 'repeat')).status).toBe(303);
    expect(world.deliveries.get(id)?.state).toBe('waiting');
    expect((await act('none', 'repeat')).status).toBe(404);
    expect((await act(id, 'paint')).status).toBe(422);
  });
});

describe('the panel’s webhooks', () => {
  const reliable = {
    lost: '0',
    repeated: '0',
    duplicated: '0',
    delayed: '0',
    minutes: '60',
    reordered: '0',
    topics: '',
    seed: '1',
  };

  it('suffer as the form says, and no more when it is taken back', async () => {
    const { world, get, post } = await openAdmin();
    const faults = {
      ...reliable,
      lost: '12.5',
      minutes: '90',
      topics: 'orders/paid, orders/create',
    };

    expect((await post('/settings/sandbox/webhooks/faults', faults)).status).toBe(303);

    expect(world.wire.get()).toMatchObject({
      lostPercent: 12.5,
      delayMs: 5_400_000,
      topics: ['orders/paid', 'orders/create'],
    });
    const page = await (await get('/settings/sandbox/webhooks')).text();
    expect(page).toContain('value="12.5"');
    await post('/settings/sandbox/webhooks/faults', { reset: 'yes' });
    expect(world.wire.get()).toMatchObject({ lostPercent: 0, topics: [] });
  });

  it('stay as they are when a share is none', async () => {
    const { world, post } = await openAdmin();

    const answer = await post('/settings/sandbox/webhooks/faults', { ...reliable, lost: '101' });

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('A share is a number from 0 to 100.');
    expect(world.wire.get().lostPercent).toBe(0);
  });
});

describe('the panel’s keys', () => {
  it('rotate, and say what is to be done about it', async () => {
    const { world, get, post } = await openAdmin();
    markInstalled(world);
    const before = world.secrets.current;

    await post('/settings/sandbox/access/secret', { do: 'rotate' });

    const page = await (await get('/settings/sandbox/access')).text();
    expect(page).toContain(world.secrets.current);
    expect(page).toContain(before);
    expect(page).toContain('SHOPIFY_API_SECRET_BEFORE');
    await post('/settings/sandbox/access/secret', { do: 'revoke' });
    expect(world.secrets.get().before).toBeNull();
  });

  it('take a scope away, for which whoever opens the app is asked', async () => {
    const { world, get, post } = await openAdmin();
    markInstalled(world);

    await post('/settings/sandbox/access/scopes', { take: 'write_customers' });

    expect(world.installation.get()?.scopes).toEqual(['read_orders']);
    const asked = await (await get('/apps/evergreen')).text();
    expect(asked).toContain('Update app');
    expect(asked).toContain('write_customers');
    expect(asked).not.toContain('<code>read_orders</code>');
    await post('/settings/sandbox/access/scopes', { grant: 'write_customers' });
    expect(await (await get('/apps/evergreen')).text()).toContain('<iframe');
  });

  it('end tokens, and make the Admin API fail', async () => {
    const { world, post } = await openAdmin();
    markInstalled(world);
    expiringToken(world, Date.now());

    await post('/settings/sandbox/access/tokens', { fault: 'revoke' });
    const shares = { throttled: '10', unavailable: '5', timedOut: '0', seed: '2' };
    await post('/settings/sandbox/access/api-faults', shares);

    expect(world.tokens.size).toBe(0);
    expect(world.apiFaults.get()).toMatchObject({ throttledPercent: 10, unavailablePercent: 5 });
    const tooMuch = { ...shares, timedOut: '90' };
    expect((await post('/settings/sandbox/access/api-faults', tooMuch)).status).toBe(422);
  });
});

describe('what is scheduled', () => {
  it('is listed with its day, and done at once when asked', async () => {
    const { world, get, post, order } = await openAdmin();
    const id = order().customerId ?? '';
    await post(`/customers/${id}/erasure`);
    expect(await (await get(`/customers/${id}`)).text()).toContain('Cancel erasure');
    const task = world.scheduled.all()[0]?.id ?? '';
    expect(await (await get('/settings/sandbox/scheduled')).text()).toContain('Ada Byron');

    await post(`/settings/sandbox/scheduled/${task}/run`);

    const page = await (await get(`/customers/${id}`)).text();
    expect(page).toContain('Personal data erased');
    expect(page).not.toContain('Ada');
    expect((await post(`/settings/sandbox/scheduled/${task}/run`)).status).toBe(404);
  });
});

describe('uninstalling in the admin', () => {
  it('takes the app out of the navigation and offers it again', async () => {
    const { world, get, post } = await openAdmin();
    markInstalled(world);
    const navigation = async () =>
      /<nav id="navigation"[^]*<\/nav>/.exec(await (await get('/orders')).text());
    expect((await navigation())?.[0]).toContain('Evergreen');

    await post('/apps/uninstall');

    expect((await navigation())?.[0]).not.toContain('Evergreen');
    expect(await (await get('/apps')).text()).toContain('Not installed');
    expect(await (await get('/apps/evergreen')).text()).toContain('Install app');
    expect((await post('/apps/uninstall')).status).toBe(303);
  });
});
