import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { holdPoints, spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { releaseHeldPoints, spendHeldPoints } from '#app/usecases/redeeming/end-hold.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';
import { join } from '#tests/support/members.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-05-01T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

function within<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
  return inTransaction(opened.database, work);
}

const mug = (memberId: MemberId, points: number, id = 'mug') => ({
  id,
  memberId,
  points,
  reason: 'A mug',
});

const hold = (shop: Shop, member: MemberId, points: number, id?: string) =>
  within((sql) => holdPoints(sql, shop.id, mug(member, points, id), NOW));
const spendHeld = (shop: Shop, at = NOW, id = 'mug') =>
  within((sql) => spendHeldPoints(sql, shop.id, id, at));
const release = (shop: Shop, at = NOW, id = 'mug') =>
  within((sql) => releaseHeldPoints(sql, shop.id, id, at));
const spendAtOnce = (shop: Shop, member: MemberId, points: number, id?: string) =>
  within((sql) => spendPoints(sql, shop.id, mug(member, points, id), NOW));

/** A shop, and a member of it with points that were given one award after the other. */
async function memberWith(...awards: readonly number[]): Promise<{ shop: Shop; member: MemberId }> {
  const shop = await openShop(opened.database);
  const member = await join(opened.database, shop, '7');
  for (const [index, points] of awards.entries()) await give(shop, member, points, `gift-${index}`);
  return { shop, member };
}

async function give(shop: Shop, member: MemberId, points: number, id: string, at = NOW) {
  const award = { id, memberId: member, points, reason: 'A gift' };
  expect(await within((sql) => awardPoints(sql, shop.id, [award], at))).toEqual(['awarded']);
}

async function balances(shop: Shop, customerId = '7') {
  const { available, held } = (await balancesOf(opened.database, shop, customerId)) ?? {};
  return { available, held };
}

/** What is left and what is promised of each lot, oldest first. */
async function lots(shop: Shop) {
  const { rows } = await opened.database.pool.query<{
    remaining: string;
    held: string;
    expires_at: Date | null;
  }>('SELECT remaining, held, expires_at FROM lots WHERE shop_id = $1 ORDER BY id', [shop.id]);
  return rows.map((row) => ({
    remaining: Number(row.remaining),
    held: Number(row.held),
    expiresAt: row.expires_at,
  }));
}

async function expectProven(shop: Shop) {
  expect(await findWrongBalances(opened.database.pool, shop.id)).toEqual([]);
}

describe('points that are held', () => {
  test('cannot be spent on anything else', async () => {
    const { shop, member } = await memberWith(100);
    expect(await hold(shop, member, 80)).toBe('held');
    expect(await balances(shop)).toEqual({ available: 20, held: 80 });
    expect(await spendAtOnce(shop, member, 30, 'socks')).toBe('not_enough');
    await expectProven(shop);
  });

  test('are gone once they are spent', async () => {
    const { shop, member } = await memberWith(100);
    await hold(shop, member, 80);
    expect(await spendHeld(shop)).toBe('done');
    expect(await balances(shop)).toEqual({ available: 20, held: 0 });
    await expectProven(shop);
  });

  test('go back to the very lots they came from', async () => {
    const { shop, member } = await memberWith(30, 30, 30);
    await hold(shop, member, 45);
    const before = [
      { remaining: 0, held: 30 },
      { remaining: 15, held: 15 },
      { remaining: 30, held: 0 },
    ];
    expect(await lots(shop)).toMatchObject(before);
    expect(await release(shop)).toBe('done');
    expect((await lots(shop)).map(({ remaining, held }) => [remaining, held])).toEqual([
      [30, 0],
      [30, 0],
      [30, 0],
    ]);
    await expectProven(shop);
  });

  test('are taken from what expires next', async () => {
    const { shop, member } = await memberWith(50);
    await yearlyExpiry(shop, 1);
    await give(shop, member, 50, 'expiring', later(2));
    await hold(shop, member, 60);
    expect((await lots(shop)).map((lot) => lot.held)).toEqual([10, 50]);
  });
});

describe('a redemption', () => {
  test('of no points at all is a mistake of whoever asks', async () => {
    const { shop, member } = await memberWith(100);
    for (const points of [0, -1, 1.5, NaN]) {
      expect(await hold(shop, member, points)).toBe('no_amount');
    }
  });

  test('of more than there is takes nothing, and succeeds once there is enough', async () => {
    const { shop, member } = await memberWith(100);
    expect(await hold(shop, member, 101)).toBe('not_enough');
    expect(await balances(shop)).toEqual({ available: 100, held: 0 });
    await give(shop, member, 1, 'one more');
    expect(await hold(shop, member, 101)).toBe('held');
  });

  test('asked for again takes nothing, also when nothing is left', async () => {
    const { shop, member } = await memberWith(100);
    await hold(shop, member, 60);
    expect(await hold(shop, member, 60)).toBe('repeated');
    await spendHeld(shop);
    expect(await hold(shop, member, 60)).toBe('repeated');
    expect(await spendAtOnce(shop, member, 60)).toBe('repeated');
    expect(await balances(shop)).toEqual({ available: 40, held: 0 });
  });

  test('with the id of another one is refused', async () => {
    const { shop, member } = await memberWith(100);
    await hold(shop, member, 60);
    expect(await hold(shop, member, 10)).toBe('contradictory');
    expect(await hold(shop, member, 90)).toBe('contradictory');
    expect(await balances(shop)).toEqual({ available: 40, held: 60 });
  });

  test('by nobody we know is refused', async () => {
    const { member } = await memberWith();
    const elsewhere = await openShop(opened.database);
    expect(await hold(elsewhere, member, 10)).toBe('no_member');
    expect(await spendHeld(elsewhere)).toBe('unknown');
    expect(await release(elsewhere)).toBe('unknown');
  });

  test('ends once: the same again changes nothing, another end is an error', async () => {
    const { shop, member } = await memberWith(100);
    await hold(shop, member, 60);
    await release(shop);
    expect(await release(shop)).toBe('repeated');
    expect(await spendHeld(shop)).toBe('contradictory');
    expect(await balances(shop)).toEqual({ available: 100, held: 0 });
    await hold(shop, member, 60, 'again');
    await spendHeld(shop, NOW, 'again');
    expect(await spendHeld(shop, NOW, 'again')).toBe('repeated');
    expect(await release(shop, NOW, 'again')).toBe('contradictory');
    expect(await balances(shop)).toEqual({ available: 40, held: 0 });
    await expectProven(shop);
  });
});

describe('points that expired while they were held', () => {
  test('can be spent for another thirty days when they come back, and those that were not are gone', async () => {
    const { shop, member } = await memberWith();
    await yearlyExpiry(shop, -365);
    await give(shop, member, 50, 'expiring');
    await hold(shop, member, 20);
    expect(await release(shop, later(400))).toBe('done');
    expect(await lots(shop)).toEqual([{ remaining: 20, held: 0, expiresAt: later(430) }]);
  });

  test('keep their date when it has not come', async () => {
    const { shop, member } = await memberWith();
    await yearlyExpiry(shop, -365);
    await give(shop, member, 50, 'expiring');
    await hold(shop, member, 20);
    await release(shop, later(364));
    expect(await lots(shop)).toEqual([{ remaining: 50, held: 0, expiresAt: later(365) }]);
  });
});

describe('at the same moment', () => {
  test('of twenty who spend the same points one succeeds', async () => {
    const { shop, member } = await memberWith(60, 40);
    const spendings = Array.from({ length: 20 }, (_, index) =>
      spendAtOnce(shop, member, 100, `mug-${index}`),
    );
    const outcomes = await Promise.all(spendings);
    expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'not_enough')).toHaveLength(19);
    expect(await balances(shop)).toEqual({ available: 0, held: 0 });
    await expectProven(shop);
  });

  test('many small ones take no more than there is', async () => {
    const { shop, member } = await memberWith(50, 50);
    const spendings = Array.from({ length: 30 }, (_, index) =>
      spendAtOnce(shop, member, 15, `mug-${index}`),
    );
    const outcomes = await Promise.all(spendings);
    expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(6);
    expect(await balances(shop)).toEqual({ available: 10, held: 0 });
    await expectProven(shop);
  });

  test('one redemption asked for five times is held once', async () => {
    const { shop, member } = await memberWith(100);
    const asked = Array.from({ length: 5 }, () => hold(shop, member, 20));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
    expect(await balances(shop)).toEqual({ available: 80, held: 20 });
  });

  test('spending and giving back a hold is one of the two', async () => {
    const { shop, member } = await memberWith(100);
    for (let index = 0; index < 10; index += 1) {
      const id = `mug-${index}`;
      await hold(shop, member, 10, id);
      const before = (await balances(shop)).available ?? NaN;
      const ends = await Promise.all([spendHeld(shop, NOW, id), release(shop, NOW, id)]);
      expect([...ends].sort()).toEqual(['contradictory', 'done']);
      const given = ends[1] === 'done' ? 10 : 0;
      expect(await balances(shop)).toEqual({ available: before + given, held: 0 });
    }
    await expectProven(shop);
  });

  test('awards and spendings of one member all count', async () => {
    const { shop, member } = await memberWith(200);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? give(shop, member, 5, `gift-at-once-${index}`)
          : spendAtOnce(shop, member, 20, `mug-${index}`),
      ),
    );
    expect(await balances(shop)).toEqual({ available: 50, held: 0 });
    await expectProven(shop);
  });
});

describe('after the holder was merged into another member', () => {
  test('what she held is spent from the other one', async () => {
    const { shop } = await mergedWhileHolding();
    expect(await balances(shop, '8')).toEqual({ available: 70, held: 30 });
    expect(await spendHeld(shop)).toBe('done');
    expect(await balances(shop, '8')).toEqual({ available: 70, held: 0 });
    await expectProven(shop);
  });

  test('what she held goes back to her lots, which are the other one’s now', async () => {
    const { shop } = await mergedWhileHolding();
    expect(await release(shop)).toBe('done');
    expect(await balances(shop, '8')).toEqual({ available: 100, held: 0 });
    expect(await balances(shop, '7')).toEqual({ available: 0, held: 0 });
    await expectProven(shop);
  });

  test('her old id still spends', async () => {
    const { shop, member } = await mergedWhileHolding();
    expect(await spendAtOnce(shop, member, 70, 'socks')).toBe('spent');
    expect(await balances(shop, '8')).toEqual({ available: 0, held: 30 });
    await expectProven(shop);
  });

  test('a merge and the end of a hold may come at the same moment', async () => {
    const { shop, member } = await memberWith(100);
    await join(opened.database, shop, '8');
    await hold(shop, member, 30);
    const [end] = await Promise.all([release(shop), merge(shop)]);
    expect(end).toBe('done');
    expect(await balances(shop, '8')).toEqual({ available: 100, held: 0 });
    await expectProven(shop);
  });
});

/** Customer 7, with 100 points of which 30 are held, has become customer 8. */
async function mergedWhileHolding() {
  const { shop, member } = await memberWith(100);
  await join(opened.database, shop, '8');
  await hold(shop, member, 30);
  await merge(shop);
  return { shop, member };
}

function merge(shop: Shop) {
  const customers = { absorbed: CustomerId.parse('7'), kept: CustomerId.parse('8') };
  const told = { ...customers, mergedAt: NOW, isInferred: false };
  return within((sql) => mergeCustomers(sql, shop, told, NOW));
}

/** From then on, days from now, what is earned expires after a year. */
async function yearlyExpiry(shop: Shop, days: number) {
  const { earning, ...program } = firstProgram();
  const expiring = {
    ...program,
    earning: { ...earning, expiry: { kind: 'after_days' as const, days: 365 } },
  };
  await opened.database.pool.query('DELETE FROM program_versions WHERE shop_id = $1', [shop.id]);
  await insertFirstProgram(opened.database.pool, shop.id, expiring, later(days));
}
