import { describe, expect, test } from 'vitest';

import { describePosting, describeReceipt } from '#app/components/receipt-text.ts';
import type { Movement, NothingEarned, OrderReceipt } from '#app/loyalty/receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const coffee = {
  lineId: '1',
  title: 'Ethiopia Yirgacheffe',
  quantity: 2,
  gross: 2980,
  discount: 298,
  refunded: 0,
  net: 2682,
  excluded: null,
} as const;

function receipt(change: Partial<OrderReceipt> = {}): OrderReceipt {
  return {
    kind: 'order',
    orderId: '9007199254740993',
    orderName: '#1042',
    programVersion: 1,
    rule: 'order_subtotal',
    currency: 'EUR',
    lines: [coffee],
    linesNet: 2682,
    refundedWithoutLines: 0,
    shareOfRefund: 0,
    counted: 2682,
    pointsPerUnit: 1,
    points: 26,
    pointsBefore: 0,
    nothing: null,
    ...change,
  };
}

function transfer(movement: Movement, amount: number, because: OrderReceipt) {
  return { amount, receipt: { movement, because } };
}

test('an order that earned shows its arithmetic', () => {
  expect(describeReceipt({ movement: 'earned', because: receipt() }, english)).toEqual({
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
  expect(sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '))).toEqual([
    '2 × Ethiopia Yirgacheffe: 29,80 € − 2,98 € Rabatt = 26,82 €',
    '26,82 € → 26 Punkte (1 Punkt je 1 €, abgerundet; Programmversion 1)',
  ]);
});

test('a currency without decimals is written without them', () => {
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
    '¥2,980 → 2,980 points (1 point per ¥1, rounded down; program version 1)',
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

test('a refund by amount shows which share of it falls on the items', () => {
  const refund = { refundedWithoutLines: 500, shareOfRefund: 423, counted: 2259, points: 22 };
  const because = receipt({ ...refund, pointsBefore: 26 });
  expect(describePosting([transfer('taken_back_own', 4, because)], english)).toEqual({
    headline: 'Taken back for order #1042',
    sentences: [
      '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount = €26.82',
      'Refunded without naming items: €5.00, of which €4.23 falls on the items.',
      'Counts for points: €26.82 − €4.23 share of the refund = €22.59',
      '€22.59 → 22 points (1 point per €1, rounded down; program version 1)',
      'Before: 26 points. Now: 22 points. Difference: −4 points.',
    ],
  });
});

test('a posting of several transfers says what each of them did', () => {
  const because = receipt({ nothing: 'cancelled', points: 0, pointsBefore: 26 });
  const { headline, sentences } = describePosting(
    [
      transfer('taken_back_own', 5, because),
      transfer('taken_back_other', 20, because),
      transfer('taken_back_owed', 1, because),
    ],
    english,
  );
  expect(headline).toBe('Taken back for order #1042');
  expect(sentences).toEqual([
    'The order was canceled.',
    'Before: 26 points. Now: 0 points. Difference: −26 points.',
    "5 points taken from this order's points.",
    "20 points taken from other points, because this order's points were already used.",
    '1 point noted as owed, because there were not enough points left. The next points earned settle this first.',
  ]);
});

test('an order that became worth more says so', () => {
  const because = receipt({ pointsBefore: 20 });
  const { headline } = describePosting([transfer('earned', 6, because)], english);
  expect(headline).toBe('Order #1042 is worth more now');
});

test('an order that went over to another customer does not pretend to be worth less', () => {
  const because = receipt({ pointsBefore: 26 });
  expect(describePosting([transfer('taken_back_own', 26, because)], english).sentences).toEqual([
    'The order now belongs to another customer, so its points were taken back here.',
  ]);
});

describe('an order that earned nothing', () => {
  const reasons: readonly NothingEarned[] = [
    'no_customer',
    'not_paid',
    'cancelled',
    'deleted',
    'test_order',
    'business_order',
    'before_program',
    'other_currency',
  ];

  test.each(reasons)('says why: %s', (nothing) => {
    const without = receipt({ nothing, points: 0, programVersion: null, pointsPerUnit: 0 });
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

  test('was refunded in full, and does not read as if a little were missing', () => {
    const line = { ...coffee, refunded: 2682, net: 0 };
    const gone = { nothing: 'below_one_point', lines: [line], linesNet: 0, counted: 0 } as const;
    const because = receipt({ ...gone, points: 0, pointsBefore: 26 });
    expect(describePosting([transfer('taken_back_own', 26, because)], english).sentences).toEqual([
      'Nothing of this order counts for points.',
      '2 × Ethiopia Yirgacheffe: €29.80 − €2.98 discount − €26.82 refunded = €0.00',
      '€0.00 → 0 points (1 point per €1, rounded down; program version 1)',
      'Before: 26 points. Now: 0 points. Difference: −26 points.',
    ]);
  });

  test('may still earn once it is paid', () => {
    const unpaid = receipt({ nothing: 'not_paid', points: 0 });
    expect(describeReceipt(unpaid, english).headline).toBe('No points yet for order #1042');
  });
});
