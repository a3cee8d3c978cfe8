import { describe, expect, test } from 'vitest';

import { type Backlog, watchBacklog } from '#app/platform/metrics/backlog-metrics.server.ts';
import { createMetrics, describeProcess } from '#app/platform/metrics.server.ts';

const BACKLOG: Backlog = {
  ledgerDrift: 2,
  deliveries: { received: 3, waiting: 2, unreadable: 1, oldestDueMs: 90_000 },
  effects: { waiting: 5, failing: 4, oldestDueMs: 0 },
};

/** The lines of a scrape that begin with a name. */
async function lines(metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('deliveries', () => {
  test('are counted when they come: new ones, repeated ones, refused ones by reason', async () => {
    const metrics = createMetrics();
    metrics.deliveries.countReceipt('received');
    metrics.deliveries.countReceipt('duplicate');
    metrics.deliveries.countReceipt('signature');
    expect(await lines(metrics, 'evergreen_deliveries_')).toEqual([
      'evergreen_deliveries_received_total 1',
      'evergreen_deliveries_duplicate_total 1',
      'evergreen_deliveries_refused_total{reason="signature"} 1',
    ]);
  });

  test('are counted when they are dealt with, by family: a topic that anyone can send is no label', async () => {
    const metrics = createMetrics();
    metrics.deliveries.countApplication('orders/paid', 'done', 1_500);
    metrics.deliveries.countApplication('orders/updated', 'waiting', 1_500);
    metrics.deliveries.countApplication('anna_keller/created', 'unreadable', null);
    expect(await lines(metrics, 'evergreen_deliveries_applied_total')).toEqual([
      'evergreen_deliveries_applied_total{family="orders",outcome="done"} 1',
      'evergreen_deliveries_applied_total{family="orders",outcome="waiting"} 1',
      'evergreen_deliveries_applied_total{family="other",outcome="unreadable"} 1',
    ]);
    const delays = await lines(metrics, 'evergreen_delivery_to_ledger_seconds');
    expect(delays).toContain('evergreen_delivery_to_ledger_seconds_bucket{le="1"} 0');
    expect(delays).toContain('evergreen_delivery_to_ledger_seconds_bucket{le="2"} 1');
    expect(delays).toContain('evergreen_delivery_to_ledger_seconds_count 1');
  });

  test('whose time lies a little ahead of our clock came at once', async () => {
    const metrics = createMetrics();
    metrics.deliveries.countApplication('orders/paid', 'done', -400);
    expect(await lines(metrics, 'evergreen_delivery_to_ledger_seconds_sum')).toEqual([
      'evergreen_delivery_to_ledger_seconds_sum 0',
    ]);
  });
});

test('comparisons with Shopify are counted by outcome, and what they brought to light', async () => {
  const metrics = createMetrics();
  metrics.reconciliations.countRun('changes', 'done');
  metrics.reconciliations.countRun('everything', 'no_file');
  const found = { ordersRepaired: 3, customersRepaired: 1, unreadable: 0 };
  metrics.reconciliations.countUnaccounted(found);
  expect(await lines(metrics, 'evergreen_reconciliations_total')).toEqual([
    'evergreen_reconciliations_total{mode="changes",outcome="done"} 1',
    'evergreen_reconciliations_total{mode="everything",outcome="no_file"} 1',
  ]);
  expect(await lines(metrics, 'evergreen_unaccounted_total')).toEqual([
    'evergreen_unaccounted_total{kind="order"} 3',
    'evergreen_unaccounted_total{kind="customer"} 1',
    'evergreen_unaccounted_total{kind="unreadable"} 0',
  ]);
});

describe('the backlog', () => {
  test('is read when somebody scrapes, once for several scrapes', async () => {
    const metrics = createMetrics();
    let looks = 0;
    watchBacklog(metrics.registry, () => {
      looks += 1;
      return Promise.resolve(BACKLOG);
    });
    expect(await lines(metrics, 'evergreen_deliveries{')).toEqual([
      'evergreen_deliveries{state="received"} 3',
      'evergreen_deliveries{state="waiting"} 2',
      'evergreen_deliveries{state="unreadable"} 1',
    ]);
    expect(await lines(metrics, 'evergreen_effects{')).toEqual([
      'evergreen_effects{state="waiting"} 5',
      'evergreen_effects{state="failing"} 4',
    ]);
    expect(await lines(metrics, 'evergreen_oldest_due_seconds{')).toEqual([
      'evergreen_oldest_due_seconds{kind="delivery"} 90',
      'evergreen_oldest_due_seconds{kind="effect"} 0',
    ]);
    expect(await lines(metrics, 'evergreen_ledger_drift')).toEqual(['evergreen_ledger_drift 2']);
    expect(await lines(metrics, 'evergreen_backlog_readable')).toEqual([
      'evergreen_backlog_readable 1',
    ]);
    expect(looks).toBe(1);
  });

  test('is not shown while the database is away, and that is shown instead', async () => {
    const metrics = createMetrics();
    watchBacklog(metrics.registry, () => Promise.reject(new Error('away')));
    const scraped = await metrics.registry.metrics();
    expect(scraped).toContain('evergreen_backlog_readable 0');
    expect(scraped).not.toContain('evergreen_deliveries{');
  });
});

test.each([
  ['/webhooks', 'webhooks'],
  ['/proxy/activity', 'proxy'],
  ['/app/members/42', 'admin'],
  ['/app.data', 'admin'],
  ['/assets/entry-1a2b3c.js', 'assets'],
  ['/readyz', 'health'],
  ['/.git/config', 'other'],
  ['/', 'other'],
])('a request for %s is one of %s', async (path, route) => {
  const metrics = createMetrics();
  metrics.http.countRequest(path, 200, 3);
  metrics.http.countRequest(path, undefined, 3);
  expect(await lines(metrics, 'evergreen_http_requests_total')).toEqual([
    `evergreen_http_requests_total{route="${route}",status="200"} 1`,
    `evergreen_http_requests_total{route="${route}",status="aborted"} 1`,
  ]);
});

test('a process says what it is', async () => {
  const metrics = createMetrics();
  describeProcess(metrics.registry, { version: '1.2.3', role: 'worker' });
  expect(await lines(metrics, 'evergreen_build_info')).toEqual([
    `evergreen_build_info{version="1.2.3",role="worker",node="${process.version}"} 1`,
  ]);
  expect(await lines(metrics, 'process_cpu_seconds_total')).toHaveLength(1);
});
