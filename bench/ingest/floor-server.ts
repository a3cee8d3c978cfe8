/**
 * The floor: the least that a receiver in Node can be. It reads the body, verifies the HMAC, inserts the row and
 * answers; nothing is applied, nothing is guarded.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import pg from 'pg';

const { DATABASE_URL: connectionString = '', SHOPIFY_API_SECRET: secret = '' } = process.env;
const CONNECTIONS = 10;

const pool = new pg.Pool({ connectionString, max: CONNECTIONS });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const header = (name: string) => String(request.headers[name]);
    const given = Buffer.from(header('x-shopify-hmac-sha256'), 'base64');
    const isGenuine = timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given);
    const answer = (status: number) => response.writeHead(status, { 'Content-Length': 0 }).end();
    if (!isGenuine) return answer(401);
    pool
      .query({
        name: 'insert',
        text: `INSERT INTO inbox (shop_id, delivery_id, topic, triggered_at, received_at, body)
               VALUES (1, $1, $2, $3, $4, $5)`,
        values: [
          header('x-shopify-webhook-id'),
          header('x-shopify-topic'),
          header('x-shopify-triggered-at'),
          new Date(),
          body,
        ],
      })
      .then(
        () => answer(200),
        () => answer(503),
      );
  });
});

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end().then(() => process.exit(0)));
});
