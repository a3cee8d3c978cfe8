import { describe, expect, test } from 'vitest';

import { LADDER, programOf } from '#tests/app/loyalty/a-program.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { byGuest, placed, proven, refundedLine } from '#tests/support/shop-on-paper.ts';

import { march, shopsOnPaper } from '../support/shops-on-paper.ts';

const open = shopsOnPaper();

const ADA = 'ada@example.com';
const ORDER = placed('1', 40, march(1));

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
