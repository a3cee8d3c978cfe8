import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Registry } from 'prom-client';

import type { Health } from './health.server.ts';

/** What whoever runs the process may ask it. */
export interface OperationsOptions {
  readonly health: Health;
  /** Left out where strangers may ask: what is counted is nobody else's business. */
  readonly registry?: Registry;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Answers `/healthz` (the process lives), `/readyz` (it can do its work: 200, or 503 naming what fails) and, where
 * there is a registry, `/metrics`.
 * @returns whether the request was for one of them; if not, nothing was done
 */
export function createOperations(
  options: OperationsOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const routes = new Map<string, () => Promise<Answer>>([
    ['/healthz', () => Promise.resolve({ status: 200, type: JSON_TYPE, body: '{"alive":true}' })],
    ['/readyz', () => answerReadiness(options.health)],
  ]);
  const { registry } = options;
  if (registry) {
    routes.set('/metrics', async () => {
      return { status: 200, type: registry.contentType, body: await registry.metrics() };
    });
  }
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = routes.get(path);
    if (!route) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return true;
    }
    void route()
      .catch((): Answer => ({ status: 500, type: JSON_TYPE, body: '{}' }))
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : body);
      });
    return true;
  };
}

async function answerReadiness(health: Health): Promise<Answer> {
  const readiness = await health.readiness();
  return {
    status: readiness.ready ? 200 : 503,
    type: JSON_TYPE,
    body: JSON.stringify(readiness),
  };
}
