import { describe, expect, test } from 'vitest';

import { redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { LADDER, programOf } from '#tests/app/loyalty/a-program.ts';
import { readOrder } from '#tests/support/orders.ts';
import {
  asked,
  later,
  placed,
  proven,
  refundedLine,
  type ShopOnPaper,
} from '#tests/support/shop-on-paper.ts';

import { march, shopsOnPaper } from '../support/shops-on-paper.ts';

const open = shopsOnPaper();

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

test('a merge that was thought to be earlier than it was leaves what lies in between as it was', async () => {
  const shop = await open(programOf({ tiers: LADDER }));
  await shop.hears(march(1), placed('1', 250, march(1)), THEIRS);
  const customers = { absorbed: CustomerId.parse('7'), kept: CustomerId.parse('8') };
  const found = { ...customers, mergedAt: new Date(march(3)), isInferred: true };
  await shop.run((sql) => mergeCustomers(sql, shop.shop, found, new Date(march(4))));
  await shop.hears(march(4), placed('3', 100, march(4), { customerId: '8' }));
  await shop.expects('8', { available: 250 + 10 + 125 });
  await shop.merges(march(6), '7', '8', march(5));
  await shop.expects('8', { available: 250 + 10 + 100 });
});

test.each(['the orders first', 'the merge first'])(
  'tiers by what was done since joining are the same whatever is heard first: %s',
  async (first) => {
    const window = { kind: 'since_joining' } as const;
    const qualification = { ...programOf().qualification, window };
    const shop = await open(programOf({ tiers: LADDER, qualification }));
    const orders = () =>
      shop.hears(march(6), placed('1', 250, march(1)), placed('3', 100, march(2)));
    const merge = () => shop.merges(march(6), '7', '8', march(5));
    if (first === 'the orders first') await orders();
    await merge();
    if (first === 'the merge first') await orders();
    await shop.expects('8', { available: 250 + 125 });
  },
);

test('who joins has what another had bought who had become her before', async () => {
  const shop = await open(programOf({ enrolment: { who: 'who_joins', claimDays: 30 } }));
  await shop.hears(march(1), ORDER);
  await shop.merges(march(2), '7', '8');
  await shop.merges(march(3), '8', '9');
  await shop.expectsNoMember('9');
  await shop.joins(march(5), proven('9', ADA));
  await shop.expects('9', { available: 40 });
});

test('what was bought before joining, and claimed by it, is no step to a tier by what was done since', async () => {
  const byJoining = { kind: 'since_joining' } as const;
  const { qualification } = programOf();
  const shop = await open(
    programOf({
      tiers: LADDER,
      enrolment: { who: 'who_joins', claimDays: 30 },
      qualification: { ...qualification, window: byJoining },
    }),
  );
  await shop.hears(march(1), placed('1', 300, march(1)));
  await shop.joins(march(5), proven('7', ADA));
  await shop.hears(march(6), placed('2', 250, march(6)));
  await shop.expects('7', { available: 300 + 250 });
  await shop.hears(march(7), placed('3', 100, march(7)));
  await shop.expects('7', { available: 300 + 250 + 125 });
  // Judged again behind a late one, with what lies before it as it is kept.
  await shop.hears(march(8), placed('4', 10, '2026-03-05T12:00:00Z'));
  await shop.expects('7', { available: 300 + 250 + 125 + 10 });
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
