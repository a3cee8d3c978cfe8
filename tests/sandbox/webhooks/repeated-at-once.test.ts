import { expect, test } from 'vitest';

import type { WebhookDelivery } from '#sandbox/store/webhook-types.ts';
import { openOutbox, type OutboxParts } from '#sandbox/webhooks/outbox.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

test('deliveries that are repeated arrive once more, also where several arrive in one moment', async () => {
  const rows = new Map<string, WebhookDelivery>();
  const posted: string[] = [];
  let answer: (() => void) | undefined;
  const together = new Promise<void>((resolve) => (answer = resolve));
  const parts = {
    deliveries: {
      all: () => [...rows.values()],
      get: (id: string) => rows.get(id),
      put: (row: WebhookDelivery) => void rows.set(row.id, row),
      delete: (id: string) => rows.delete(id),
    },
    clock: { now: () => NOW, onMove: () => () => undefined },
    async post({ id }: WebhookDelivery) {
      posted.push(id);
      await together;
      return { status: 200, problem: null, milliseconds: 1 };
    },
  } as unknown as OutboxParts;
  const outbox = openOutbox(parts);
  const ids = ['1', '2', '3', '4'];
  const at = NOW.toISOString();
  outbox.take(
    ids.map((id) => {
      const delivery = { id, triggeredAt: at, nextAttemptAt: at, state: 'waiting', attempts: [] };
      return { ...delivery, repeatsLeft: 1 } as unknown as WebhookDelivery;
    }),
  );
  answer?.();
  await outbox.untilAtMost(0);
  expect([...rows.values()].map(({ state }) => state)).toEqual(ids.map(() => 'delivered'));
  expect(posted.toSorted()).toEqual(ids.flatMap((id) => [id, id]));
  await outbox.close();
});
