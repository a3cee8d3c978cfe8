import { describe, expect, it } from 'vitest';
import { newMoment } from '#sandbox/admin/pages/sandbox-panel.ts';
import { openAdmin } from '../support/admin-world.ts';

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

    const page = await (await get('/settings/sandbox?state=failed')).text();
    expect(page).toContain('orders/paid');
    expect(page).toContain('connection refused');
    expect((await post(`/settings/sandbox/deliveries/${id}/retry`)).status).toBe(303);
    expect(world.deliveries.get(id)?.state).toBe('waiting');
    expect((await post('/settings/sandbox/deliveries/none/retry')).status).toBe(404);
  });
});
