import { describe, expect, test } from 'vitest';

import { LADDER, programOf } from '#tests/app/loyalty/a-program.ts';
import { iso, later, placed, refundedLine } from '#tests/support/shop-on-paper.ts';
import { publish, SettableClock, worth } from '#tests/support/program-versions.ts';

import { march, shopsOnPaper } from '../support/shops-on-paper.ts';

const open = shopsOnPaper();

const ORDER = placed('1', 40, march(1));
const OTHER = placed('2', 10, march(2));
const PAID_BACK = refundedLine(ORDER, march(20), 40);

const AFTER_A_WEEK = programOf({ earning: { maturity: { kind: 'after_days', days: 7 } } });
const FOR_A_WEEK = programOf({ earning: { expiry: { kind: 'after_days', days: 7 } } });
const FORGIVING = programOf({ refunds: { beyondBalance: 'forgiven' } });

describe('points that mature', () => {
  test('after days can be spent then, and no earlier', async () => {
    const shop = await open(AFTER_A_WEEK);
    await shop.hears(march(1), ORDER);
    expect(await shop.spends(march(2), '7', 40)).toBe('not_enough');
    await shop.ages(march(7));
    await shop.expects('7', { pending: 40 });
    await shop.ages(march(8));
    await shop.expects('7', { available: 40 });
    expect(await shop.movements()).toEqual(['earned 40', 'matured 40']);
  });

  test('after days have matured already when the order is heard of late', async () => {
    const shop = await open(AFTER_A_WEEK);
    await shop.hears(march(9), ORDER);
    await shop.expects('7', { available: 40 });
  });

  test('after fulfilment wait for the last parcel', async () => {
    const shop = await open(
      programOf({ earning: { maturity: { kind: 'after_fulfilment', days: 3 } } }),
    );
    await shop.hears(march(1), ORDER);
    await shop.ages(march(30));
    await shop.expects('7', { pending: 40 });
    await shop.hears(march(30), later(ORDER, march(30), { fulfilledAt: march(28) }));
    await shop.ages(march(30));
    await shop.expects('7', { pending: 40 });
    await shop.ages(march(31));
    await shop.expects('7', { available: 40 });
  });

  test('of an order that is paid back before are taken from the pending ones', async () => {
    const shop = await open(AFTER_A_WEEK);
    await shop.hears(march(1), ORDER);
    await shop.hears(march(3), refundedLine(ORDER, march(3), 15));
    await shop.expects('7', { pending: 25 });
    expect(await shop.movements()).toEqual(['earned 40', 'taken_back_pending 15']);
  });
});

describe('points that expire', () => {
  test('are gone, and nobody owes them when their order is paid back', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(1), ORDER);
    await shop.spends(march(2), '7', 10);
    await shop.ages(march(8));
    await shop.hears(march(20), refundedLine(ORDER, march(20), 30));
    await shop.expects('7', {});
    expect(await shop.movements()).toEqual([
      'earned 40',
      'held 10',
      'spent 10',
      'expired 30',
      'taken_back_expired 30',
    ]);
  });

  test('are spent before those that expire later', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(2), OTHER, ORDER);
    await shop.spends(march(3), '7', 40);
    expect(await shop.ages(march(8))).toBe(0);
    await shop.expects('7', { available: 10 });
  });

  test('before their job came pay nothing that is taken back, as if it had been there', async () => {
    for (const isLate of [false, true]) {
      const shop = await open(FOR_A_WEEK);
      await shop.hears(march(2), ORDER, OTHER);
      await shop.spends(march(3), '7', 40);
      if (!isLate) await shop.ages(march(10));
      await shop.hears(march(20), PAID_BACK);
      await shop.ages(march(20));
      await shop.expects('7', { owed: 40 });
    }
  });

  test('before their job came pay no debt of another customer who is merged', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(2), ORDER, placed('2', 10, march(2), { customerId: '8' }));
    await shop.spends(march(3), '7', 40);
    await shop.hears(march(4), refundedLine(ORDER, march(4), 40));
    await shop.merges(march(20), '8', '7');
    await shop.ages(march(20));
    await shop.expects('7', { owed: 40 });
  });

  test('before their job came get no grace with those that a redemption gives back', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(1), ORDER);
    const redemption = await shop.holds(march(2), '7', 30);
    await shop.releases(march(10), redemption);
    await shop.expects('7', { available: 30 });
  });

  test('while they are held come back for the program’s days of grace', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(1), ORDER);
    const redemption = await shop.holds(march(2), '7', 40);
    await shop.ages(march(10));
    await shop.expects('7', { held: 40 });
    await shop.releases(march(10), redemption);
    // Whatever is heard of the order meanwhile: what was granted stays.
    await shop.hears(march(11), later(ORDER, march(11)));
    await shop.ages('2026-04-09T09:00Z');
    await shop.expects('7', { available: 40 });
    await shop.ages('2026-04-09T10:00Z');
    await shop.expects('7', {});
  });
});

describe('points of a purchase that is paid back after they were spent', () => {
  test('are taken from its own that are left, from others, and the rest is owed', async () => {
    const shop = await open();
    await shop.hears(march(2), ORDER, OTHER);
    await shop.spends(march(3), '7', 35);
    await shop.hears(march(20), PAID_BACK);
    await shop.expects('7', { owed: 25 });
    expect(await shop.movements()).toEqual([
      'earned 40',
      'earned 10',
      'held 35',
      'spent 35',
      'taken_back_own 5',
      'taken_back_other 10',
      'taken_back_owed 25',
    ]);
  });

  test('are not taken from what is promised to a redemption under way', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.holds(march(3), '7', 40);
    await shop.hears(march(20), PAID_BACK);
    await shop.expects('7', { held: 40, owed: 40 });
  });

  test('are set off when a redemption gives them back', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER, OTHER);
    const redemption = await shop.holds(march(3), '7', 40);
    await shop.hears(march(20), PAID_BACK);
    await shop.expects('7', { held: 40, owed: 30 });
    await shop.releases(march(21), redemption);
    await shop.expects('7', { available: 10 });
  });

  test('that expired before their job came cannot be spent', async () => {
    const shop = await open(FOR_A_WEEK);
    await shop.hears(march(1), ORDER);
    expect(await shop.spends(march(9), '7', 40)).toBe('not_enough');
    await shop.expects('7', {});
  });

  test('and are owed, are repaid by the next earnings', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.spends(march(3), '7', 40);
    await shop.hears(march(20), PAID_BACK);
    await shop.hears(march(21), placed('3', 50, march(21)));
    await shop.expects('7', { available: 10 });
    expect((await shop.movements()).slice(3)).toEqual([
      'taken_back_owed 40',
      'debt_repaid 40',
      'earned 10',
    ]);
  });

  test('and are owed, are set off when pending ones mature', async () => {
    const shop = await open(AFTER_A_WEEK);
    await shop.hears(march(1), ORDER);
    await shop.ages(march(8));
    await shop.spends(march(9), '7', 40);
    await shop.hears(march(18), placed('3', 50, march(18)));
    await shop.hears(march(20), PAID_BACK);
    await shop.expects('7', { pending: 50, owed: 40 });
    await shop.ages(march(25));
    await shop.expects('7', { available: 10 });
    expect((await shop.movements()).slice(-3)).toEqual([
      'debt_set_off 40',
      'debt_set_off 40',
      'matured 10',
    ]);
  });

  test('and are owed, are first of all settled by the same order when it rises again', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.spends(march(3), '7', 40);
    await shop.hears(march(20), PAID_BACK);
    await shop.hears(march(21), later(ORDER, march(21)));
    await shop.expects('7', {});
    expect((await shop.movements()).slice(-1)).toEqual(['own_debt_cancelled 40']);
  });

  test('are forgiven where the program says so, which a rise of the same order takes back first', async () => {
    const shop = await open(FORGIVING);
    await shop.hears(march(1), ORDER);
    await shop.spends(march(3), '7', 40);
    await shop.hears(march(20), PAID_BACK);
    await shop.expects('7', {});
    await shop.hears(march(21), OTHER);
    await shop.expects('7', { available: 10 });
    await shop.hears(march(22), later(ORDER, march(22)));
    await shop.expects('7', { available: 10 });
    expect((await shop.movements()).slice(3)).toEqual([
      'taken_back_forgiven 40',
      'earned 10',
      'forgiveness_cancelled 40',
    ]);
  });
});

describe('points that had repaid a debt are owed again, though the program forgives', () => {
  /** Customer 7 owes 40 by the first version; from the sixth on the program forgives. */
  async function openOwing(forgiving = FORGIVING) {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    await shop.spends(march(3), '7', 40);
    await shop.hears(march(5), refundedLine(ORDER, march(5), 40));
    await publish(shop.database, new SettableClock(march(6)), shop.shop, forgiving);
    return shop;
  }
  const NEXT = placed('3', 50, march(7));

  test('when their order is paid back', async () => {
    const shop = await openOwing();
    await shop.hears(march(7), NEXT);
    await shop.expects('7', { available: 10 });
    await shop.hears(march(20), refundedLine(NEXT, march(20), 50));
    await shop.expects('7', { owed: 40 });
    // And again, when it was worth as much as before meanwhile.
    await shop.hears(march(21), later(NEXT, march(21)));
    await shop.expects('7', { available: 10 });
    await shop.hears(march(22), refundedLine(NEXT, march(22), 50));
    await shop.expects('7', { owed: 40 });
    expect((await shop.movements()).slice(4)).toEqual([
      'debt_repaid 40',
      'earned 10',
      'taken_back_own 10',
      'taken_back_owed 40',
      'own_debt_cancelled 40',
      'earned 10',
      'taken_back_own 10',
      'taken_back_owed 40',
    ]);
  });

  test('bit by bit, and what she has spent is forgiven all the same', async () => {
    const shop = await openOwing();
    await shop.hears(march(7), NEXT);
    await shop.spends(march(8), '7', 10);
    for (const [day, euros] of [20, 35, 50].entries()) {
      await shop.hears(march(20 + day), refundedLine(NEXT, march(20 + day), euros));
    }
    await shop.expects('7', { owed: 40 });
    expect((await shop.movements()).slice(-2)).toEqual([
      'taken_back_owed 5',
      'taken_back_forgiven 10',
    ]);
  });

  test('when they were set off against it as they matured', async () => {
    const { earning } = AFTER_A_WEEK;
    const shop = await openOwing({ ...FORGIVING, earning });
    await shop.hears(march(7), NEXT);
    // What earns while a debt is there repays it, so this one arises afterwards.
    await shop.expects('7', { pending: 10 });
    await shop.hears(march(8), later(ORDER, march(8)), placed('4', 30, march(8)));
    await shop.spends(march(9), '7', 40);
    await shop.hears(march(10), refundedLine(ORDER, march(10), 40));
    await shop.expects('7', { pending: 40, owed: 40 });
    await shop.ages(march(16));
    await shop.expects('7', {});
    await shop.hears(march(20), refundedLine(NEXT, march(20), 50));
    await shop.expects('7', { owed: 50 });
  });

  test('also by somebody whom she was merged into', async () => {
    const shop = await openOwing();
    await shop.hears(march(7), NEXT, placed('5', 5, march(7), { customerId: '8' }));
    await shop.merges(march(8), '7', '8');
    await shop.expects('8', { available: 15 });
    await shop.hears(march(20), refundedLine(NEXT, march(20), 50));
    await shop.expects('8', { owed: 35 });
  });
});

describe('an order is judged in its own time', () => {
  const tiers = programOf({ tiers: LADDER });

  test('the one that lifts a member earns as before, and the next one more', async () => {
    const shop = await open(tiers);
    await shop.hears(march(1), placed('1', 1_000, march(1)));
    await shop.hears(march(2), placed('2', 100, march(2)));
    await shop.expects('7', { available: 1_200 });
    expect(await shop.movements()).toEqual(['earned 1000', 'earned 200']);
  });

  test('a late one has those behind it judged again', async () => {
    const shop = await open(tiers);
    await shop.hears(march(2), placed('2', 100, march(2)));
    await shop.hears(march(3), placed('1', 300, march(1)));
    await shop.expects('7', { available: 425 });
    expect(await shop.movements()).toEqual(['earned 100', 'earned 300', 'earned 25']);
  });

  test('what was handed out stays, though what it was earned by turns out otherwise', async () => {
    const shop = await open(tiers);
    const first = placed('1', 300, march(1));
    await shop.hears(march(2), first, placed('2', 100, march(2)));
    expect(await shop.spends(march(3), '7', 425)).toBe('spent');
    await shop.hears(march(20), refundedLine(first, march(20), 300));
    // 300 of the first, and the second was bronze's.
    await shop.expects('7', { owed: 325 });
    const moved = await shop.movements();
    expect(moved.filter((movement) => /spent|released/.test(movement))).toEqual([
      'spent 300',
      'spent 125',
    ]);
  });

  test('one that is edited after a new version was published is worth what the old one says', async () => {
    const shop = await open();
    await shop.hears(march(1), ORDER);
    const clock = new SettableClock(march(5));
    await publish(shop.database, clock, shop.shop, worth(3));
    const edited = placed('1', 50, march(1), { updatedAt: iso(march(6)) });
    await shop.hears(march(6), edited, placed('2', 10, march(6)));
    await shop.expects('7', { available: 50 + 30 });
  });
});
