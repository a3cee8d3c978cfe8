import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { saveInstalledShop } from '#app/db/shops.server.ts';
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
