import { Counter, Histogram, type Registry } from 'prom-client';

export interface HttpMetrics {
  /**
   * Counts an answered request.
   * @param path without its query
   * @param status undefined when whoever asked hung up before there was an answer
   */
  countRequest(path: string, status: number | undefined, durationMs: number): void;
}

/** Requests that the web process answers. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'evergreen_http_requests_total',
    help: 'Requests, by route class and status ("aborted" where nobody waited for the answer).',
    labelNames: ['route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'evergreen_http_request_seconds',
    help: 'How long requests take until their answer has been sent, by route class.',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return {
    countRequest(path, status, durationMs) {
      const route = routeClassOf(path);
      requests.inc({ route, status: status ?? 'aborted' });
      duration.observe({ route }, durationMs / 1_000);
    },
  };
}

/** A path is the visitor's to choose, and some contain ids: classes are few and known. */
function routeClassOf(path: string): string {
  const [, first = ''] = path.split('/');
  switch (first) {
    case 'webhooks':
    case 'proxy':
    case 'auth':
    case 'assets':
      return first;
    case 'healthz':
    case 'readyz':
      return 'health';
    case 'app':
    case 'app.data':
      return 'admin';
    default:
      return 'other';
  }
}
