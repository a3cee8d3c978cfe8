import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpMetrics } from './metrics/http-metrics.server.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Counts and times every request that a listener answers. */
export function measureRequests(metrics: HttpMetrics, listener: Listener): Listener {
  return (request, response) => {
    const startedAt = performance.now();
    const [path = ''] = (request.url ?? '').split('?', 1);
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : undefined;
      metrics.countRequest(path, status, performance.now() - startedAt);
    });
    listener(request, response);
  };
}
