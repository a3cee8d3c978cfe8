import { describe, expect, test } from 'vitest';

import { describePosting } from '#app/components/receipts/receipt-text.ts';
import type {
  AdjustmentReceipt,
  AwardReceipt,
  LotReceipt,
  MergeReceipt,
  RedemptionReceipt,
} from '#app/loyalty/receipts/transfer-receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

import { posting } from '../support/receipts.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const lot = (kind: LotReceipt['kind']): LotReceipt => ({
  kind,
  openedBy: { kind: 'order', id: '1001' },
  due: '2026-04-01T10:00:00.000Z',
});

const merge: MergeReceipt = {
  kind: 'merge',
  absorbedCustomerId: '8',
  keptCustomerId: '7',
  mergedAt: '2026-05-01T10:00:00.000Z',
};

const award: AwardReceipt = { kind: 'award', reason: 'Delivered late', points: 50 };

const redemption: RedemptionReceipt = {
  kind: 'redemption',
  redemptionId: '3',
  points: 100,
  reason: '€5 off',
};

test('a redemption for which the shop has no word of its own is told in the reader’s language', () => {
  const gives = { kind: 'amount_off', amount: 500, percent: null, currency: 'EUR' } as const;
  const held = posting({ ...redemption, reason: 'discount', gives }, ['held', 100]);
  expect(describePosting(held, english).sentences).toEqual(['€5.00 off']);
  expect(describePosting(held, german).sentences).toEqual(['5,00\u00a0€ Rabatt']);
});

describe('points of a lot', () => {
  test('that became spendable say since when, and with which order they were earned', () => {
    const matured = posting(lot('maturity'), ['matured', 40, { orderName: '#1042' }]);
    expect(describePosting(matured, english)).toEqual({
      headline: '40 points can be spent from April 1, 2026',
      sentences: ['From order #1042.'],
    });
    expect(describePosting(matured, german)).toEqual({
      headline: '40 Punkte ab 1. April 2026 einlösbar',
      sentences: ['Aus Bestellung #1042.'],
    });
  });

  test('that settle a debt first say so, and name the order that they are from', () => {
    const debt = [
      ['debt_set_off', 15, { source: 'pending', destination: 'moved', orderName: '#1042' }],
      ['debt_set_off', 15, { source: 'moved', destination: 'owed', orderName: '#900' }],
    ] as const;
    const some = posting(lot('maturity'), ...debt, ['matured', 25, { orderName: '#1042' }]);
    expect(describePosting(some, english)).toEqual({
      headline: '25 points can be spent from April 1, 2026',
      sentences: [
        'From order #1042.',
        '15 points used to settle points that were owed.',
        '25 points can be spent.',
      ],
    });
    expect(describePosting(posting(lot('maturity'), ...debt), english)).toEqual({
      headline: 'Points settle what was owed',
      sentences: ['From order #1042.', '15 points used to settle points that were owed.'],
    });
  });

  test('that expired say when', () => {
    const expired = posting(lot('expiry'), ['expired', 1]);
    expect(describePosting(expired, english)).toEqual({
      headline: '1 point expired on April 1, 2026',
      sentences: [],
    });
    expect(describePosting(expired, german).headline).toBe('1 Punkt am 1. April 2026 verfallen');
  });
});

describe('a merge', () => {
  test('shows on the member who is left as points that came over, lots alike in one sentence', () => {
    const came = posting(
      merge,
      ['merged_in', 30],
      ['merged_in', 12],
      ['merged_in', 5, { destination: 'pending', spendableFrom: '2026-06-01T10:00:00+00:00' }],
      ['merged_in', 9, { source: 'owed', destination: 'moved' }],
      ['debt_set_off', 9, { source: 'available', destination: 'moved' }],
      ['debt_set_off', 9, { source: 'moved', destination: 'owed' }],
    );
    expect(describePosting(came, english)).toEqual({
      headline: 'Merged with another customer account',
      sentences: [
        'Customer 8 and customer 7 became one on May 1, 2026.',
        '42 points came over.',
        '5 points came over, spendable from June 1, 2026.',
        '9 points came over as owed.',
        '9 points used to settle points that were owed.',
      ],
    });
  });

  test('shows on the other as points that went over', () => {
    const went = posting(
      merge,
      ['merged_out', 42],
      ['merged_out', 9, { source: 'moved', destination: 'owed' }],
    );
    expect(describePosting(went, german)).toEqual({
      headline: 'In ein anderes Kundenkonto übergegangen',
      sentences: [
        'Die Kundenkonten 8 und 7 wurden am 1. Mai 2026 zusammengeführt.',
        '42 Punkte übergegangen.',
        '9 Punkte als geschuldet übergegangen.',
      ],
    });
  });

  test('may only settle what one of them owed', () => {
    const { headline } = describePosting(posting(merge, ['debt_set_off', 9]), english);
    expect(headline).toBe('Points settle what was owed');
  });
});

describe('points that were given', () => {
  test('say why', () => {
    expect(describePosting(posting(award, ['earned', 50]), english)).toEqual({
      headline: 'Points given',
      sentences: ['Delivered late'],
    });
  });

  test('say what of them settled a debt', () => {
    const given = posting(award, ['debt_repaid', 20], ['earned', 30]);
    expect(describePosting(given, english).sentences).toEqual([
      'Delivered late',
      '20 points used to settle points that were owed.',
      '30 points added.',
    ]);
  });

  test('and taken back again do not speak of an order', () => {
    const taken = posting(
      { ...award, points: -50 },
      ['taken_back_own', 20],
      ['taken_back_other', 30],
    );
    const { headline, sentences } = describePosting(taken, english);
    expect(headline).toBe('Points taken back');
    expect(sentences.slice(1)).toEqual([
      '20 points taken from these very points.',
      '30 points taken from other points.',
    ]);
    expect(describePosting(taken, german).sentences.join(' ')).not.toContain('Bestellung');
  });
});

describe('a redemption', () => {
  test.each([
    ['held', '100 points set aside for a redemption'],
    ['spent', '100 points spent on a redemption'],
    ['released', '100 points given back from a redemption'],
  ] as const)('%s: %s', (movement, headline) => {
    expect(describePosting(posting(redemption, [movement, 100]), english)).toEqual({
      headline,
      sentences: ['€5 off'],
    });
  });

  test('takes from several lots, and gives back with more time what expired meanwhile', () => {
    const spent = posting(redemption, ['held', 60], ['held', 40]);
    expect(describePosting(spent, english).headline).toBe('100 points set aside for a redemption');
    const back = posting({ ...redemption, reason: '' }, ['released', 60], ['grace_given', 40]);
    expect(describePosting(back, german)).toEqual({
      headline: '100 Punkte aus einer Einlösung zurückgegeben',
      sentences: [
        '60 Punkte zurückgegeben.',
        '40 Punkte inzwischen verfallen, jetzt mit neuer Frist.',
      ],
    });
  });
});

describe('an adjustment by staff', () => {
  const adjustment = (points: number, undoes = false): AdjustmentReceipt => ({
    kind: 'adjustment',
    reason: 'Delivered late',
    points,
    staffUserId: '42',
    undoes,
  });
  const told = (...of: Parameters<typeof posting>) => describePosting(posting(...of), english);

  test('says that the shop gave points and why, and not who of the staff did', () => {
    expect(told(adjustment(50), ['earned', 50])).toEqual({
      headline: 'Points given by the shop',
      sentences: ['Delivered late'],
    });
  });

  test('says what became of points that were not there', () => {
    expect(told(adjustment(-50), ['taken_back_other', 40], ['taken_back_owed', 10])).toEqual({
      headline: 'Points taken by the shop',
      sentences: [
        'Delivered late',
        '40 points taken from other points.',
        '10 points noted as owed, because there were not enough points left. The next points earned settle this first.',
      ],
    });
  });

  test('that is taken back cancels what is owed for it, without speaking of an order', () => {
    const undone = [adjustment(50, true), ['own_debt_cancelled', 10], ['earned', 40]] as const;
    expect(told(...undone)).toEqual({
      headline: 'Adjustment taken back',
      sentences: ['Delivered late', '10 points fewer are owed.', '40 points added.'],
    });
    expect(describePosting(posting(...undone), german).sentences[1]).toBe(
      '10 Punkte weniger geschuldet.',
    );
  });
});
