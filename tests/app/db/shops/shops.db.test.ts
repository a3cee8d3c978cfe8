import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { saveInstalledShop } from '#app/db/shops/shops.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const DETAILS = {
  domain: 'beans.myshopify.com',
  name: 'Beans',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  locale: 'en',
  isDevelopment: false,
};

test('of installations at the same time one is new', async () => {
  const now = new Date('2026-11-20T10:00:00Z');
  const saved = await Promise.all(
    Array.from({ length: 8 }, () => saveInstalledShop(opened.database.pool, DETAILS, now)),
  );
  expect(saved.filter(({ arrival }) => arrival === 'new')).toHaveLength(1);
  expect(saved.filter(({ arrival }) => arrival === 'present')).toHaveLength(7);
  expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
});

test('of visits at the same time that bring a new currency one notes the former, and all know it', async () => {
  const { pool } = opened.database;
  const tea = { ...DETAILS, domain: 'tea.myshopify.com' };
  await saveInstalledShop(pool, tea, new Date('2026-11-20T10:00:00Z'));
  const saved = await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      inTransaction(opened.database, (sql) =>
        saveInstalledShop(
          sql,
          { ...tea, currency: 'JPY' },
          new Date(Date.UTC(2026, 10, 21, 10, index)),
        ),
      ),
    ),
  );
  for (const { currency, formerCurrencies } of saved) {
    expect(currency).toBe('JPY');
    expect(formerCurrencies.map((former) => former.currency)).toEqual(['EUR']);
  }
});

test('a shop that moves keeps the clocks that it had until the next midnight there', async () => {
  const { pool } = opened.database;
  const cocoa = { ...DETAILS, domain: 'cocoa.myshopify.com' };
  const visit = async (timezone: string, at: string) =>
    (await saveInstalledShop(pool, { ...cocoa, timezone }, new Date(at))).timezone;
  expect(await visit('Europe/Berlin', '2026-05-01T10:00:00Z')).toBe('Europe/Berlin');
  const moved = 'Europe/Berlin until 2026-05-16T04:00:00.000Z, America/New_York';
  expect(await visit('America/New_York', '2026-05-15T10:00:00Z')).toBe(moved);
  expect(await visit('America/New_York', '2026-05-15T11:00:00Z')).toBe(moved);
  // A slip that is mended on the same day leaves nothing.
  expect(await visit('Europe/Berlin', '2026-05-15T12:00:00Z')).toBe('Europe/Berlin');
  expect(await visit('Asia/Tokyo', '2026-05-15T13:00:00Z')).toBe(
    'Europe/Berlin until 2026-05-15T15:00:00.000Z, Asia/Tokyo',
  );
  const later = await visit('America/New_York', '2026-06-01T12:00:00Z');
  expect(later).toBe(
    'Europe/Berlin until 2026-05-15T15:00:00.000Z, Asia/Tokyo until 2026-06-02T04:00:00.000Z, America/New_York',
  );
});
