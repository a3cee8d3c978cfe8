import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Population, populate } from '#bench/ledger/members.ts';
import { measurePace } from '#bench/ledger/pace.ts';
import { createFloor } from '#bench/redeem/floor.ts';
import { countCodesTwice, overspend } from '#bench/redeem/promises.ts';
import { createRedeemers } from '#bench/redeem/redeeming.ts';
import { giveAll, stockPool } from '#bench/redeem/stall.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

const MEMBERS = 20;
const CODES = 5_000;

let opened: TestDatabase;
let population: Population;
beforeAll(async () => {
  opened = await openTestDatabase();
  population = await populate(opened.database, MEMBERS);
  await stockPool(opened.database, population, CODES);
});
afterAll(() => opened.close());

test('who has points for one code gets one, however often she asks at once', async () => {
  await giveAll(opened.database, population, 1);
  expect(await overspend(opened.database, population)).toBe(0);
  expect(await findWrongBalances(opened.database.pool, population.shop.id)).toEqual([]);
});

test('codes are given out side by side, none of them twice', async () => {
  const other = await openTestDatabase();
  try {
    const members = await populate(other.database, MEMBERS);
    await stockPool(other.database, members, CODES);
    await giveAll(other.database, members, CODES);
    const redeemers = createRedeemers(other.database, members);
    const pace = await measurePace(4, 0.1, () => redeemers.redeem());
    const floor = await measurePace(4, 0.1, await createFloor(other.database, members, CODES));
    expect(Math.min(pace.perSecond, floor.perSecond)).toBeGreaterThan(0);
    expect(redeemers.codes.length).toBeGreaterThan(0);
    expect(await countCodesTwice(other.database, redeemers.codes)).toBe(0);
    expect(await findWrongBalances(other.database.pool, members.shop.id)).toEqual([]);
  } finally {
    await other.close();
  }
});
