import { createHmac } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { loader } from '#app/routes/proxy.activity.ts';
import {
  customer,
  installTestShop,
  order,
  refunded,
  settleEach,
} from '#tests/app/usecases/a-shop-with-orders.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

const SECRET = 'a secret that only Shopify and the app know';

let opened: TestDatabase;
let shop: Shop;
let context: AppLoadContext;

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await installTestShop(opened.database);
  const { database } = opened;
  // The route touches nothing else of what a process is composed of.
  context = {
    services: { database },
    shopify: { apiSecrets: [SECRET] },
  } as unknown as AppLoadContext;
  const lena = customer('8001', 'Lena', 'Vogt');
  const coffee = order('1001', lena, 14.9, '2026-03-01T23:30:00Z');
  await settleEach(database, shop, [
    coffee,
    order('1002', lena, 0.5, '2026-03-03T10:00:00Z'),
    refunded(coffee, '2026-03-04T10:00:00Z'),
  ]);
});

afterAll(() => opened.close());

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#calculate-a-digital-signature */
function signed(parameters: Record<string, string>): URL {
  const url = new URL('https://evergreen.example/proxy/activity');
  const all = {
    shop: shop.domain,
    path_prefix: '/apps/evergreen',
    timestamp: String(Math.floor(Date.now() / 1000)),
    logged_in_customer_id: '',
    ...parameters,
  };
  const message = Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('');
  const signature = createHmac('sha256', SECRET).update(message).digest('hex');
  url.search = String(new URLSearchParams({ ...all, signature }));
  return url;
}

async function ask(url: URL): Promise<Response> {
  const outcome = loader({ request: new Request(url), params: {}, context });
  return outcome.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
}

test('a member reads her activity in German, with the reasons, in the shop’s own days', async () => {
  const response = await ask(signed({ logged_in_customer_id: '8001', locale: 'de' }));
  expect(response.status).toBe(200);
  expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  expect(await response.json()).toMatchObject({
    state: 'member',
    next: null,
    entries: [
      { text: 'Zurückgenommen für Bestellung #1001', points: '−14', date: '4. März 2026' },
      { text: 'Keine Punkte für Bestellung #1002', points: null, date: '3. März 2026' },
      {
        text: 'Gesammelt mit Bestellung #1001',
        points: '+14',
        at: '2026-03-01T23:30:00.000Z',
        date: '2. März 2026',
        because: expect.arrayContaining([expect.stringContaining('14 Punkte')]) as unknown,
      },
    ],
  });
});

test('a language that the app does not speak is answered in English', async () => {
  const response = await ask(signed({ logged_in_customer_id: '8001', locale: 'fi' }));
  const { entries } = (await response.json()) as { entries: { text: string; date: string }[] };
  expect(entries.at(-1)).toMatchObject({
    text: 'Earned with order #1001',
    date: 'March 2, 2026',
  });
});

test('who is signed out and who is no member are told apart, and neither sees anything', async () => {
  const signedOut = await ask(signed({ locale: 'en' }));
  expect([signedOut.status, await signedOut.json()]).toEqual([200, { state: 'signed_out' }]);
  const stranger = await ask(signed({ logged_in_customer_id: '4711' }));
  expect([stranger.status, await stranger.json()]).toEqual([200, { state: 'not_a_member' }]);
});

test('an address that we never gave out is refused', async () => {
  const response = await ask(signed({ logged_in_customer_id: '8001', cursor: '1.order.x' }));
  expect([response.status, await response.json()]).toEqual([400, { state: 'unknown_cursor' }]);
});

test('nobody can name herself: what Shopify did not sign is refused without a word', async () => {
  const forged = signed({ logged_in_customer_id: '' });
  forged.searchParams.set('logged_in_customer_id', '8001');
  const twice = signed({ logged_in_customer_id: '8001' });
  twice.searchParams.append('logged_in_customer_id', '8002');
  const stale = signed({ logged_in_customer_id: '8001', timestamp: '1700000000' });
  for (const url of [forged, twice, stale]) {
    const response = await ask(url);
    expect([response.status, await response.text()]).toEqual([401, '']);
  }
});
