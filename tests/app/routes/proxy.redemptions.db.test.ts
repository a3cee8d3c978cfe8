import { createHmac } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { action, loader } from '#app/routes/proxy.redemptions.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { aReward, programWith } from '#tests/app/usecases/support/a-reward.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';

const SECRET = 'a secret that only Shopify and the app know';
const NOW = new Date('2026-05-20T12:00:00Z');

let opened: TestDatabase;
let shop: Shop;
let context: AppLoadContext;
let memberId: MemberId;

beforeAll(async () => {
  opened = await openTestDatabase();
});
beforeEach(async () => {
  const limits = [{ per: 'day' as const, times: 1, points: null }];
  const rewards = [aReward(), aReward({ key: 'daily', limits })];
  shop = await openShop(opened.database, programWith(rewards));
  const { database } = opened;
  // The route touches nothing else of what a process is composed of.
  context = {
    services: { database, clock: { now: () => NOW } },
    shopify: { apiSecrets: [SECRET] },
  } as unknown as AppLoadContext;
  memberId = await join(database, shop, '7');
  await join(database, shop, '8');
  const award = { id: 'gift', memberId, points: 1_700, reason: 'A gift' };
  await inTransaction(database, (sql) => awardPoints(sql, shop.id, [award], NOW));
});
afterAll(() => opened.close());

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#calculate-a-digital-signature */
function signed(customerId: string, parameters: Record<string, string> = {}): string {
  const all = {
    shop: shop.domain,
    path_prefix: '/apps/evergreen',
    timestamp: String(Math.floor(Date.now() / 1000)),
    logged_in_customer_id: customerId,
    ...parameters,
  };
  const message = Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('');
  const signature = createHmac('sha256', SECRET).update(message).digest('hex');
  return `https://evergreen.example/proxy/redemptions?${new URLSearchParams({ ...all, signature }).toString()}`;
}

interface Answer {
  readonly state: string;
  readonly redemption?: { readonly id: string; readonly state: string };
  readonly text?: string;
  readonly next?: string | null;
  readonly redemptions?: readonly { readonly id: string; readonly state: string }[];
}

async function post(customerId: string, body: unknown, type = 'application/json') {
  const init = { method: 'POST', headers: { 'Content-Type': type }, body: JSON.stringify(body) };
  const request = new Request(signed(customerId), init);
  const response = await action({ request, params: {}, context });
  return { status: response.status, body: (await response.json()) as Answer };
}

/** The same, with what is thrown as the framework answers it. */
async function postUnlessRefused(customerId: string, body: unknown) {
  try {
    return { ...(await post(customerId, body)), retryAfter: null };
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    const retryAfter = thrown.headers.get('Retry-After');
    return { status: thrown.status, retryAfter, body: (await thrown.json()) as Answer };
  }
}

async function list(customerId: string, parameters = {}): Promise<Answer> {
  const request = new Request(signed(customerId, parameters));
  const response = await loader({ request, params: {}, context });
  expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  return (await response.json()) as Answer;
}

const KEY = 'a-key-of-the-page-1';
const wish = (change: object = {}) => ({
  intent: 'redeem',
  reward: 'five-off',
  points: 500,
  key: KEY,
  ...change,
});

describe('a shopper', () => {
  test('redeems once, however often her tap arrives, and sees it', async () => {
    const first = await post('7', wish());
    expect(first).toMatchObject({ status: 200, body: { state: 'redeemed' } });
    expect((await post('7', wish())).body).toEqual(first.body);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({
      available: 1_200,
      held: 500,
    });
    expect((await list('7')).redemptions).toMatchObject([first.body.redemption]);
    expect((await list('8')).redemptions).toEqual([]);
  });

  test('cancels her own redemption and nobody else’s', async () => {
    const { body } = await post('7', wish());
    const cancelling = { intent: 'cancel', id: body.redemption?.id };
    expect((await post('8', cancelling)).body).toMatchObject({ state: 'unknown' });
    expect((await post('7', cancelling)).body).toMatchObject({ state: 'cancelled' });
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 1_700 });
  });

  test('who asks for too much at once is told when to come again, and nothing is taken for it', async () => {
    const key = (index: number) => `a-key-of-a-script-${index}`;
    const flood = Array.from({ length: 90 }, (_, index) =>
      postUnlessRefused('7', wish({ reward: 'none', locale: 'de', key: key(index) })),
    );
    const refused = (await Promise.all(flood)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      retryAfter: expect.stringMatching(/^[12]$/) as string,
      body: {
        state: 'too_many_requests',
        text: expect.stringMatching(
          /^Das war sehr viel auf einmal\. In \d Sekunden? geht es wieder\.$/,
        ) as string,
      },
    });
    expect((await postUnlessRefused('8', wish())).status).toBe(200);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 1_700 });
  });

  test('is told what is in the way', async () => {
    expect((await post('8', wish())).body).toMatchObject({ state: 'not_enough' });
    expect((await post('7', wish({ points: 400 }))).body).toMatchObject({ state: 'no_such_offer' });
    expect((await post('7', wish({ reward: 'none' }))).body).toMatchObject({ state: 'no_reward' });
    await post('7', wish({ reward: 'daily' }));
    expect((await post('7', wish({ reward: 'daily', key: 'another-key-of-hers' }))).body).toEqual({
      state: 'refused',
      why: 'limit_reached',
      until: '2026-05-20T22:00:00.000Z',
      text: 'You have had it as often as it is given. Yours again from May 21, 2026.',
    });
    expect((await post('7', wish({ points: 500 }))).body).toMatchObject({ state: 'contradictory' });
  });

  test('reads in her language what came of it', async () => {
    const german = { locale: 'de' };
    expect((await post('8', wish(german))).body.text).toBe(
      'Dafür hast du nicht mehr genug Punkte. Es wurde nichts abgezogen.',
    );
    const { body } = await post('7', wish(german));
    expect(body.text).toBe('Geschafft. Es ist unterwegs zu dir.');
    const cancelling = { intent: 'cancel', id: body.redemption?.id, ...german };
    expect((await post('7', cancelling)).body.text).toBe(
      'Zurückgegeben. Deine Punkte sind wieder da.',
    );
  });

  test('turns the pages of what she has redeemed', async () => {
    const award = { id: 'more', memberId, points: 10_000, reason: 'A gift' };
    await inTransaction(opened.database, (sql) => awardPoints(sql, shop.id, [award], NOW));
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const { body } = await post('7', wish({ key: `${KEY}-${number}` }));
      await post('7', { intent: 'cancel', id: body.redemption?.id });
    }
    const first = await list('7', { view: 'over', locale: 'en' });
    expect(first.redemptions).toHaveLength(8);
    expect(first.redemptions?.[0]).toMatchObject({
      name: 'Five euros off',
      outcome: 'Given back',
      date: 'May 20, 2026',
    });
    const second = await list('7', { view: 'over', before: first.next ?? '' });
    expect(second).toMatchObject({ redemptions: [{ key: `${KEY}-1` }], next: null });
  });

  test('who is signed out or no member gets nothing', async () => {
    expect((await post('', wish())).body).toMatchObject({ state: 'signed_out' });
    expect((await post('4711', wish())).body).toMatchObject({ state: 'not_a_member' });
    expect(await list('')).toEqual({ state: 'signed_out' });
  });

  test.each([
    ['a form of another site', wish(), 'application/x-www-form-urlencoded'],
    ['a member named in the body', wish({ memberId: '1' }), 'application/json'],
    ['points that are none', wish({ points: -500 }), 'application/json'],
    ['a key too short to be random', wish({ key: 'x' }), 'application/json'],
    ['a body too long', wish({ key: 'x'.repeat(5_000) }), 'application/json'],
  ])('is not understood: %s', async (_, body, type) => {
    expect(await post('7', body, type)).toEqual({ status: 400, body: { state: 'not_understood' } });
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 1_700 });
  });

  test('cannot name herself', async () => {
    const forged = signed('').replace('logged_in_customer_id=', 'logged_in_customer_id=7');
    const request = new Request(forged, { method: 'POST', body: '{}' });
    const outcome = await action({ request, params: {}, context }).catch(
      (thrown: unknown) => thrown,
    );
    expect(outcome).toMatchObject({ status: 401 });
  });
});
