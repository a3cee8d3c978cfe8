import { describe, expect, test } from 'vitest';

import { describePosting, describeReceipt } from '#app/components/receipts/receipt-text.ts';
import type { NothingEarned } from '#app/loyalty/receipts/order-receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

import { coffee, orderReceipt as receipt, posting } from '../support/receipts.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const plainSpaces = (sentences: readonly string[]) =>
  sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '));

test('an order that earned shows its arithmetic', () => {
  expect(describePosting(posting(receipt(), ['earned', 26]), english)).toEqual({
    headline: 'Earned with order #1042',
    sentences: [
      '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount = €26.82',
      '€26.82 → 26 points (1 point per €1, rounded down; program version 1)',
    ],
  });
});

test('the same in German, with amounts as Germans write them', () => {
  const { headline, sentences } = describeReceipt(receipt(), german);
  expect(headline).toBe('Gesammelt mit Bestellung #1042');
  expect(plainSpaces(sentences)).toEqual([
    '2 × Ethiopia Yirgacheffe: 29,80 € − 2,98 € Rabatt = 26,82 €',
    '26,82 € → 26 Punkte (1 Punkt je 1 €, abgerundet; Programmversion 1)',
  ]);
});

test('a currency without decimals is written without them, and what comes out even is not rounded', () => {
  const line = { ...coffee, gross: 2980, discount: 0, net: 2980 };
  const yen = receipt({
    currency: 'JPY',
    lines: [line],
    linesNet: 2980,
    counted: 2980,
    points: 2980,
  });
  expect(describeReceipt(yen, english).sentences).toEqual([
    '2 × Ethiopia Yirgacheffe: ¥2,980',
    '¥2,980 → 2,980 points (1 point per ¥1; program version 1)',
  ]);
});

test('gift cards are shown as not counting, and several lines are added up', () => {
  const card = { ...coffee, title: 'Gift card', quantity: 1, gross: 5000, discount: 0, net: 0 };
  const both = receipt({ lines: [coffee, { ...card, excluded: 'gift_card' }] });
  expect(describeReceipt(both, english).sentences.slice(1, 3)).toEqual([
    '1 × Gift card: €50.00. Gift cards earn points when they are used, not when they are bought.',
    'Counts for points: €26.82',
  ]);
});

test('a refund by amount shows which share of it falls on what counts', () => {
  const refund = { refundedWithoutLines: 500, shareOfRefund: 423, counted: 2259, points: 22 };
  const because = receipt({ ...refund, pointsBefore: 26 });
  expect(describePosting(posting(because, ['taken_back_own', 4]), english)).toEqual({
    headline: 'Taken back for order #1042',
    sentences: [
      '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount = €26.82',
      'Refunded without naming items: €5.00, of which €4.23 falls on what counts.',
      'Counts for points: €26.82 − €4.23 share of the refund = €22.59',
      '€22.59 → 22 points (1 point per €1, rounded down; program version 1)',
      'Before: 26 points. Now: 22 points. Difference: −4 points.',
    ],
  });
});

test('what else counted is added: tax, shipping, tip and duties, less what a gift card paid', () => {
  const because = receipt({
    lines: [
      { ...coffee, tax: 510, net: 3192 },
      { ...coffee, tax: -428, net: 2254 },
    ],
    linesNet: 5446,
    extras: [
      { kind: 'shipping', amount: 490 },
      { kind: 'tips', amount: 200 },
      { kind: 'duties', amount: 100 },
    ],
    paidByGiftCard: 1000,
    shareOfGiftCard: 900,
    counted: 5336,
    points: 53,
  });
  expect(describeReceipt(because, english).sentences.slice(0, 4)).toEqual([
    '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount + €5.10 tax = €31.92',
    '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount − €4.28 tax = €22.54',
    'Paid with gift cards: €10.00, of which €9.00 falls on what counts. Gift cards earned their points when they were bought.',
    'Counts for points: €54.46 + €4.90 shipping + €2.00 tip + €1.00 duties − €9.00 share paid by gift card = €53.36',
  ]);
  expect(plainSpaces(describeReceipt(because, german).sentences)[3]).toBe(
    'Zählt für Punkte: 54,46 € + 4,90 € Versand + 2,00 € Trinkgeld + 1,00 € Zoll − 9,00 € Anteil der Zahlung mit Geschenkgutschein = 53,36 €',
  );
});

describe('the rule in words', () => {
  const ruleOf = (change: Parameters<typeof receipt>[0], language = english) =>
    plainSpaces(describeReceipt(receipt(change), language).sentences).at(-1);

  test('points for several units, rounded as the program says', () => {
    const earns = { kind: 'per_amount', points: 3, amount: 10 } as const;
    expect(ruleOf({ earns, rounding: 'nearest', points: 8 })).toBe(
      '€26.82 → 8 points (3 points per €10, rounded to the nearest point; program version 1)',
    );
    expect(ruleOf({ earns, rounding: 'up', points: 9 }, german)).toBe(
      '26,82 € → 9 Punkte (3 Punkte je 10 €, aufgerundet; Programmversion 1)',
    );
  });

  test('points for each order', () => {
    const earns = { kind: 'per_order', points: 50 } as const;
    expect(ruleOf({ earns, points: 50 })).toBe(
      '€26.82 → 50 points (50 points per order; program version 1)',
    );
  });

  test('the tier where tiers earn differently, by the shop’s name for it or the reader’s', () => {
    const gold = { key: 'gold', name: null, percent: 150 };
    expect(ruleOf({ tier: gold, points: 40 })).toBe(
      '€26.82 → 40 points (1 point per €1, as Gold 150%, rounded down; program version 1)',
    );
    expect(ruleOf({ tier: { ...gold, key: 'silver' }, points: 40 }, german)).toContain(
      'als Silber 150 %',
    );
    expect(ruleOf({ tier: { ...gold, name: 'Roaster' }, points: 40 })).toContain('as Roaster 150%');
    expect(ruleOf({ tier: { ...gold, key: 'vip' }, points: 40 })).toContain('as vip 150%');
    expect(ruleOf({ tier: { ...gold, key: 'bronze', percent: 100 } })).not.toContain('Bronze');
  });
});

test('an order that was claimed says when', () => {
  const because = receipt({ claimedAt: '2026-03-05T10:00:00.000Z' });
  const { sentences } = describePosting(posting(because, ['earned', 26]), english);
  expect(sentences[0]).toBe('The order was claimed on March 5, 2026.');
});

describe('points that cannot be spent yet', () => {
  const pending = { destination: 'pending' } as const;

  test('say from when on they can', () => {
    const spendableFrom = '2026-04-01T00:00:00+00:00';
    const earned = posting(receipt(), ['earned', 26, { ...pending, spendableFrom }]);
    expect(describePosting(earned, english).sentences.at(-1)).toBe(
      '26 points added, spendable from April 1, 2026.',
    );
    expect(describePosting(earned, german).sentences.at(-1)).toBe(
      '26 Punkte gutgeschrieben, ab 1. April 2026 einlösbar.',
    );
  });

  test('say no date while nobody knows it', () => {
    const earned = posting(receipt(), ['earned', 26, pending]);
    expect(describePosting(earned, english).sentences.at(-1)).toBe(
      '26 points added, not spendable yet.',
    );
  });
});

test('a posting of several transfers says what each of them did', () => {
  const because = receipt({ nothing: 'cancelled', points: 0, pointsBefore: 126 });
  const { headline, sentences } = describePosting(
    posting(
      because,
      ['taken_back_pending', 10],
      ['taken_back_own', 5],
      ['taken_back_expired', 30],
      ['taken_back_other', 20],
      ['taken_back_other', 40],
      ['taken_back_owed', 1],
      ['taken_back_forgiven', 20],
    ),
    english,
  );
  expect(headline).toBe('Taken back for order #1042');
  expect(sentences).toEqual([
    'The order was canceled.',
    'Before: 126 points. Now: 0 points. Difference: −126 points.',
    '10 points taken from points that could not be spent yet.',
    "5 points taken from this order's points.",
    '30 points had already expired, so nothing more is taken.',
    "60 points taken from other points, because this order's points were already used.",
    '1 point noted as owed, because there were not enough points left. The next points earned settle this first.',
    '20 points not asked back, because there were not enough points left.',
  ]);
});

test('an order that became worth more says so, and what became of its debt', () => {
  const because = receipt({ pointsBefore: 20 });
  expect(describePosting(posting(because, ['earned', 6]), english).headline).toBe(
    'Order #1042 is worth more now',
  );
  const { headline, sentences } = describePosting(
    posting(because, ['forgiveness_cancelled', 1], ['own_debt_cancelled', 2], ['debt_repaid', 3]),
    english,
  );
  expect(headline).toBe('Order #1042 is worth more now');
  expect(sentences.slice(-3)).toEqual([
    '1 point not added again, because as many were not asked back when this order became worth less.',
    '2 points fewer are owed for this order.',
    '3 points used to settle points that were owed.',
  ]);
});

describe('an order that went over to another customer', () => {
  const because = receipt({ pointsBefore: 26 });

  test('does not pretend to be worth less where it was taken back', () => {
    const { sentences } = describePosting(posting(because, ['taken_back_own', 26]), english);
    expect(sentences).toEqual([
      'The order now belongs to another customer, so its points were taken back here.',
    ]);
  });

  test('says where it came to that it belonged to another before', () => {
    const { headline, sentences } = describePosting(posting(because, ['earned', 26]), english);
    expect(headline).toBe('Earned with order #1042');
    expect(sentences[0]).toBe('The order belonged to another customer before.');
    expect(sentences.join(' ')).not.toContain('Difference');
  });
});

describe('an order that earned nothing', () => {
  const reasons: readonly Exclude<
    NothingEarned,
    'below_minimum' | 'below_one_point' | 'limit_reached'
  >[] = [
    'no_customer',
    'not_a_member',
    'not_paid',
    'cancelled',
    'deleted',
    'charged_back',
    'test_order',
    'business_order',
    'other_channel',
    'before_program',
    'other_currency',
    'other_tier',
    'missing_tag',
    'excluded_tag',
    'not_known',
  ];

  test.each(reasons)('says why: %s', (nothing) => {
    const without = receipt({ nothing, points: 0, programVersion: null, earns: null });
    for (const language of [english, german]) {
      const { headline, sentences } = describeReceipt(without, language);
      expect(headline).toContain('#1042');
      expect(sentences).toEqual([language.text(`receipt.nothing.${nothing}`)]);
    }
  });

  test('shows the arithmetic where it came to less than a point', () => {
    const line = { ...coffee, gross: 90, discount: 0, net: 90 };
    const small = receipt({ nothing: 'below_one_point', lines: [line], counted: 90, points: 0 });
    expect(describeReceipt(small, english)).toEqual({
      headline: 'No points for order #1042',
      sentences: [
        'What counts of this order is not enough for one point.',
        '2 × Ethiopia Yirgacheffe: €0.90',
        '€0.90 → 0 points (1 point per €1, rounded down; program version 1)',
      ],
    });
  });

  test('shows what counted where it came to less than the program asks', () => {
    const below = receipt({ nothing: 'below_minimum', minimum: 3000, points: 0 });
    expect(describeReceipt(below, english).sentences).toEqual([
      'At least €30.00 must count for an order to earn points.',
      '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount = €26.82',
    ]);
  });

  test('was refunded in full, and does not read as if a little were missing', () => {
    const line = { ...coffee, refunded: 2682, net: 0 };
    for (const nothing of ['below_one_point', 'below_minimum'] as const) {
      const gone = { nothing, lines: [line], linesNet: 0, counted: 0, points: 0 };
      const because = receipt({ ...gone, pointsBefore: 26 });
      const { sentences } = describePosting(posting(because, ['taken_back_own', 26]), english);
      expect(sentences.slice(0, 2)).toEqual([
        'Nothing of this order counts for points.',
        '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount − €26.82 refunded = €0.00',
      ]);
      expect(sentences.at(-1)).toBe('Before: 26 points. Now: 0 points. Difference: −26 points.');
    }
  });

  test('may still earn once it is paid', () => {
    const unpaid = receipt({ nothing: 'not_paid', points: 0 });
    expect(describeReceipt(unpaid, english).headline).toBe('No points yet for order #1042');
  });
});
