import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

const Request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });

/** Shopify as far as the worker asks it while it settles files. */
export interface StandInShopify {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Answers for orders from what the files say, and takes the members' summaries.
 * @param orders as the Admin API answers them, by id
 */
export async function startStandInShopify(
  orders: ReadonlyMap<string, object>,
): Promise<StandInShopify> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.setHeader('Content-Type', 'application/json');
      // The clock that the preloaded module asks for: the present.
      if (request.method === 'GET') return response.end('{"offsetMs":0}');
      const asked = Request.safeParse(JSON.parse(body || '{}'));
      return response.end(JSON.stringify(asked.success ? answer(orders, asked.data) : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  orders: ReadonlyMap<string, object>,
  { query, variables }: z.infer<typeof Request>,
): object {
  const order = (id: unknown) => orders.get(String(id).split('/').at(-1) ?? '') ?? null;
  switch (/(?:query|mutation)\s+(\w+)/.exec(query)?.[1]) {
    case 'OrdersByIds':
      return { data: { nodes: (variables['ids'] as unknown[]).map(order) } };
    // Every order comes whole. Where a list of it is as long as a first page, it is asked for again all the same.
    case 'OrderLists':
    case 'OrderRefundIds':
      return { data: { order: order(variables['orderId']) } };
    case 'CurrentAppInstallation':
      return {
        data: {
          currentAppInstallation: { id: 'gid://shopify/AppInstallation/1', accessScopes: [] },
        },
      };
    case 'SetMetafields':
      return { data: { metafieldsSet: { metafields: [], userErrors: [] } } };
    default:
      return { errors: [{ message: 'not answered here' }] };
  }
}
