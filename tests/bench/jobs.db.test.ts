import { expect, test } from 'vitest';

import { openExpiringShop } from '#bench/jobs/expiring-shop.ts';
import { expireAll, expireBarely, warnAll } from '#bench/jobs/expiry.ts';
import { openLapsingShop } from '#bench/jobs/lapsing-shop.ts';
import { assessAll, assessBarely } from '#bench/jobs/tiers.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

const MEMBERS = 30;

test('every member is warned, every lot expires, and the ledger adds up after that', async () => {
  const opened = await openTestDatabase();
  const { database } = opened;
  try {
    const shop = await openExpiringShop(database, MEMBERS);
    expect((await warnAll(database, shop)).result).toBe(MEMBERS);
    expect((await expireAll(database, shop)).result).toBe(MEMBERS);
    expect(await findWrongBalances(database.pool, shop.id)).toEqual([]);
  } finally {
    await opened.close();
  }
});

test('the floor changes the same rows', async () => {
  const opened = await openTestDatabase();
  const { database } = opened;
  try {
    const shop = await openExpiringShop(database, MEMBERS);
    expect((await expireBarely(database, shop)).result).toBe(MEMBERS);
  } finally {
    await opened.close();
  }
});

test('every member is assessed and steps down, once, whatever the floor has done before', async () => {
  const opened = await openTestDatabase();
  const { database } = opened;
  try {
    const shop = await openLapsingShop(database, MEMBERS);
    expect((await assessBarely(database, shop)).result).toBe(MEMBERS);
    expect((await assessAll(database, shop)).result).toBe(MEMBERS);
    expect((await assessAll(database, shop)).result).toBe(0);
    const { rows } = await database.pool.query('SELECT DISTINCT tier FROM standings');
    expect(rows).toEqual([{ tier: 'bronze' }]);
  } finally {
    await opened.close();
  }
});
