import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { redactMembers } from '#app/db/redacted-members.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program.ts';
import { LADDER, programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { customerDetails, readOrder } from '#tests/support/orders.ts';
import {
  asked,
  byGuest,
  later,
  placed,
  proven,
  refundedLine,
  ShopOnPaper,
} from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const open = (program?: Program) => ShopOnPaper.open(opened.database, program);
const march = (day: number) => new Date(Date.UTC(2026, 2, day, 10)).toISOString();

const ADA = 'ada@example.com';
const ORDER = placed('1', 40, march(1));
const THEIRS = placed('2', 10, march(2), { customerId: '8' });

describe('an order that moves to another customer', () => {
  test('takes its points along, from those of the former that are unspent', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.spends(march(2), '7', 15);
    const moved = readOrder({ ...later(ORDER, march(3)).fact, customerId: CustomerId.parse('8') });
    await shop.hears(march(3), asked(moved));
    await shop.expects('7', { owed: 15 });
    await shop.expects('8', { available: 40 });
    expect((await shop.movements()).slice(-3)).toEqual([
      'taken_back_own 25',
      'taken_back_owed 15',
      'earned 40',
    ]);
  });

  test('to nobody at all earns nothing any more', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.hears(
      march(3),
      asked(readOrder({ ...later(ORDER, march(3)).fact, customerId: null })),
    );
    expect(await shop.judgementOf('1')).toBe('no_customer');
    await shop.expects('7', {});
  });
});

describe('customers who are merged', () => {
  const dated = programOf({
    earning: {
      maturity: { kind: 'after_days', days: 2 },
      expiry: { kind: 'after_days', days: 20 },
    },
  });

  test('bring pending, available, held and expired points, each with its dates', async () => {
    const shop = await open(dated);
    await shop.hears(march(1), ORDER);
    await shop.ages(march(3));
    const redemption = await shop.holds(march(4), '7', 15);
    await shop.hears(march(22), placed('3', 30, march(22)));
    await shop.ages(march(23));
    await shop.expects('7', { pending: 30, held: 15 });
    await shop.merges(march(23), '7', '8');
    await shop.expects('7', {});
    await shop.expects('8', { pending: 30, held: 15 });
    await shop.ages(march(24));
    await shop.expects('8', { available: 30, held: 15 });
    await shop.releases(march(25), redemption);
    await shop.expects('8', { available: 45 });
    // What had expired before them is not owed by the one they became either.
    await shop.hears(march(26), refundedLine(ORDER, march(26), 40));
    await shop.expects('8', { available: 30 });
    expect((await shop.movements()).slice(-2)).toEqual([
      'taken_back_own 15',
      'taken_back_expired 25',
    ]);
  });

  test('set the debt of the one off against what the other has', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER, THEIRS);
    await shop.spends(march(2), '7', 25);
    await shop.hears(march(3), refundedLine(ORDER, march(3), 40));
    await shop.expects('7', { owed: 25 });
    await shop.merges(march(4), '7', '8');
    await shop.expects('8', { owed: 15 });
    expect((await shop.movements()).slice(-4)).toEqual([
      'merged_out 25',
      'merged_in 25',
      'debt_set_off 10',
      'debt_set_off 10',
    ]);
    await shop.hears(march(5), placed('3', 20, march(5)));
    await shop.expects('8', { available: 5 });
  });

  test('are known by the old id for ever: by late orders, refunds and by merges of the one they became', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER, THEIRS);
    await shop.merges(march(3), '7', '8');
    await shop.hears(march(4), placed('3', 5, march(2)));
    await shop.expects('8', { available: 55 });
    await shop.hears(march(5), refundedLine(ORDER, march(5), 40));
    await shop.expects('8', { available: 15 });
    await shop.merges(march(6), '8', '9');
    await shop.hears(march(7), placed('4', 5, march(7)));
    await shop.expects('9', { available: 20 });
  });

  test('have nothing judged anew but what was placed since', async () => {
    const shop = await open(programOf({ tiers: LADDER }));
    await shop.hears(march(1), placed('1', 250, march(1)), THEIRS);
    await shop.hears(march(6), placed('3', 100, march(6), { customerId: '8' }));
    await shop.merges(march(7), '7', '8', march(5));
    // The second was placed before the merge and stays bronze's; the third is silver's now.
    await shop.expects('8', { available: 250 + 10 + 125 });
  });
});

describe('an order that was placed before its customer was merged', () => {
  const program = programOf({ tiers: LADDER });
  const first = placed('1', 250, march(1));
  const gone = readOrder({ ...later(first, march(6)).fact, customerId: CustomerId.parse('8') });
  const next = placed('2', 100, march(2), { customerId: '8' });
  type Event = (shop: ShopOnPaper) => Promise<unknown>;
  const told: Event = (shop) => shop.hears(march(7), first);
  const toldAnew: Event = (shop) => shop.hears(march(7), asked(gone));
  const merged: Event = (shop) => shop.merges(march(7), '7', '8', march(5));

  test.each<readonly [string, readonly Event[]]>([
    ['as it happened', [told, merged, toldAnew]],
    ['the merge last', [told, toldAnew, merged]],
    ['the merge first', [merged, told, toldAnew]],
    ['the older state late, and the merge later', [toldAnew, told, merged]],
    ['the older state last', [toldAnew, merged, told]],
    ['both states at once', [(shop) => shop.hears(march(7), first, asked(gone)), merged]],
  ])(
    'keeps her context, so that what the other had bought since is bronze’s: %s',
    async (_order, events) => {
      const shop = await open(program);
      await shop.hears(march(3), next);
      for (const event of events) await event(shop);
      await shop.expects('8', { available: 250 + 100 });
    },
  );
});

test('a customer who is deleted is nameless, and her orders go on being settled', async () => {
  const shop = await open();
  await shop.hears(march(1), ORDER);
  await shop.run((sql) =>
    redactMembers(sql, shop.shop.id, [CustomerId.parse('7')], new Date(march(2))),
  );
  await shop.hears(march(3), refundedLine(ORDER, march(3), 15));
  await shop.expects('7', { available: 25 });
});

describe('an order of a guest', () => {
  const GUEST = byGuest(placed('1', 100, march(1)), ADA);
  const purchase = (day: number) => ({
    ...placed('9', 10, march(day)),
    customer: proven('7', ADA),
  });

  test('is kept for whoever proves the address to be hers, and is hers when she becomes a member', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    expect(await shop.judgementOf('1')).toBe('no_customer');
    await shop.hears(march(21), purchase(21));
    await shop.expects('7', { available: 110 });
  });

  test('is nobody’s as long as the address is not proven', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    const claim = { ...customerDetails('7'), email: ADA };
    await shop.hears(march(21), { ...purchase(21), customer: claim });
    await shop.expects('7', { available: 10 });
    await shop.hearsOf(march(22), proven('7', ADA));
    await shop.expects('7', { available: 110 });
  });

  test('that was claimed stays with who claimed it, whoever proves the address later', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    await shop.hears(march(21), purchase(21));
    const another = {
      ...placed('10', 5, march(22), { customerId: '8' }),
      customer: proven('8', ADA),
    };
    await shop.hears(march(22), another);
    await shop.expects('7', { available: 110 });
    await shop.expects('8', { available: 5 });
  });

  test('that was claimed after twenty days and is paid back is taken back like any other', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    await shop.hears(march(21), purchase(21));
    const paidBack = refundedLine(GUEST, march(25), 100);
    await shop.hears(march(25), paidBack);
    await shop.expects('7', { available: 10 });
  });

  test('that was paid back before it was claimed brings what is left of it', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    await shop.hears(march(3), refundedLine(GUEST, march(3), 60));
    await shop.hears(march(21), purchase(21));
    await shop.expects('7', { available: 50 });
  });

  test('that has a customer by now stays hers, whoever proves the guest’s address to be her own', async () => {
    const shop = await open();
    await shop.hears(march(1), GUEST);
    await shop.hears(
      march(2),
      placed('1', 100, march(1), { customerId: '8', updatedAt: march(2) }),
    );
    await shop.hears(march(21), purchase(21));
    await shop.expects('8', { available: 100 });
    await shop.expects('7', { available: 10 });
    expect(await shop.movements()).toEqual(['earned 100', 'earned 10']);
  });

  test('that is older than the program’s days cannot be claimed any more', async () => {
    const shop = await open(programOf({ enrolment: { who: 'every_buyer', claimDays: 19 } }));
    await shop.hears(march(1), GUEST);
    await shop.hears(march(21), purchase(21));
    await shop.expects('7', { available: 10 });
    expect(await shop.judgementOf('1')).toBe('no_customer');
  });

  test('is worth what the lowest tier earns, and its points expire counted from the claim', async () => {
    const program = programOf({
      tiers: LADDER,
      earning: { expiry: { kind: 'after_days', days: 10 } },
    });
    const shop = await open(program);
    await shop.hears(march(1), GUEST);
    await shop.hears(march(20), {
      ...placed('9', 250, march(20)),
      customer: customerDetails('7'),
    });
    await shop.hearsOf(march(21), proven('7', ADA));
    await shop.expects('7', { available: 350 });
    // Silver as she is now, what she buys as a guest is worth what it is worth to everybody.
    await shop.hears(march(22), byGuest(placed('11', 100, march(22)), ADA));
    await shop.expects('7', { available: 450 });
    // The first is hers since she joined.
    expect(await shop.ages('2026-03-30T09:00Z')).toBe(0);
    expect(await shop.ages('2026-03-30T10:00Z')).toBe(2);
    await shop.expects('7', { available: 100 });
  });
});

describe('who becomes a member', () => {
  test('every buyer by the first order that can earn', async () => {
    const shop = await open();
    await shop.hears(march(1), placed('1', 40, march(1), { business: true }));
    await shop.expectsNoMember('7');
    await shop.hears(march(2), placed('2', 10, march(2), { paid: false }));
    await shop.expects('7', {});
  });

  test('account holders alone, whose address is proven, where the program says so', async () => {
    const shop = await open(programOf({ enrolment: { who: 'account_holders', claimDays: 90 } }));
    await shop.hears(march(1), ORDER);
    expect(await shop.judgementOf('1')).toBe('not_a_member');
    await shop.expectsNoMember('7');
    await shop.hearsOf(march(5), proven('7', ADA));
    await shop.expects('7', { available: 40 });
    await shop.hears(march(6), placed('2', 10, march(6)));
    await shop.expects('7', { available: 50 });
  });

  test('no account holder who has become another, however late she is heard of', async () => {
    const shop = await open(programOf({ enrolment: { who: 'account_holders', claimDays: 90 } }));
    await shop.hearsOf(march(1), proven('8', 'eve@example.com'));
    await shop.merges(march(2), '7', '8');
    await shop.hearsOf(march(3), proven('7', ADA));
    await shop.expectsNoMember('7');
    await shop.hears(march(4), byGuest(placed('1', 40, march(4)), ADA));
    await shop.expects('8', { available: 40 });
  });

  test('nobody by buying where people join by themselves; who joins has what she bought before', async () => {
    const shop = await open(programOf({ enrolment: { who: 'who_joins', claimDays: 10 } }));
    await shop.hears(march(1), ORDER, placed('2', 10, march(12)));
    await shop.expectsNoMember('7');
    await shop.joins(march(15), proven('7', ADA));
    await shop.expects('7', { available: 10 });
    expect(await shop.judgementOf('1')).toBe('not_a_member');
    await shop.joins(march(16), proven('7', ADA));
    await shop.expects('7', { available: 10 });
  });
});
