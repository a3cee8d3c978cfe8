import { createServer } from 'node:http';

import { closeServer, listen } from './listen.server.ts';
import { createOperations, type OperationsOptions } from './operations.server.ts';

/** Whoever scrapes has a few seconds at most. */
const PATIENCE_MS = 1_000;

/**
 * Answers health and metrics on a port of their own, which the internet should not reach.
 * @param port undefined where nobody wants it
 * @returns how to stop, or a sentence for whoever started the process
 */
export async function serveOperations(
  port: number | undefined,
  options: OperationsOptions,
): Promise<
  { ok: true; port: number | undefined; close(): Promise<void> } | { ok: false; problem: string }
> {
  if (port === undefined) return { ok: true, port, close: () => Promise.resolve() };
  const answer = createOperations(options);
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end();
  });
  const listening = await listen(server, port, 'METRICS_PORT');
  if (!listening.ok) return listening;
  return {
    ok: true,
    port: listening.port,
    close: async () => {
      await closeServer(server, PATIENCE_MS);
    },
  };
}
