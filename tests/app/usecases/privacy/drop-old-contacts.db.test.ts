import { afterAll, beforeAll, expect, test } from 'vitest';

import { dropOldContacts } from '#app/usecases/privacy/drop-old-contacts.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { publish, SettableClock } from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';
import { byGuest, placed, proven, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const claimableFor = (claimDays: number) =>
  programOf({ enrolment: { who: 'every_buyer', claimDays } });

/** A shop with a guest's order of each of these days in March. */
async function shopWithGuests(claimDays: number, days: readonly number[]) {
  const shop = await ShopOnPaper.open(opened.database, claimableFor(claimDays));
  for (const day of days) {
    const at = new Date(Date.UTC(2026, 2, day)).toISOString();
    await shop.hears(at, byGuest(placed(String(day), 40, at), 'ada@example.com'));
  }
  return shop;
}

const drop = (at: string, signal?: AbortSignal) =>
  dropOldContacts(testServices(opened.database, { clock: new SettableClock(at) }), signal);

async function kept({ shop }: ShopOnPaper): Promise<string[]> {
  const { rows } = await opened.database.pool.query<{ order_id: string }>(
    'SELECT order_id FROM guest_contacts WHERE shop_id = $1 ORDER BY order_id',
    [shop.id],
  );
  return rows.map((row) => row.order_id);
}

test('by what a guest’s order could be claimed is forgotten when it is too old for it, in each shop by its own program', async () => {
  const [brief, long] = [await shopWithGuests(10, [1, 5, 9]), await shopWithGuests(90, [1])];
  expect(await drop('2026-03-15T00:00:00Z')).toBe(1);
  expect(await kept(brief)).toEqual(['5', '9']);
  expect(await kept(long)).toEqual(['1']);
  // What can be claimed still is.
  const buyer = {
    ...placed('90', 10, '2026-03-15T00:00:00Z'),
    customer: proven('7', 'ada@example.com'),
  };
  await brief.hears('2026-03-15T00:00:00Z', buyer);
  await brief.expects('7', { available: 90 });
});

test('the version counts that allows most, for a newer one changes nothing of what was bought before', async () => {
  const shop = await shopWithGuests(30, [1]);
  const clock = new SettableClock('2026-03-05T00:00:00Z');
  await publish(opened.database, clock, shop.shop, claimableFor(1));
  await drop('2026-03-30T00:00:00Z');
  expect(await kept(shop)).toEqual(['1']);
  await drop('2026-04-02T00:00:00Z');
  expect(await kept(shop)).toEqual([]);
});

test('ends where the worker is asked to', async () => {
  const shop = await shopWithGuests(1, [1]);
  await drop('2026-04-02T00:00:00Z', AbortSignal.abort());
  expect(await kept(shop)).toEqual(['1']);
});
