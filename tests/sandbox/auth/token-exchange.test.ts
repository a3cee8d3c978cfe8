import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { authApp } from '#sandbox/auth/app.ts';
import { signSessionToken } from '#sandbox/auth/session-tokens.ts';
import { findValidToken } from '#sandbox/auth/tokens.ts';
import type { World } from '#sandbox/world.ts';

import { type AdminShop, install, openAdminShop } from '../support/admin-shop.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';

let shop: AdminShop;
let world: World;
let now: number;

beforeAll(async () => {
  shop = await openAdminShop();
  world = shop.world;
});
beforeEach(() => {
  now = Date.now();
  for (const { id } of world.tokens.all()) world.tokens.delete(id);
  install(world, ['read_orders', 'write_customers']);
});
afterAll(() => shop.close());

interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

async function post(grant: Record<string, unknown>, form = false): Promise<TokenAnswer> {
  const parameters = { client_id: 'test-key', client_secret: world.options.apiSecret, ...grant };
  const response = await authApp(world, () => now).request('/admin/oauth/access_token', {
    method: 'POST',
    ...(form
      ? { body: new URLSearchParams(parameters) }
      : { body: JSON.stringify(parameters), headers: { 'Content-Type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function exchange(change: Record<string, unknown> = {}, form = false): Promise<TokenAnswer> {
  return post(
    {
      grant_type: TOKEN_EXCHANGE,
      subject_token: await signSessionToken(world),
      subject_token_type: ID_TOKEN,
      requested_token_type: OFFLINE,
      expiring: '1',
      ...change,
    },
    form,
  );
}

const works = (token: unknown) => findValidToken(world, String(token), now) !== undefined;

describe('token exchange', () => {
  test('gives an offline token that works for an hour', async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scope: 'read_orders,write_customers',
      expires_in: 3600,
      refresh_token_expires_in: 90 * 24 * 3600,
    });
    now += 3_599_000;
    expect(works(body['access_token'])).toBe(true);
    now += 1_000;
    expect(works(body['access_token'])).toBe(false);
  });

  test('gives custom apps one that never expires, and the same one again', async () => {
    const first = await exchange({ expiring: '0' });
    const second = await exchange({ expiring: '0' });
    expect(first.body).toEqual({
      access_token: second.body['access_token'],
      scope: first.body['scope'],
    });
    now += 10 * 365 * 24 * 3_600_000;
    expect(works(first.body['access_token'])).toBe(true);
  });

  test('gives an online token that names its user', async () => {
    const { body } = await exchange({
      requested_token_type: ONLINE,
      subject_token: await signSessionToken(world, '42'),
    });
    expect(body).toMatchObject({ associated_user: { id: 42, account_owner: false } });
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('accepts a form as well as JSON', async () => {
    expect((await exchange({}, true)).status).toBe(200);
  });
});

describe('session tokens that are refused with 400 and invalid_subject_token', () => {
  const claims = (change: Record<string, unknown> = {}) => ({
    iss: `https://${world.shop.get().domain}/admin`,
    dest: `https://${world.shop.get().domain}`,
    aud: 'test-key',
    sub: '42',
    exp: Math.floor(Date.now() / 1_000) + 60,
    nbf: Math.floor(Date.now() / 1_000),
    ...change,
  });
  const sign = (payload: Record<string, unknown>, secret: string) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));

  test('a token with all claims in order is accepted, so that the others fail for their own reason', async () => {
    const subject_token = await sign(claims(), world.options.apiSecret);
    expect((await exchange({ subject_token })).status).toBe(200);
  });

  test.each([
    ['forged', async () => sign(claims(), 'another-secret-of-at-least-32-characters')],
    ['expired', async () => sign(claims({ exp: 1_000_000_000 }), world.options.apiSecret)],
    ['another app’s', async () => sign(claims({ aud: 'other-key' }), world.options.apiSecret)],
    [
      'another shop’s',
      async () => sign(claims({ dest: 'https://other.myshopify.com' }), world.options.apiSecret),
    ],
    [
      'unsigned',
      async () => `${(await sign(claims(), 'x'.repeat(32))).split('.').slice(0, 2).join('.')}.`,
    ],
    ['no token at all', () => Promise.resolve('hello')],
  ])('%s', async (_case, subjectToken) => {
    const { status, body } = await exchange({ subject_token: await subjectToken() });
    expect(status).toBe(400);
    expect(body['error']).toBe('invalid_subject_token');
    expect(world.tokens.size).toBe(0);
  });
});

describe('refresh tokens', () => {
  const refresh = (token: unknown) => post({ grant_type: 'refresh_token', refresh_token: token });

  test('renew an expired token', async () => {
    const { body } = await exchange();
    now += 2 * 3_600_000;
    const renewed = await refresh(body['refresh_token']);
    expect(renewed.status).toBe(200);
    expect(works(renewed.body['access_token'])).toBe(true);
    expect(renewed.body['access_token']).not.toBe(body['access_token']);
  });

  test('a lost answer can be asked for again, until the new refresh token is used', async () => {
    const first = (await exchange()).body['refresh_token'];
    now += 1_000;
    const lost = await refresh(first);
    now += 1_000;
    const again = await refresh(first);
    expect([lost.status, again.status]).toEqual([200, 200]);
    now += 1_000;
    expect((await refresh(again.body['refresh_token'])).status).toBe(200);
    expect(await refresh(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('end after 90 days', async () => {
    const { body } = await exchange();
    now += 90 * 24 * 3_600_000;
    expect(await refresh(body['refresh_token'])).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });
});

test('a token that never expires is exchanged for one that does, and ends', async () => {
  const old = (await exchange({ expiring: '0' })).body['access_token'];
  const migrated = await exchange({ subject_token: old, subject_token_type: OFFLINE });
  expect(migrated.body).toHaveProperty('refresh_token');
  expect(works(old)).toBe(false);
  expect(works(migrated.body['access_token'])).toBe(true);
});

test.each([
  ['the wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['client credentials', { grant_type: 'client_credentials' }, 'invalid_request'],
])('%s is refused', async (_case, change, error) => {
  expect(await exchange(change)).toMatchObject({ status: 400, body: { error } });
});

test('nothing is given out once the app is uninstalled', async () => {
  world.commands.uninstallApp();
  expect((await exchange()).status).toBe(400);
});
