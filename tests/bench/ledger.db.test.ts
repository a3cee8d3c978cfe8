import { afterAll, beforeAll, expect, test } from 'vitest';

import { inBatches, singly } from '#bench/ledger/awards.ts';
import { writeHistory } from '#bench/ledger/history.ts';
import { type Population, populate } from '#bench/ledger/members.ts';
import { measurePace } from '#bench/ledger/pace.ts';
import { breakPromises } from '#bench/ledger/promises.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

const MEMBERS = 50;
const TRANSFERS = 1_000;

let opened: TestDatabase;
let population: Population;
beforeAll(async () => {
  opened = await openTestDatabase();
  population = await populate(opened.database, MEMBERS);
});
afterAll(() => opened.close());

async function schema() {
  const { rows } = await opened.database.pool.query<{ definition: string }>(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
     WHERE relname IN ('transfers', 'lots', 'causes')
     UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1`,
  );
  return rows;
}

test('a past that is written by the million adds up, and its tables stay as they were', async () => {
  const before = await schema();
  await writeHistory(opened.database, population, TRANSFERS);
  expect(await schema()).toEqual(before);
  expect(await findWrongBalances(opened.database.pool, population.shop.id)).toEqual([]);
  const { rows } = await opened.database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM transfers',
  );
  expect(rows).toEqual([{ count: TRANSFERS }]);
});

test('awards go on from there, one by one and in batches', async () => {
  for (const kind of [singly, inBatches]) {
    const pace = await measurePace(4, 0.1, kind(opened.database, population));
    expect(pace.perSecond).toBeGreaterThan(0);
    expect(pace.p50Ms).toBeLessThanOrEqual(pace.p99Ms);
  }
  expect(await findWrongBalances(opened.database.pool, population.shop.id)).toEqual([]);
});

test('no promise is broken where everything comes at once', async () => {
  const other = await openTestDatabase();
  try {
    const members = await populate(other.database, 20);
    expect(await breakPromises(other.database, members)).toEqual({
      lostUpdates: 0,
      doubleAwards: 0,
      overspends: 0,
    });
    expect(await findWrongBalances(other.database.pool, members.shop.id)).toEqual([]);
  } finally {
    await other.close();
  }
});
