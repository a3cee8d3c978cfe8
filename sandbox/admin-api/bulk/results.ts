import type { Hono } from 'hono';

import type { World } from '../../world.ts';
import { RESULTS_PATH, resultFile } from './fields.ts';

const FILE = /^bulk-(\d+)-/;

/**
 * The results of bulk operations at the addresses that `BulkOperation.url` and `partialDataUrl` tell. Whoever has the
 * address may read: it is signed in Shopify and hard to guess here. After seven days it is answered with 403.
 */
export function addBulkResults(app: Hono, { bulkOperations }: World): void {
  app.get(`${RESULTS_PATH}/:file`, (request) => {
    const file = request.req.param('file');
    const operation = bulkOperations.get(FILE.exec(file)?.[1] ?? '');
    if (!operation || resultFile(operation) !== file) return request.notFound();
    if (bulkOperations.isExpired(operation)) return request.text('The address has expired.', 403);
    return request.body(toStream(bulkOperations.result(operation.id)), 200, {
      'Content-Type': 'application/jsonl',
      'Content-Length': String(operation.fileSize),
    });
  });
}

/** Hands on one piece at a time, as fast as the app reads. */
function toStream(pieces: Iterable<string>): ReadableStream<Uint8Array> {
  const left = pieces[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const next = left.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}
