import { describe, expect, test } from 'vitest';

import { AmountError } from '#app/loyalty/money.ts';
import { asked, later, placed, refundedLine } from '#tests/support/shop-on-paper.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';

import { shopsOnPaper } from '../support/shops-on-paper.ts';

const open = shopsOnPaper();

const WEEK = programOf({
  earning: {
    maturity: { kind: 'after_days', days: 7 },
    expiry: { kind: 'after_days', days: 30 },
  },
});

describe('a clock that is wrong', () => {
  test('goes back between two postings: both count, and each says when it was posted', async () => {
    const shop = await open();
    await shop.hears('2026-03-10T10:00Z', placed('1', 40, '2026-03-01T10:00Z'));
    await shop.hears('2026-03-09T10:00Z', placed('2', 10, '2026-03-02T10:00Z'));
    await shop.hears(
      '2026-03-08T10:00Z',
      refundedLine(placed('1', 40, '2026-03-01T10:00Z'), '2026-03-03T10:00Z', 15),
    );
    await shop.expects('7', { available: 35 });
    expect(await shop.movements()).toEqual(['earned 40', 'earned 10', 'taken_back_own 15']);
  });

  test('has aged lots and goes back: what has matured stays so, and what has expired is gone', async () => {
    const shop = await open(WEEK);
    const order = placed('1', 40, '2026-03-01T10:00Z');
    await shop.hears('2026-03-01T10:00Z', order);
    expect(await shop.ages('2026-03-09T10:00Z')).toBe(1);
    await shop.hears('2026-03-02T10:00Z', later(order, '2026-03-01T11:00Z'));
    expect(await shop.ages('2026-03-02T10:00Z')).toBe(0);
    await shop.expects('7', { available: 40 });
    expect(await shop.ages('2026-05-01T10:00Z')).toBe(1);
    expect(await shop.ages('2026-03-09T10:00Z')).toBe(0);
    await shop.expects('7', {});
    expect(await shop.movements()).toEqual(['earned 40', 'matured 40', 'expired 40']);
  });

  test('of an order that was placed in the future: its points wait for their time by its own dates', async () => {
    const shop = await open(WEEK);
    await shop.hears('2026-03-01T10:00Z', placed('1', 40, '2026-06-01T10:00Z'));
    expect(await shop.ages('2026-05-01T10:00Z')).toBe(0);
    await shop.expects('7', { pending: 40 });
    expect(await shop.ages('2026-06-08T10:00Z')).toBe(1);
    await shop.expects('7', { available: 40 });
  });

  test('has stamped a state far in the future: it wins until a newer one, or Shopify’s own answer of that time', async () => {
    const shop = await open();
    const order = placed('1', 40, '2026-03-01T10:00Z');
    const strange = refundedLine(order, '9999-12-31T23:59:59Z', 15);
    await shop.hears('2026-03-01T10:00Z', order, strange);
    await shop.hears('2026-03-02T10:00Z', refundedLine(order, '2026-03-02T10:00Z', 40));
    await shop.expects('7', { available: 25 });
    const differing = later(order, '9999-12-31T23:59:59Z');
    expect(await shop.hears('2026-03-03T10:00Z', differing)).toMatchObject({ ambiguous: ['1'] });
    await shop.hears('2026-03-03T10:00Z', asked(differing));
    await shop.expects('7', { available: 40 });
  });
});

describe('an order whose currency changes', () => {
  test('earns nothing while it is not in the shop’s money of its time', async () => {
    const shop = await open();
    const order = placed('1', 40, '2026-03-01T10:00Z');
    await shop.hears('2026-03-01T10:00Z', order);
    await shop.hears('2026-03-02T10:00Z', later(order, '2026-03-02T10:00Z', { currency: 'JPY' }));
    expect(await shop.judgementOf('1')).toBe('other_currency');
    await shop.expects('7', {});
    await shop.hears('2026-03-03T10:00Z', later(order, '2026-03-03T10:00Z'));
    await shop.expects('7', { available: 40 });
    expect(await shop.movements()).toEqual(['earned 40', 'taken_back_own 40', 'earned 40']);
  });

  test('and that never was in the shop’s money makes nobody a member', async () => {
    const shop = await open();
    await shop.hears(
      '2026-03-01T10:00Z',
      placed('1', 40, '2026-03-01T10:00Z', { currency: 'JPY' }),
    );
    await shop.expectsNoMember('7');
  });
});

describe('more points than can be counted', () => {
  /** Euros: at a thousand points for each a member can hold a hundred such orders, and not one more. */
  const ENORMOUS = 90_000_000_000;
  const generous = programOf({
    order: { earns: { kind: 'per_amount', points: 1_000, amount: 1 } },
  });

  test('are refused before anything of them is posted, and what the member has stays', async () => {
    const shop = await open(generous);
    const orders = Array.from({ length: 100 }, (_, index) =>
      placed(String(index + 1), ENORMOUS, '2026-03-01T10:00Z'),
    );
    await shop.hears('2026-03-01T10:00Z', ...orders);
    const more = placed('101', ENORMOUS, '2026-03-01T10:00Z');
    await expect(shop.hears('2026-03-01T10:00Z', more)).rejects.toThrow(AmountError);
    await shop.expects('7', { available: 9_000_000_000_000_000 });
    await shop.hears('2026-03-02T10:00Z', placed('102', 40, '2026-03-02T10:00Z'));
    await shop.expects('7', { available: 9_000_000_000_040_000 });
  });

  test('are not brought together by a merge either', async () => {
    const shop = await open(generous);
    const half = (from: number, customerId: string) =>
      Array.from({ length: 51 }, (_, index) =>
        placed(String(from + index), ENORMOUS, '2026-03-01T10:00Z', { customerId }),
      );
    await shop.hears('2026-03-01T10:00Z', ...half(1, '7'), ...half(1_001, '8'));
    await expect(shop.merges('2026-03-02T10:00Z', '7', '8')).rejects.toThrow(AmountError);
    await shop.expects('7', { available: 4_590_000_000_000_000 });
    await shop.expects('8', { available: 4_590_000_000_000_000 });
  });
});

describe('merges that contradict each other', () => {
  async function shopOfTwo() {
    const shop = await open();
    await shop.hears(
      '2026-03-01T10:00Z',
      placed('1', 40, '2026-03-01T10:00Z', { customerId: '7' }),
      placed('2', 10, '2026-03-01T10:00Z', { customerId: '8' }),
    );
    return shop;
  }

  test('one into the other, and then the other into the one: the first told counts', async () => {
    const shop = await shopOfTwo();
    expect(await shop.merges('2026-03-02T10:00Z', '7', '8')).toBe('merged');
    expect(await shop.merges('2026-03-03T10:00Z', '8', '7')).toBe('contradictory');
    await shop.expects('7', {});
    await shop.expects('8', { available: 50 });
  });

  test('a customer into herself: nothing happens', async () => {
    const shop = await shopOfTwo();
    expect(await shop.merges('2026-03-02T10:00Z', '7', '7')).toBe('contradictory');
    await shop.expects('7', { available: 40 });
  });

  test('in a circle of three: the one that closes it is refused', async () => {
    const shop = await shopOfTwo();
    expect(await shop.merges('2026-03-02T10:00Z', '7', '8')).toBe('merged');
    expect(await shop.merges('2026-03-03T10:00Z', '8', '9')).toBe('merged');
    expect(await shop.merges('2026-03-04T10:00Z', '9', '7')).toBe('contradictory');
    await shop.expects('9', { available: 50 });
    await shop.hears('2026-03-05T10:00Z', placed('3', 5, '2026-03-05T10:00Z'));
    await shop.expects('9', { available: 55 });
  });

  test('one into two others: the first told counts, whatever is told later', async () => {
    const shop = await shopOfTwo();
    expect(await shop.merges('2026-03-02T10:00Z', '7', '8')).toBe('merged');
    expect(await shop.merges('2026-03-03T10:00Z', '7', '9')).toBe('known');
    await shop.expects('8', { available: 50 });
    await shop.expectsNoMember('9');
  });

  test('of people who are not known: whoever of them buys later is the one who was kept', async () => {
    const shop = await open();
    expect(await shop.merges('2026-03-02T10:00Z', '7', '8')).toBe('merged');
    await shop.expectsNoMember('8');
    await shop.hears('2026-03-03T10:00Z', placed('1', 40, '2026-03-01T10:00Z'));
    await shop.expectsNoMember('7');
    await shop.expects('8', { available: 40 });
  });

  test('told again is known, and told at two times at once moves everything once', async () => {
    const shop = await shopOfTwo();
    const outcomes = await Promise.all([
      shop.merges('2026-03-02T10:00Z', '7', '8'),
      shop.merges('2026-03-02T10:00Z', '7', '8'),
    ]);
    expect(outcomes.sort()).toEqual(['known', 'merged']);
    await shop.expects('8', { available: 50 });
    expect(await shop.movements()).toEqual([
      'earned 40',
      'earned 10',
      'merged_out 40',
      'merged_in 40',
    ]);
  });
});
