import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { createHealth, type HealthCheck } from '#app/platform/health.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { createMetrics } from '#app/platform/metrics.server.ts';
import { createOperations } from '#app/platform/operations.server.ts';

const logger = createLogger('silent', 'test');
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const well: HealthCheck = { name: 'database', check: () => Promise.resolve() };
const ill: HealthCheck = {
  name: 'queue',
  check: () => Promise.reject(new Error('password of the database')),
};
const silent: HealthCheck = { name: 'inbox', check: () => new Promise(() => undefined) };

async function ask(
  path: string,
  options: { checks?: readonly HealthCheck[]; withMetrics?: boolean; method?: string } = {},
) {
  const { checks = [well], withMetrics = false, method = 'GET' } = options;
  const answer = createOperations({
    health: createHealth(checks, logger, 20),
    ...(withMetrics && { registry: createMetrics().registry }),
  });
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end('not ours');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('/healthz', () => {
  test('says that the process lives, whatever it depends on', async () => {
    const { status, text } = await ask('/healthz', { checks: [ill, silent] });
    expect([status, text]).toEqual([200, '{"alive":true}']);
  });
});

describe('/readyz', () => {
  test('is good while everything holds', async () => {
    const { status, text, headers } = await ask('/readyz?from=balancer');
    expect([status, text]).toEqual([200, '{"ready":true,"checks":{"database":"ok"}}']);
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  test('names what fails, also what does not answer in time, and not why', async () => {
    const { status, text } = await ask('/readyz', { checks: [well, ill, silent] });
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      ready: false,
      checks: { database: 'ok', queue: 'failing', inbox: 'failing' },
    });
  });

  test('is bad once the process is about to end', async () => {
    const health = createHealth([well], logger);
    health.close();
    expect(await health.readiness()).toEqual({
      ready: false,
      checks: { database: 'ok', process: 'failing' },
    });
  });

  test('asked often, looks once', async () => {
    let looks = 0;
    const counting = { name: 'database', check: () => Promise.resolve((looks += 1)) };
    const health = createHealth([counting], logger);
    await Promise.all([health.readiness(), health.readiness(), health.readiness()]);
    expect(looks).toBe(1);
  });
});

describe('/metrics', () => {
  test('is there where a registry is given, and nowhere else', async () => {
    const { status, text, headers } = await ask('/metrics', { withMetrics: true });
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('# TYPE evergreen_deliveries_received_total counter');
    expect(await ask('/metrics')).toMatchObject({ status: 404, text: 'not ours' });
  });

  test('is read, not written to', async () => {
    const answer = await ask('/metrics', { withMetrics: true, method: 'POST' });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });
});
