import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createBucket } from '#sandbox/admin-api/throttle.ts';

/** What setting metafields costs of the shop's budget, whatever their number. */
const COST = 10;

/** Shopify as far as effects need it while load runs: it accepts summaries, at the rate of a Plus shop. */
export interface ShopifyStandIn {
  readonly origin: string;
  /** Calls that were answered with success. */
  readonly accepted: () => number;
  close(): Promise<void>;
}

/** Starts it on a free port. It answers without looking into what it is told, so that it costs next to nothing. */
export async function startShopifyStandIn(): Promise<ShopifyStandIn> {
  const bucket = createBucket(
    () => 'Plus',
    () => performance.now(),
  );
  let accepted = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.setHeader('Content-Type', 'application/json');
      if (request.method === 'GET') return response.end('{"offsetMs":0}');
      const granted = bucket.take(COST);
      if (granted) accepted += 1;
      const cost = {
        requestedQueryCost: COST,
        actualQueryCost: COST,
        throttleStatus: bucket.status(),
      };
      const answer = granted
        ? { data: { metafieldsSet: { metafields: [], userErrors: [] } } }
        : { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] };
      return response.end(JSON.stringify({ ...answer, extensions: { cost } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    accepted: () => accepted,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
