import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type Inbox, openInbox } from '#app/db/deliveries/inbox-insert.server.ts';
import { findShopByDomain, saveInstalledShop } from '#app/db/shops/shops.server.ts';
import { clock } from '#app/platform/clock.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { createNudge } from '#app/webhooks/nudge.server.ts';
import { createReceiver } from '#app/webhooks/receive.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

const SECRET = 'the secret of today';
const SECRET_BEFORE = 'the secret of yesterday';
const SHOP = 'beans.myshopify.com';
const BODY = '{"id":9007199254740993,"name":"#1001"}';
const MEGABYTE = 1024 * 1024;

const logger = createLogger('silent', 'test');
let postgres: TestDatabase;
let inbox: Inbox;
let server: Server;
let origin: string;
let nudged: string[];
let counted: string[];

beforeAll(async () => {
  postgres = await openTestDatabase();
  inbox = openInbox(postgres.url);
  server = await serve(inbox);
  origin = originOf(server);
  await saveInstalledShop(
    postgres.database.pool,
    {
      domain: SHOP,
      name: 'Beans',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      locale: 'de',
      isDevelopment: false,
    },
    new Date('2026-01-01T00:00:00Z'),
  );
});

afterAll(async () => {
  server.close();
  await inbox.close();
  await postgres.close();
});

beforeEach(async () => {
  nudged = [];
  counted = [];
  await postgres.database.pool.query('DELETE FROM inbox');
});

async function serve(into: Inbox): Promise<Server> {
  const receive = createReceiver({
    inbox: into,
    secrets: [SECRET, SECRET_BEFORE],
    clock,
    logger,
    count: (outcome) => counted.push(outcome),
    nudge: ({ shopId }) => nudged.push(shopId),
  });
  const listening = createServer((request, response) => void receive(request, response));
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return listening;
}

function originOf(listening: Server): string {
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

function sign(body: string | Buffer, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

function headersOf(body: string | Buffer, changes: Record<string, string> = {}) {
  return {
    'X-Shopify-Topic': 'orders/paid',
    'X-Shopify-Shop-Domain': SHOP,
    'X-Shopify-Webhook-Id': randomUUID(),
    'X-Shopify-Triggered-At': '2026-11-22T10:00:00.123456789Z',
    'X-Shopify-Hmac-Sha256': sign(body),
    ...changes,
  };
}

async function deliver(headers: Record<string, string>, body = BODY): Promise<number> {
  const response = await fetch(origin, { method: 'POST', headers, body });
  return response.status;
}

async function stored() {
  const { rows } = await postgres.database.pool.query<{
    delivery_id: string;
    topic: string;
    triggered_at: Date | null;
    body: Buffer;
    state: string;
  }>('SELECT delivery_id, topic, triggered_at, body, state FROM inbox ORDER BY id');
  return rows;
}

describe('a delivery that Shopify signed', () => {
  test('is stored byte for byte, acknowledged, and the worker is nudged', async () => {
    const headers = headersOf(BODY);
    expect(await deliver(headers)).toBe(200);
    const [row, ...others] = await stored();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      delivery_id: headers['X-Shopify-Webhook-Id'],
      topic: 'orders/paid',
      triggered_at: new Date('2026-11-22T10:00:00.123Z'),
      state: 'received',
    });
    expect(row?.body.toString()).toBe(BODY);
    expect(nudged).toHaveLength(1);
  });

  test('with the secret of before a rotation is stored as well', async () => {
    const headers = headersOf(BODY, { 'X-Shopify-Hmac-Sha256': sign(BODY, SECRET_BEFORE) });
    expect(await deliver(headers)).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  test('that comes again is acknowledged and stored once', async () => {
    const headers = headersOf(BODY);
    const statuses = await Promise.all([deliver(headers), deliver(headers), deliver(headers)]);
    expect(statuses).toEqual([200, 200, 200]);
    expect(await stored()).toHaveLength(1);
    expect(nudged).toHaveLength(1);
  });

  test('of a shop that never installed the app is acknowledged and dropped', async () => {
    const headers = headersOf(BODY, { 'X-Shopify-Shop-Domain': 'other.myshopify.com' });
    expect(await deliver(headers)).toBe(200);
    expect(await stored()).toEqual([]);
    expect(nudged).toEqual([]);
  });

  test('whose time cannot be read is stored without it', async () => {
    expect(await deliver(headersOf(BODY, { 'X-Shopify-Triggered-At': 'yesterday' }))).toBe(200);
    expect(await stored()).toMatchObject([{ triggered_at: null }]);
  });

  test.each([
    ['topic', 'X-Shopify-Topic', 'orders/paid; DROP TABLE inbox'],
    ['shop', 'X-Shopify-Shop-Domain', 'beans.example.com'],
    ['id', 'X-Shopify-Webhook-Id', 'x'.repeat(101)],
  ])('with a malformed %s is refused', async (_what, name, value) => {
    expect(await deliver(headersOf(BODY, { [name]: value }))).toBe(400);
    expect(await stored()).toEqual([]);
  });

  test('in chunks of unknown length is stored whole', async () => {
    const body = Buffer.from(`{"note":"${'ä'.repeat(200_000)}"}`);
    const sending = httpRequest(origin, { method: 'POST', headers: headersOf(body) });
    for (let at = 0; at < body.length; at += 7_001) sending.write(body.subarray(at, at + 7_001));
    sending.end();
    const [response] = (await once(sending, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
    const [row] = await stored();
    expect(row?.body.equals(body)).toBe(true);
  });
});

describe('what Shopify did not sign', () => {
  test.each([
    ['a forged signature', { 'X-Shopify-Hmac-Sha256': sign(BODY, 'a guess') }],
    ['the signature of another body', { 'X-Shopify-Hmac-Sha256': sign('{}') }],
    ['a signature in another form', { 'X-Shopify-Hmac-Sha256': 'short' }],
    ['an empty signature', { 'X-Shopify-Hmac-Sha256': '' }],
  ])('%s is refused and nothing is stored', async (_what, changes) => {
    expect(await deliver(headersOf(BODY, changes))).toBe(401);
    expect(await stored()).toEqual([]);
    expect(nudged).toEqual([]);
  });

  test('a missing signature is refused', async () => {
    const { 'X-Shopify-Hmac-Sha256': _signature, ...headers } = headersOf(BODY);
    expect(await deliver(headers)).toBe(401);
    expect(await stored()).toEqual([]);
  });

  test('another method is refused', async () => {
    const response = await fetch(origin, { headers: headersOf('') });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
  });
});

describe('a body over the limit', () => {
  test('is refused on its announced length, unread', async () => {
    const body = Buffer.alloc(5 * MEGABYTE + 1, 'x');
    const sending = httpRequest(origin, {
      method: 'POST',
      headers: { ...headersOf(body), 'Content-Length': body.length },
    });
    sending.on('error', () => undefined);
    sending.flushHeaders();
    const [response] = (await once(sending, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(413);
    expect(await stored()).toEqual([]);
  });

  test('is refused as soon as the stream passes it, and the connection is closed', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `${MEGABYTE.toString(16)}\r\n${'x'.repeat(MEGABYTE)}\r\n`;
    for (let sent = 0; sent < 6; sent += 1) socket.write(chunk);
    // The body has no end, and still there is an answer.
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('Connection: close');
    expect(await stored()).toEqual([]);
  });

  test('just within it is stored', async () => {
    const body = 'x'.repeat(5 * MEGABYTE);
    expect(await deliver(headersOf(body), body)).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
});

test('each request is counted by what became of it', async () => {
  const headers = headersOf(BODY);
  await deliver(headers);
  await deliver(headers);
  await deliver(headersOf(BODY, { 'X-Shopify-Shop-Domain': 'other.myshopify.com' }));
  await deliver(headersOf(BODY, { 'X-Shopify-Hmac-Sha256': 'short' }));
  await deliver(headersOf(BODY, { 'X-Shopify-Topic': '' }));
  await fetch(origin);
  expect(counted).toEqual([
    'received',
    'duplicate',
    'unknown_shop',
    'signature',
    'headers',
    'method',
  ]);
});

test('while the database is away Shopify is asked to come again', async () => {
  const away = openInbox('postgresql://nobody@127.0.0.1:1/nothing');
  const unlucky = await serve(away);
  const response = await fetch(originOf(unlucky), {
    method: 'POST',
    headers: headersOf(BODY),
    body: BODY,
  });
  unlucky.close();
  await away.close();
  expect(response.status).toBe(503);
  expect(counted).toEqual(['database_away']);
  expect(nudged).toEqual([]);
});

test('a burst of deliveries becomes one job a shop', async () => {
  const { database } = postgres;
  const shop = await findShopByDomain(database.pool, SHOP);
  if (!shop) throw new Error('the shop is missing');
  const nudge = createNudge(database, logger);
  for (let delivery = 0; delivery < 50; delivery += 1) nudge({ kind: 'stored', shopId: shop.id });
  await nudge.flush();
  const jobs = await database.pool.query('SELECT FROM graphile_worker.jobs');
  expect(jobs.rowCount).toBe(1);
});
