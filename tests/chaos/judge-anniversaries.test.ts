import { expect, test } from 'vitest';

import type { History, TrueOrderState } from './history.ts';
import { judgeAnniversaries } from './judge-anniversaries.ts';

const program = {
  earning: {
    order: { channels: 'all', business: false, testOrders: 'never' },
    actions: [{ key: 'join_anniversary', occasion: { kind: 'join_anniversary' }, points: 20 }],
  },
};

function historyOf(bought: readonly string[], merges: History['merges'] = []): History {
  const states = (at: string): TrueOrderState[] => [
    {
      ...{ customerId: '7', processedAt: at, currency: 'EUR', deleted: false },
      ...{ test: false, business: false, sourceName: 'web' },
    } as TrueOrderState,
  ];
  return {
    ...{ currency: 'EUR', isDevelopment: false, timezone: 'Europe/Berlin', merges },
    versions: [{ version: 1, inForceFrom: '2025-01-01T00:00:00Z', program }],
    orders: bought.map((at) => ({ id: at, states: states(at) })),
  } as unknown as History;
}

function judged(history: History, ...days: readonly string[]) {
  const given = days.map((at) => ({ customerId: '7', at: Date.parse(at), points: 20 }));
  const { lost, wrong } = judgeAnniversaries(
    history,
    new Date('2026-08-01T00:00:00Z'),
    () => false,
    new Map([['7', given]]),
  );
  return { lost: lost.length, wrong: wrong.length };
}

// Shortly before midnight in Greenwich it is the next day in Berlin already.
const JOINED = '2025-03-04T23:30:00Z';
const DAY = '2026-03-04T23:00:00Z';

test('who joined before the season has her anniversary on its day, once', () => {
  const history = historyOf([JOINED, '2025-04-01T12:00:00Z']);
  expect(judged(history, DAY)).toEqual({ lost: 0, wrong: 0 });
  expect(judged(history)).toEqual({ lost: 1, wrong: 0 });
  expect(judged(history, DAY, DAY)).toEqual({ lost: 0, wrong: 1 });
  expect(judged(history, '2026-03-03T23:00:00Z')).toEqual({ lost: 1, wrong: 1 });
});

test('who joined in the season has none, and who was another before may have had both', () => {
  expect(judged(historyOf(['2026-02-01T12:00:00Z']))).toEqual({ lost: 0, wrong: 0 });
  const merge = { absorbed: '8', kept: '7', at: '2026-05-01T00:00:00Z' };
  const history = historyOf([JOINED, '2025-04-01T12:00:00Z'], [merge]);
  expect(judged(history, DAY, '2026-03-31T22:00:00Z')).toEqual({ lost: 0, wrong: 0 });
});
