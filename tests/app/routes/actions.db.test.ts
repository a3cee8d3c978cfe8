import { createHmac } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/server-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { ensureMembers } from '#app/db/members/enrolment.server.ts';
import { hashContact } from '#app/db/orders/guest-orders.server.ts';
import { action as reportAction } from '#app/routes/api.actions.ts';
import { loader as readActions } from '#app/routes/proxy.actions.ts';
import { action as tellBirthday } from '#app/routes/proxy.birthday.ts';
import { action as claim } from '#app/routes/proxy.claim.ts';
import { action as enterCode, loader as openCode } from '#app/routes/proxy.code.ts';
import {
  createApiKey,
  readApiKeys,
  withdrawApiKey,
} from '#app/usecases/actions/manage-api-keys.server.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import {
  openShopOfActions,
  type ShopOfActions,
} from '#tests/app/usecases/actions/a-shop-of-actions.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { findEverywhere } from '#tests/support/every-table.ts';
import { balancesOf } from '#tests/support/ledger.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { staffUserId } from '#tests/support/program-versions.ts';

const SECRET = 'a secret that only Shopify and the app know';

const review = actionRule({
  key: 'review',
  name: 'Review us',
  points: 40,
  occasion: {
    kind: 'claim',
    proof: 'link',
    approval: 'staff',
    address: 'https://reviews.example/fernhill',
  },
});
const openDay = actionRule({
  key: 'open-day',
  points: 15,
  occasion: { kind: 'code', code: 'OPEN-DAY' },
});
const birthday = actionRule({
  key: 'birthday',
  points: 50,
  occasion: { kind: 'birthday', toldDaysBefore: 0 },
});
const workshop = actionRule({ key: 'workshop', points: 25, occasion: { kind: 'api' } });

let opened: TestDatabase;
let place: ShopOfActions;
let context: AppLoadContext;

beforeAll(async () => {
  opened = await openTestDatabase();
  place = await openShopOfActions(opened.database, [review, openDay, birthday, workshop]);
  const shopify = { apiSecrets: [SECRET] };
  context = { services: place.services, shopify } as unknown as AppLoadContext;
});
afterAll(() => opened.close());

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies#calculate-a-digital-signature */
function signed(path: string, parameters: Record<string, string>): URL {
  const url = new URL(`https://evergreen.example/proxy/${path}`);
  const all = {
    shop: place.shop.domain,
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

type Handler = (given: {
  request: Request;
  params: Record<string, string>;
  context: AppLoadContext;
}) => Response | Promise<Response>;

async function send(handler: Handler, request: Request): Promise<Response> {
  try {
    return await handler({ request, params: {}, context });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const get = (handler: Handler, path: string, parameters: Record<string, string>) =>
  send(handler, new Request(signed(path, parameters)));

function post(handler: Handler, path: string, customerId: string, fields: Record<string, string>) {
  const url = signed(path, { logged_in_customer_id: customerId });
  return send(handler, new Request(url, { method: 'POST', body: new URLSearchParams(fields) }));
}

describe('a shopper', () => {
  test('sees what she can do, in her language, without the codes', async () => {
    await place.join('7');
    const response = await get(readActions, 'actions', {
      logged_in_customer_id: '7',
      locale: 'de',
    });
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const text = await response.text();
    expect(text).not.toContain('OPEN-DAY');
    expect(JSON.parse(text)).toMatchObject({
      state: 'member',
      actions: [
        { key: 'review', name: 'Review us', points: '40 Punkte', standing: 'open', proof: 'link' },
        { key: 'open-day', name: 'Code eingegeben', standing: 'open' },
        { key: 'birthday', name: 'Geburtstag', standing: 'open' },
        { key: 'workshop', name: 'Von einer anderen App gemeldet' },
      ],
      done: [],
      birthday: null,
    });
  });

  test('claims with a proof, and then sees that it waits', async () => {
    await place.join('8');
    const without = await post(claim, 'claim', '8', { action: 'review', locale: 'en' });
    expect(await without.json()).toMatchObject({ state: 'proof_needed' });
    const proof = 'https://reviews.example/fernhill/8';
    const sent = await post(claim, 'claim', '8', { action: 'review', proof, locale: 'en' });
    expect(await sent.json()).toEqual({
      state: 'awaiting',
      text: 'Sent. The shop will look at it.',
      because: [],
    });
    const actions = await get(readActions, 'actions', { logged_in_customer_id: '8' });
    expect(await actions.json()).toMatchObject({
      actions: [
        {
          key: 'review',
          standing: 'already_done',
          way: { status: 'Sent, the shop is looking at it' },
        },
        {},
        {},
        {},
      ],
      done: [{ name: 'Review us', state: 'awaiting', points: null }],
    });
  });

  test('enters a code in the storefront', async () => {
    await place.join('9');
    const wrong = await post(enterCode, 'code', '9', { code: 'OPENDAY', locale: 'de' });
    expect(await wrong.json()).toMatchObject({ text: 'Diesen Code gibt es nicht.' });
    const right = await post(enterCode, 'code', '9', { code: 'open-day', locale: 'de' });
    expect(await right.json()).toMatchObject({ state: 'given', text: '15 Punkte gutgeschrieben' });
  });

  test('who guesses codes has to wait, and is told until when', async () => {
    await place.join('12');
    const guess = (code: string) => post(enterCode, 'code', '12', { code, locale: 'en' });
    for (let turn = 0; turn < 10; turn += 1)
      expect((await guess(`GUESS-${turn}`)).status).toBe(200);
    const refused = await guess('OPEN-DAY');
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { state: 'too_many_attempts' },
    ]);
    expect(refused.headers.get('Retry-After')).toBe('3600');
    const link = { logged_in_customer_id: '12', code: 'open-day', locale: 'en' };
    expect(await (await get(openCode, 'code', link)).text()).toContain(
      'Too many codes were tried.',
    );
  });

  test('who opens a link over and over again reads when it works again', async () => {
    await place.join('13');
    const link = { logged_in_customer_id: '13', code: 'open-day', locale: 'en' };
    const open = async () => (await get(openCode, 'code', link)).text();
    const pages = await Promise.all(Array.from({ length: 90 }, open));
    expect(pages.some((page) => page.includes('That was a lot at once.'))).toBe(true);
    const sent = await Promise.all(
      Array.from({ length: 20 }, () =>
        post(claim, 'claim', '13', { action: 'review', locale: 'de' }),
      ),
    );
    const refused = sent.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject({
      state: 'too_many_requests',
      text: expect.stringContaining('sehr viel auf einmal') as string,
    });
  });

  test('opens a code’s link, and is asked to sign in where she has not', async () => {
    await place.join('10');
    const nobody = await get(openCode, 'code', { code: 'OPEN-DAY', locale: 'en' });
    expect(nobody.headers.get('Content-Type')).toBe('application/liquid');
    expect(await nobody.text()).toContain(
      '{{ routes.account_login_url }}?return_url=%2Fapps%2Fevergreen%2Fcode%3Fcode%3DOPEN-DAY',
    );
    const opening = { logged_in_customer_id: '10', code: 'open-day', locale: 'en' };
    expect(await (await get(openCode, 'code', opening)).text()).toContain('15 points for you');
  });

  test('cannot make the page of a code’s link run anything', async () => {
    const code = '{{ shop.metafields }}"><script>alert(1)</script>';
    const text = await (await get(openCode, 'code', { code, locale: 'en' })).text();
    expect(text).not.toContain('<script');
    expect(text.match(/\{\{/g)).toHaveLength(1);
  });

  test('tells her birthday, and has it forgotten', async () => {
    await place.join('11');
    const fields = { month: '6', day: '10', year: '1990', locale: 'en' };
    expect(await (await post(tellBirthday, 'birthday', '11', fields)).json()).toEqual({
      state: 'saved',
      text: 'Saved.',
    });
    expect((await balancesOf(opened.database, place.shop, '11'))?.['available']).toBe(50);
    const none = { month: '', day: '', year: '' };
    await post(tellBirthday, 'birthday', '11', none);
    const actions = await get(readActions, 'actions', { logged_in_customer_id: '11' });
    expect(await actions.json()).toMatchObject({ birthday: null });
    const never = { month: '2', day: '30', year: '' };
    expect(await (await post(tellBirthday, 'birthday', '11', never)).json()).toMatchObject({
      state: 'not_a_date',
    });
  });

  test('who is not vouched for by Shopify is nobody', async () => {
    const url = signed('claim', {});
    url.searchParams.set('logged_in_customer_id', '8');
    const body = new URLSearchParams({ action: 'review', proof: 'https://reviews.example/x' });
    const forged = await send(claim, new Request(url, { method: 'POST', body }));
    expect([forged.status, await forged.text()]).toEqual([401, '']);
    const signedOut = await post(claim, 'claim', '', { action: 'review' });
    expect(await signedOut.json()).toMatchObject({ state: 'signed_out' });
  });
});

describe('another program of the shop', () => {
  async function newKey(): Promise<string> {
    const created = await createApiKey(place.services, place.shop.id, {
      staffUserId,
      name: 'Bookings',
    });
    if (created.state !== 'created') throw new Error(created.state);
    return created.key;
  }
  const report = (key: string, body: unknown) =>
    send(
      reportAction,
      new Request('https://evergreen.example/api/actions', {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );

  test('reports by the customer’s id or her proven address', async () => {
    const customer = { ...customerDetails('21'), email: 'ada@example.com' };
    const emailHash = hashContact(place.shop.contactKey, 'ada@example.com');
    const enrolment = { customer, joinedAt: place.clock.now(), emailHash };
    await inTransaction(opened.database, (sql) => ensureMembers(sql, place.shop.id, [enrolment]));
    const key = await newKey();
    const byId = await report(key, { customerId: '21', action: 'workshop', id: 'w-1' });
    expect([byId.status, await byId.json()]).toEqual([
      201,
      { state: 'given', repeated: false, points: 25, reason: null, until: null },
    ]);
    const again = await report(key, { customerId: '21', action: 'workshop', id: 'w-1' });
    expect([again.status, await again.json()]).toMatchObject([200, { repeated: true, points: 25 }]);
    const byMail = await report(key, { email: 'Ada@example.com', action: 'workshop', id: 'w-2' });
    expect(byMail.status).toBe(201);
    expect((await balancesOf(opened.database, place.shop, '21'))?.['available']).toBe(50);
  });

  test.each([
    [{ customerId: '404', action: 'workshop', id: 'x' }, 404, 'not_a_member'],
    [{ customerId: '22', action: 'review', id: 'x' }, 404, 'no_such_action'],
    [{ customerId: '22', action: 'workshop' }, 422, 'invalid'],
    [{ customerId: '22', email: 'a@b.example', action: 'workshop', id: 'x' }, 422, 'invalid'],
    [{ customerId: '22', action: 'workshop', id: 'x', points: 1 }, 422, 'invalid'],
    ['{', 400, 'not_json'],
    ['x'.repeat(20_000), 413, 'too_large'],
  ])('that reports %j is answered with a problem', async (body, status, title) => {
    await place.join('22');
    const response = await report(await newKey(), body);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect([response.status, await response.json()]).toMatchObject([status, { title, status }]);
  });

  test('whose key is wrong, revoked or another shop’s does nothing', async () => {
    const body = { customerId: '22', action: 'workshop', id: 'never' };
    const key = await newKey();
    expect((await report(`${key.slice(0, -1)}!`, body)).status).toBe(401);
    const otherShop = key.replace(/_\d+_/, '_999999_');
    expect((await report(otherShop, body)).status).toBe(401);
    const [newest] = await readApiKeys(place.services, place.shop.id);
    const revoking = { staffUserId, id: newest?.id ?? '' };
    expect(await withdrawApiKey(place.services, place.shop.id, revoking)).toEqual({
      state: 'revoked',
    });
    expect((await report(key, body)).status).toBe(401);
  });

  test('that reports far too much at once is told when to try again, and another key is not', async () => {
    await place.join('23');
    const key = await newKey();
    const ofTill = await newKey();
    const [till] = await readApiKeys(place.services, place.shop.id);
    const [, script] = await readApiKeys(place.services, place.shop.id);
    expect(till?.id).not.toBe(script?.id);
    await opened.database.pool.query(
      `INSERT INTO request_limits (shop_id, caller, full_at) VALUES ($1, $2, now() + interval '90 seconds')`,
      [place.shop.id, `key:${script?.id}`],
    );
    const body = { customerId: '23', action: 'workshop', id: 'b-1' };
    const refused = await report(key, body);
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { title: 'too_many_requests', status: 429 },
    ]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(30);
    expect((await balancesOf(opened.database, place.shop, '23'))?.['available']).toBe(0);
    expect((await report(ofTill, body)).status).toBe(201);
  });

  test('has a key of which nothing but a hash is kept', async () => {
    const key = await newKey();
    expect(await findEverywhere(opened.database, [key, key.slice(-32)])).toEqual([]);
  });
});
