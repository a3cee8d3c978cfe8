import { Session } from '@shopify/shopify-app-remix/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import {
  createSessionStorage,
  deleteSessionsOfShop,
  saveGrantedScopes,
  type SessionStorage,
} from '#app/db/shops/sessions.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let postgres: TestDatabase;
let storage: SessionStorage;

beforeAll(async () => {
  postgres = await openTestDatabase();
  storage = createSessionStorage(postgres.database);
});

afterAll(() => postgres.close());

beforeEach(() => postgres.database.pool.query('TRUNCATE sessions'));

function offlineSession(shop = 'beans.myshopify.com'): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_orders,write_customers',
    accessToken: 'access',
    expires: new Date('2026-11-22T11:00:00.123Z'),
    refreshToken: 'refresh',
    refreshTokenExpires: new Date('2027-02-20T10:00:00Z'),
  });
}

test('a token that expires comes back as it was stored, its refresh token included', async () => {
  const session = offlineSession();
  await storage.storeSession(session);
  expect((await storage.loadSession(session.id))?.toObject()).toEqual(session.toObject());
});

test('a token that never expires comes back without dates', async () => {
  const session = new Session({
    id: 'offline_beans.myshopify.com',
    shop: 'beans.myshopify.com',
    state: '',
    isOnline: false,
    accessToken: 'access',
  });
  await storage.storeSession(session);
  const loaded = await storage.loadSession(session.id);
  expect(loaded?.expires).toBeUndefined();
  expect(loaded?.isExpired()).toBe(false);
  expect(loaded?.isActive(undefined)).toBe(true);
});

test('a new token takes the place of the old one', async () => {
  const session = offlineSession();
  await storage.storeSession(session);
  session.accessToken = 'newer';
  await storage.storeSession(session);
  const sessions = await storage.findSessionsByShop(session.shop);
  expect(sessions.map(({ accessToken }) => accessToken)).toEqual(['newer']);
});

test('a token is renewed once the shop grants other scopes than it was given with', async () => {
  const session = offlineSession();
  session.expires = new Date(Date.now() + 3_600_000);
  await storage.storeSession(session);
  const isExpired = async () => (await storage.loadSession(session.id))?.isExpired();
  await saveGrantedScopes(postgres.database.pool, session.shop, ['read_orders', 'write_customers']);
  expect(await isExpired()).toBe(false);
  await saveGrantedScopes(postgres.database.pool, session.shop, ['read_orders']);
  expect(await isExpired()).toBe(true);
});

test('a member of staff’s session is found by its own id', async () => {
  const session = Session.fromPropertyArray(
    [
      ['id', 'beans.myshopify.com_42'],
      ['shop', 'beans.myshopify.com'],
      ['state', ''],
      ['isOnline', true],
      ['accessToken', 'access'],
      ['userId', 42],
    ],
    true,
  );
  await storage.storeSession(session);
  const loaded = await storage.loadSession(session.id);
  expect(loaded?.isOnline).toBe(true);
  expect(loaded?.onlineAccessInfo?.associated_user.id).toBe(42);
});

test.each(['offline_other.myshopify.com', 'no such form'])(
  'nothing is stored under %s',
  async (id) => {
    await storage.storeSession(offlineSession());
    expect(await storage.loadSession(id)).toBeUndefined();
  },
);

test('sessions are deleted one by one, several at a time, and with their shop', async () => {
  const shops = ['one', 'two', 'three', 'four'].map((name) => `${name}.myshopify.com`);
  for (const shop of shops) await storage.storeSession(offlineSession(shop));
  await storage.deleteSession('offline_one.myshopify.com');
  await storage.deleteSessions(['offline_two.myshopify.com', 'no such form']);
  await deleteSessionsOfShop(postgres.database.pool, 'three.myshopify.com');
  const left = await Promise.all(shops.map((shop) => storage.findSessionsByShop(shop)));
  expect(left.flat().map(({ shop }) => shop)).toEqual(['four.myshopify.com']);
});

test('deleting no session at all deletes none', async () => {
  await storage.storeSession(offlineSession());
  await storage.deleteSessions([]);
  expect(await storage.findSessionsByShop('beans.myshopify.com')).toHaveLength(1);
});
