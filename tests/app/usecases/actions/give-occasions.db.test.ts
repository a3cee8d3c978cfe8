import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { saveInstalledShop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import { adjustPoints } from '#app/usecases/adjusting/adjust-points.server.ts';
import { readShopperActions } from '#app/usecases/actions/read-shopper-actions.server.ts';
import { setBirthday, type WrittenBirthday } from '#app/usecases/actions/set-birthday.server.ts';
import { takeEmailConsents } from '#app/usecases/actions/take-email-consents.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { actionRule, programWith } from '#tests/app/loyalty/actions/an-action.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, settle, spend } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import { publish, staffUserId } from '#tests/support/program-versions.ts';

import { openShopOfActions, type ShopOfActions } from './a-shop-of-actions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const available = async ({ shop }: ShopOfActions, customerId = '7') =>
  (await balancesOf(opened.database, shop, customerId))?.available;

describe('joining', () => {
  const joining = actionRule({ key: 'welcome', points: 20, occasion: { kind: 'joining' } });

  test('brings points once, however often it is looked at', async () => {
    const place = await openShopOfActions(opened.database, [joining]);
    const member = await place.join('7');
    await place.giveOccasions();
    await place.join('7', '2026-06-01T00:00:00Z');
    await Promise.all([place.giveOccasions(), place.giveOccasions()]);
    expect(await place.actionsOf(member)).toEqual([['given', 20]]);
    expect(await available(place)).toBe(20);
  });

  test('by buying brings them too', async () => {
    const place = await openShopOfActions(opened.database, [joining]);
    await settle(opened.database, place.shop, readOrder(orderFact()));
    await place.giveOccasions();
    expect(await available(place)).toBe(40 + 20);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('before there was such a rule brings nothing, and nothing is noted', async () => {
    const place = await openShopOfActions(opened.database, [joining]);
    const member = await place.join('7', '2025-12-31T00:00:00Z');
    await place.giveOccasions();
    expect(await place.actionsOf(member)).toEqual([]);
  });

  test('is no way to earn to a member, who has joined; that it brought points stays told', async () => {
    const review = actionRule({ key: 'review' });
    const place = await openShopOfActions(opened.database, [joining, review]);
    await place.join('7');
    await place.giveOccasions();
    const shopper = { shopDomain: place.shop.domain, customerId: CustomerId.parse('7') };
    const read = await readShopperActions(place.services, shopper);
    expect(read).toMatchObject({
      possible: [{ rule: { key: 'review' } }],
      done: [{ receipt: { rule: 'welcome' } }],
    });
  });
});

describe('the newsletter', () => {
  const newsletter = actionRule({
    key: 'news',
    points: 30,
    occasion: { kind: 'newsletter', takenBackWithinDays: 30 },
  });

  async function consent(
    place: ShopOfActions,
    isSubscribed: boolean,
    at: string,
    customerId = '7',
  ) {
    const news = { customerId: CustomerId.parse(customerId), isSubscribed, at: new Date(at) };
    await inTransaction(opened.database, (sql) => takeEmailConsents(sql, place.shop.id, [news]));
    await place.giveOccasions();
  }

  test('brings points to a member who agrees, once however often Shopify says so', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    const member = await place.join('7', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    await consent(place, true, '2026-06-03T00:00:00Z');
    expect(await place.actionsOf(member)).toEqual([
      ['given', 30],
      ['refused', 0],
    ]);
    expect(await available(place)).toBe(30);
  });

  test('that was agreed to before she was a member brings them when she becomes one', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    await consent(place, true, '2026-06-01T00:00:00Z');
    await place.join('7');
    await place.giveOccasions();
    expect(await available(place)).toBe(30);
  });

  test('withdrawn in time is taken back, and owed where the points are gone', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    const member = await place.join('7', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    await spend(opened.database, place.shop, '7', 12);
    await consent(place, false, '2026-06-20T00:00:00Z');
    await place.giveOccasions();
    expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({
      available: 0,
      owed: 12,
      earned: 0,
    });
    expect(await place.actionsOf(member)).toEqual([['taken_back', 0]]);
    const { rows } = await opened.database.pool.query(
      `SELECT count(*)::int AS corrections FROM transfers
       WHERE shop_id = $1 AND cause_kind = 'action' AND ordinal = 1 AND corrects IS NOT NULL`,
      [place.shop.id],
    );
    expect(rows).toEqual([{ corrections: 2 }]);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('agreed to again after it was taken back brings its points again', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    await place.join('7', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    await consent(place, false, '2026-06-03T00:00:00Z');
    await consent(place, true, '2026-06-04T00:00:00Z');
    expect(await available(place)).toBe(30);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('withdrawn before she joined is taken back although it is heard of only afterwards', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    await consent(place, true, '2026-06-01T00:00:00Z');
    const member = await place.join('7', '2026-06-05T00:00:00Z');
    await place.giveOccasions();
    expect(await available(place)).toBe(30);
    await consent(place, false, '2026-06-03T00:00:00Z');
    expect(await place.actionsOf(member)).toEqual([['taken_back', 0]]);
    expect(await available(place)).toBe(0);
  });

  test('withdrawn after its days is not taken back', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    await place.join('7', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    await consent(place, false, '2026-07-02T00:00:00Z');
    expect(await available(place)).toBe(30);
  });

  test.each([
    ['what is gone is owed', 'owed'],
    ['that is forgiven', 'forgiven'],
  ] as const)('that had repaid a debt is owed again, where %s', async (_, beyondBalance) => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    const lines = [{ gross: 5000 }];
    await settle(opened.database, place.shop, readOrder(orderFact({ lines })));
    await spend(opened.database, place.shop, '7', 50);
    const cancelledAt = '2026-03-05T10:00:00.000Z';
    const cancelled = orderFact({ lines, cancelledAt, updatedAt: cancelledAt });
    await settle(opened.database, place.shop, readOrder(cancelled));
    place.clock.set('2026-06-01T00:00:00Z');
    const next = { ...programWith(newsletter), refunds: { beyondBalance } };
    const published = await publish(opened.database, place.clock, place.shop, next);
    expect(published.outcome).toBe('published');
    place.clock.set('2026-06-10T10:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z');
    expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({ owed: 20 });
    await consent(place, false, '2026-06-03T00:00:00Z');
    expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({
      owed: 50,
      earned: 0,
    });
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('does not pay a debt by being agreed to and withdrawn where the program forgives', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    const member = await place.join('7', '2026-06-01T00:00:00Z');
    const forgiving = { ...programWith(newsletter), refunds: { beyondBalance: 'forgiven' } };
    place.clock.set('2026-06-01T10:00:00Z');
    await publish(opened.database, place.clock, place.shop, forgiving);
    await inTransaction(opened.database, (sql) => {
      const owing = { id: 'owing', memberId: member, points: -50, reason: 'a mistake' } as const;
      const adjustment = { ...owing, beyond: 'owe', staffUserId } as const;
      return adjustPoints(sql, place.shop.id, [adjustment], place.clock.now());
    });
    place.clock.set('2026-06-10T10:00:00Z');
    for (const day of ['02', '04']) {
      await consent(place, true, `2026-06-${day}T00:00:00Z`);
      expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({ owed: 20 });
      await consent(place, false, `2026-06-${day}T12:00:00Z`);
      expect(await balancesOf(opened.database, place.shop, '7')).toMatchObject({ owed: 50 });
    }
    await expectBalancedLedger(opened.database, place.shop);
  });

  /** 7 and 8 have agreed, each for herself, and on 10 June 8 becomes 7. */
  async function mergedMembers() {
    const place = await openShopOfActions(opened.database, [newsletter]);
    const kept = await place.join('7', '2026-06-01T00:00:00Z');
    await place.join('8', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-02T00:00:00Z', '7');
    await consent(place, true, '2026-06-03T00:00:00Z', '8');
    const merge = {
      absorbed: CustomerId.parse('8'),
      kept: CustomerId.parse('7'),
      mergedAt: new Date('2026-06-10T00:00:00Z'),
      isInferred: false,
    };
    await inTransaction(opened.database, (sql) =>
      mergeCustomers(sql, place.shop, merge, place.clock.now()),
    );
    expect(await available(place)).toBe(60);
    return { place, kept };
  }

  test('withdrawn by a customer before she became another takes her own points, heard of late', async () => {
    const { place, kept } = await mergedMembers();
    await consent(place, false, '2026-06-05T00:00:00Z', '8');
    expect(await place.actionsOf(kept)).toEqual([
      ['given', 30],
      ['taken_back', 0],
    ]);
    expect(await available(place)).toBe(30);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('withdrawn by a customer before another became her leaves the other’s points', async () => {
    const { place, kept } = await mergedMembers();
    await consent(place, false, '2026-06-05T00:00:00Z', '7');
    expect(await place.actionsOf(kept)).toEqual([
      ['taken_back', 0],
      ['given', 30],
    ]);
  });

  test('says nothing of a customer who is another by then', async () => {
    const { place, kept } = await mergedMembers();
    await consent(place, false, '2026-06-10T00:00:05Z', '8');
    expect(await place.actionsOf(kept)).toEqual([
      ['given', 30],
      ['given', 30],
    ]);
    await consent(place, true, '2026-06-10T00:00:07Z', '8');
    expect(await place.actionsOf(kept)).toHaveLength(2);
  });

  test('withdrawn by both as one takes all points', async () => {
    const { place, kept } = await mergedMembers();
    await consent(place, false, '2026-06-11T00:00:00Z', '7');
    expect(await place.actionsOf(kept)).toEqual([
      ['taken_back', 0],
      ['taken_back', 0],
    ]);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('old news changes nothing', async () => {
    const place = await openShopOfActions(opened.database, [newsletter]);
    await place.join('7', '2026-06-01T00:00:00Z');
    await consent(place, true, '2026-06-05T00:00:00Z');
    await consent(place, false, '2026-06-04T00:00:00Z');
    expect(await available(place)).toBe(30);
  });
});

describe('a birthday', () => {
  const birthday = (toldDaysBefore = 0) =>
    actionRule({ key: 'birthday', points: 50, occasion: { kind: 'birthday', toldDaysBefore } });
  const tell = (place: ShopOfActions, memberId: MemberId, written: WrittenBirthday) =>
    setBirthday(place.services, place.shop, { kind: 'staff', memberId, staffUserId }, written);
  const born = (month: number, day: number) => ({ month, day, year: null });

  test('brings its points when its day begins in the shop, and not twice', async () => {
    const place = await openShopOfActions(opened.database, [birthday()]);
    const member = await place.join('7');
    await tell(place, member, born(6, 12));
    await place.giveOccasions();
    place.clock.set('2026-06-11T21:59:59Z');
    await place.giveOccasions();
    expect(await available(place)).toBe(0);
    place.clock.set('2026-06-11T22:00:00Z');
    await Promise.all([place.giveOccasions(), place.giveOccasions()]);
    await place.giveOccasions();
    expect(await available(place)).toBe(50);
    place.clock.set('2027-06-12T10:00:00Z');
    await place.giveOccasions();
    expect(await available(place)).toBe(100);
  });

  test('that is moved to another day brings nothing more in the same year', async () => {
    const place = await openShopOfActions(opened.database, [birthday()]);
    const member = await place.join('7');
    await tell(place, member, born(6, 10));
    expect(await available(place)).toBe(50);
    await tell(place, member, born(6, 11));
    place.clock.set('2026-06-11T10:00:00Z');
    await place.giveOccasions();
    expect(await place.actionsOf(member)).toEqual([
      ['given', 50],
      ['refused', 0],
    ]);
  });

  test('that was told too late brings its points from the next one on', async () => {
    const place = await openShopOfActions(opened.database, [birthday(7)]);
    const member = await place.join('7');
    await tell(place, member, born(6, 16));
    place.clock.set('2026-06-16T10:00:00Z');
    await place.giveOccasions();
    expect(await available(place)).toBe(0);
    place.clock.set('2027-06-16T10:00:00Z');
    await tell(place, member, born(6, 16));
    await place.giveOccasions();
    expect(await place.actionsOf(member)).toEqual([
      ['refused', 0],
      ['given', 50],
    ]);
  });

  test.each([
    { before: 5, since: 0, brings: ['refused', 0] },
    { before: 0, since: 5, brings: ['given', 50] },
  ])(
    'that is told on its day is judged by what held as the day began: $before days, then $since',
    async ({ before, since, brings }) => {
      const place = await openShopOfActions(opened.database, [birthday(before)]);
      const member = await place.join('7');
      await place.giveOccasions();
      const changed = programWith(birthday(since));
      const published = await publish(opened.database, place.clock, place.shop, changed);
      expect(published).toMatchObject({ outcome: 'published' });
      await tell(place, member, born(6, 10));
      expect(await place.actionsOf(member)).toEqual([brings]);
      await place.giveOccasions();
      expect(await place.actionsOf(member)).toEqual([brings]);
    },
  );

  test('on 29 February is given on the 28th of a shorter year, and only then', async () => {
    const place = await openShopOfActions(opened.database, [birthday()]);
    const member = await place.join('7');
    await tell(place, member, born(2, 29));
    for (const day of ['2027-02-27', '2027-02-28', '2027-03-01', '2028-02-28', '2028-02-29']) {
      place.clock.set(`${day}T12:00:00Z`);
      await place.giveOccasions();
    }
    expect(await place.actionsOf(member)).toEqual([
      ['given', 50],
      ['given', 50],
    ]);
  });

  test('is given later where nobody was there on its day', async () => {
    const place = await openShopOfActions(opened.database, [birthday()]);
    const member = await place.join('7');
    await tell(place, member, born(6, 12));
    await place.giveOccasions();
    place.clock.set('2026-06-20T10:00:00Z');
    await place.giveOccasions();
    const { rows } = await opened.database.pool.query(
      'SELECT at, state FROM actions WHERE shop_id = $1',
      [place.shop.id],
    );
    expect(rows).toEqual([{ at: new Date('2026-06-11T22:00:00Z'), state: 'given' }]);
  });

  test.each([
    [{ month: 2, day: 30, year: null }],
    [{ month: '', day: 1, year: null }],
    [{ month: 6, day: 11, year: 2026 }],
  ])('%j is no birthday', async (written) => {
    const place = await openShopOfActions(opened.database, [birthday()]);
    const member = await place.join('7');
    expect(await tell(place, member, written)).toEqual({ state: 'not_a_date' });
  });
});

test('the anniversary of joining brings its points each year, to all however many', async () => {
  const anniversary = actionRule({ key: 'year', occasion: { kind: 'join_anniversary' } });
  const place = await openShopOfActions(opened.database, [anniversary]);
  const members = [];
  for (let customer = 1; customer <= 30; customer += 1) {
    members.push(await place.join(String(customer), '2026-03-01T23:30:00Z'));
  }
  await place.giveOccasions();
  for (const time of ['2027-03-01T12:00:00Z', '2027-03-02T12:00:00Z', '2028-03-02T12:00:00Z']) {
    place.clock.set(time);
    await place.giveOccasions();
  }
  for (const member of members) {
    expect(await place.actionsOf(member)).toEqual([
      ['given', 10],
      ['given', 10],
    ]);
  }
  await expectBalancedLedger(opened.database, place.shop);
});

test('the anniversary stays on the day on which she joined, by the clocks as they were, after the shop has moved', async () => {
  const anniversary = actionRule({ key: 'year', occasion: { kind: 'join_anniversary' } });
  const place = await openShopOfActions(opened.database, [anniversary]);
  // In Berlin that was the 2nd of March; in New York it would have been the 1st.
  const member = await place.join('1', '2026-03-01T23:30:00Z');
  await place.giveOccasions();
  const moved = new Date('2027-02-01T12:00:00Z');
  const details = { ...place.shop, timezone: 'America/New_York' };
  await saveInstalledShop(opened.database.pool, details, moved);
  place.clock.set('2027-03-01T22:00:00Z');
  await place.giveOccasions();
  expect(await place.actionsOf(member)).toEqual([]);
  place.clock.set('2027-03-02T22:00:00Z');
  await place.giveOccasions();
  expect(await place.actionsOf(member)).toEqual([['given', 10]]);
});
