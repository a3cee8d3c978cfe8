import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import {
  type HostileRequest,
  ORDER_TOPICS,
  bytesOf,
  createSender,
  hostileRequest,
  signatureOf,
} from '#tests/support/hostile-requests.ts';
import { expectBalancedLedger, openShop, PROGRAM_START } from '#tests/support/ledger.ts';
import { orderBody } from '#tests/support/order-bodies.ts';
import { pointsByHand } from '#tests/support/order-oracle.ts';

/** Ten thousand requests in all, in rounds that a failure can be traced to by their seed. */
const ROUNDS = 4;
const REQUESTS_A_ROUND = 2_500;
const CONNECTIONS = 12;
const TEST_MS_MAX = 150_000;

const NOW = '2026-04-01T00:00:00Z';

let opened: TestDatabase;
let app: DeliveringApp;
let sender: ReturnType<typeof createSender>;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, NOW);
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
  app.answers['SetTaggedTier'] = () => ({
    ok: true,
    data: {
      metafieldsSet: { userErrors: [] },
      tagsRemove: { userErrors: [] },
      tagsAdd: { userErrors: [] },
    },
  });
  sender = createSender(app.origin, CONNECTIONS);
});
afterEach(async () => {
  sender.close();
  await app.close();
});

/** A request with everything that it is sent with. */
interface Sent {
  readonly request: HostileRequest;
  readonly deliveryId: string;
  readonly orderId: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

function prepare(request: HostileRequest, index: number, shops: readonly Shop[]): Sent {
  const deliveryId = `delivery-${index}`;
  const orderId = request.longId
    ? String(7_064_055_069_303_000_000n + BigInt(index))
    : `${index + 1}`;
  const bytes = bytesOf(request, orderId);
  const all: Record<string, string | null> = {
    'x-shopify-topic': 'orders/paid',
    'x-shopify-shop-domain': shops[request.toShop]?.domain ?? '',
    'x-shopify-webhook-id': deliveryId,
    'x-shopify-triggered-at': NOW,
    'x-shopify-hmac-sha256': signatureOf(request.sign, bytes),
    ...request.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return { request, deliveryId, orderId, bytes, headers };
}

/** Topics, shops and ids as they may be drawn, of which these alone have their form. */
function namesItself({ request: { headers } }: Sent): boolean {
  const has = (name: string, form: RegExp) => {
    const value = headers[name];
    return value === undefined || (value !== null && form.test(value));
  };
  return (
    has('x-shopify-topic', /^[a-z]+\/[a-z]+$/) &&
    has('x-shopify-shop-domain', /\.myshopify\.com$/) &&
    has('x-shopify-webhook-id', /^delivery/)
  );
}

function expectedStatus(sent: Sent): number {
  if (sent.request.method !== 'POST') return 405;
  if (sent.request.sign !== 'well') return 401;
  return namesItself(sent) ? 200 : 400;
}

/** Whether it is in the inbox of one of the two shops. */
function isKept(sent: Sent): boolean {
  const { 'x-shopify-shop-domain': domain } = sent.request.headers;
  return expectedStatus(sent) === 200 && domain === undefined;
}

async function sendAll(everything: readonly Sent[]): Promise<void> {
  const answers = everything.map(async (sent) => {
    const { method, repeated } = sent.request;
    const send = () => sender.send(method, sent.headers, sent.bytes);
    const statuses = await Promise.all(repeated ? [send(), send()] : [send()]);
    return statuses.map((status) => [sent.deliveryId, status] as const);
  });
  const found = (await Promise.all(answers)).flat();
  const expected = everything.flatMap((sent) => {
    const answer = [sent.deliveryId, expectedStatus(sent)];
    return sent.request.repeated ? [answer, answer] : [answer];
  });
  expect(found).toEqual(expected);
}

/** The deliveries in the inboxes of shops, by id. */
async function keptDeliveries(shops: readonly Shop[]) {
  const { rows } = await opened.database.pool.query<{
    delivery_id: string;
    topic: string;
    state: string;
    reason: string | null;
  }>('SELECT delivery_id, topic, state, reason FROM inbox WHERE shop_id = ANY($1::bigint[])', [
    shops.map((shop) => shop.id),
  ]);
  return new Map(rows.map((row) => [row.delivery_id, row]));
}

/** Points that orders have brought, by their ids, where it is any. */
async function postedPoints(shops: readonly Shop[]) {
  const { rows } = await opened.database.pool.query<{
    shop_id: string;
    id: string;
    points: string;
  }>(
    `SELECT shop_id, cause_id AS id,
       sum(CASE WHEN source = 'issued' THEN amount WHEN destination = 'revoked' THEN -amount END) AS points
     FROM transfers WHERE shop_id = ANY($1::bigint[]) GROUP BY shop_id, cause_id`,
    [shops.map((shop) => shop.id)],
  );
  return rows.map((row) => `${row.shop_id} ${row.id}: ${row.points}`).sort();
}

test(
  'ten thousand hostile requests: no crash, nothing left, and the points that are due',
  async () => {
    const counts = { requests: 0, kept: 0, done: 0, earning: 0 };
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
        const shops = [await openShop(opened.database), await openShop(opened.database)];
        const sent = fc
          .sample(hostileRequest, { seed, numRuns: REQUESTS_A_ROUND })
          .map((request, index) => prepare(request, index, shops));
        await sendAll(sent);
        await app.work();

        const kept = await keptDeliveries(shops);
        expect([...kept.keys()].sort()).toEqual(
          sent
            .filter(isKept)
            .map((each) => each.deliveryId)
            .sort(),
        );
        const expected: string[] = [];
        for (const { deliveryId, request, orderId, bytes } of sent) {
          const delivery = kept.get(deliveryId);
          if (!delivery) continue;
          const { state, reason, topic } = delivery;
          expect([deliveryId, state, reason]).toEqual([
            deliveryId,
            expect.stringMatching(/^(done|unreadable)$/),
            state === 'done' ? null : expect.not.stringContaining('"failed"'),
          ]);
          const isOrder = ORDER_TOPICS.includes(topic);
          if (isOrder && request.body.kind === 'order')
            expect([deliveryId, state]).toEqual([deliveryId, 'done']);
          counts.done += state === 'done' ? 1 : 0;
          if (!isOrder || state !== 'done') continue;
          const points = pointsByHand(JSON.parse(bytes.toString()), PROGRAM_START);
          if (points > 0n) expected.push(`${shops[request.toShop]?.id} ${orderId}: ${points}`);
        }
        expect(await postedPoints(shops)).toEqual(expected.sort());
        for (const shop of shops) await expectBalancedLedger(opened.database, shop);
        counts.requests += sent.length;
        counts.kept += kept.size;
        counts.earning += expected.length;
      }),
      { numRuns: ROUNDS, endOnFailure: true },
    );
    expect(app.log()).not.toMatch(/"level":"(?:error|fatal)"/);
    // Most of it must have been worth sending.
    expect(counts.requests).toBe(ROUNDS * REQUESTS_A_ROUND);
    expect(counts.kept).toBeGreaterThan(6_000);
    expect(counts.done).toBeGreaterThan(3_000);
    expect(counts.earning).toBeGreaterThan(1_000);

    const after = await openShop(opened.database);
    expect(await app.deliver(after, 'orders/paid', orderBody())).toBe(200);
    await app.work();
    expect(await postedPoints([after])).toEqual([`${after.id} 1001: 40`]);
  },
  TEST_MS_MAX,
);
