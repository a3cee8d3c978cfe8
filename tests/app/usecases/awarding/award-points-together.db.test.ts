import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Award } from '#app/usecases/awarding/award-points.server.ts';
import { createAwarder } from '#app/usecases/awarding/award-points-together.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop } from '#tests/support/ledger.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';
import { join } from '#tests/support/members.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

function openAwarder() {
  const clock = { now: () => new Date('2026-05-01T00:00:00Z') };
  return createAwarder({ database: opened.database, clock });
}

const thanks = (memberId: MemberId, id: string, points = 10): Award => ({
  id,
  memberId,
  points,
  reason: 'Thanks',
});

async function available(shop: Shop, customerId = '7') {
  return (await balancesOf(opened.database, shop, customerId))?.available;
}

/** In how many transactions a shop's awards were given. */
async function transactions(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ count: number }>(
    'SELECT count(DISTINCT xmin::text)::int AS count FROM causes WHERE shop_id = $1',
    [shop.id],
  );
  return rows[0]?.count;
}

test('awards that come together share a transaction, and all of them count', async () => {
  const shop = await openShop(opened.database);
  const member = await join(opened.database, shop, '7');
  const awarder = openAwarder();
  const awards = Array.from({ length: 50 }, (_, index) => thanks(member, `together-${index}`));
  const outcomes = await Promise.all(awards.map((each) => awarder.award(shop.id, each)));
  expect(new Set(outcomes)).toEqual(new Set(['awarded']));
  expect(await available(shop)).toBe(500);
  expect(await transactions(shop)).toBeLessThan(10);
  expect(await findWrongBalances(opened.database.pool, shop.id)).toEqual([]);
});

test('each caller is told what his own award came to', async () => {
  const shop = await openShop(opened.database);
  const member = await join(opened.database, shop, '7');
  const awarder = openAwarder();
  await awarder.award(shop.id, thanks(member, 'known'));
  const outcomes = await Promise.all([
    awarder.award(shop.id, thanks(member, 'new')),
    awarder.award(shop.id, thanks(member, 'known')),
    awarder.award(shop.id, thanks(member, 'known', 11)),
    awarder.award(shop.id, thanks(member, 'nothing', 0)),
    awarder.award(shop.id, thanks(member, 'new')),
  ]);
  expect(outcomes).toEqual(['awarded', 'repeated', 'contradictory', 'no_amount', 'repeated']);
  expect(await available(shop)).toBe(20);
});

test('one that the database refuses does not fail those that came with it', async () => {
  const shop = await openShop(opened.database);
  const member = await join(opened.database, shop, '7');
  const awarder = openAwarder();
  const awards = Array.from({ length: 10 }, (_, index) =>
    // PostgreSQL keeps no text with a NUL in it.
    thanks(member, index === 5 ? 'a\u0000b' : `fine-${index}`),
  );
  const settled = await Promise.allSettled(awards.map((each) => awarder.award(shop.id, each)));
  expect(settled.map(({ status }) => status)).toEqual(
    awards.map((_, index) => (index === 5 ? 'rejected' : 'fulfilled')),
  );
  expect(await available(shop)).toBe(90);
});

test('shops whose awards come together have nothing to do with each other', async () => {
  const shops = [await openShop(opened.database), await openShop(opened.database)];
  const awarder = openAwarder();
  await Promise.all(
    shops.flatMap((shop) =>
      [1, 2, 3].map(async (number) => {
        const member = await join(opened.database, shop, String(number));
        expect(await awarder.award(shop.id, thanks(member, `same-${number}`, number))).toBe(
          'awarded',
        );
      }),
    ),
  );
  for (const shop of shops) expect(await available(shop, '3')).toBe(3);
});
