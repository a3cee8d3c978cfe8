import { describe, expect, test } from 'vitest';

import { enrols, judgeOrder } from '#app/loyalty/judge-order.ts';
import { firstProgram } from '#app/loyalty/presets.ts';
import type { ProgramVersion } from '#app/loyalty/program.ts';
import { orderFact } from '#tests/support/orders.ts';

const shop = { currency: 'EUR', isDevelopment: false };
const versions: ProgramVersion[] = [
  { version: 1, inForceFrom: new Date('2026-01-01T00:00:00Z'), program: firstProgram() },
];
const judge = (change: Parameters<typeof orderFact>[0]) =>
  judgeOrder(orderFact(change), versions, shop);

describe('what an order is worth', () => {
  test('a point for each whole euro, rounded down once per order', () => {
    expect(judge({ lines: [{ gross: 1990 }, { gross: 1090 }] }).points).toBe(30);
  });

  test('discounts lower it', () => {
    expect(judge({ lines: [{ gross: 4000, discount: 401 }] }).points).toBe(35);
  });

  test('what was refunded of a line no longer counts', () => {
    const receipt = judge({ lines: [{ gross: 4000, refunded: 1500 }, { gross: 1000 }] });
    expect(receipt.points).toBe(35);
    expect(receipt.lines.map((line) => line.net)).toEqual([2500, 1000]);
  });

  test('a line refunded beyond its price counts as nothing, and takes nothing from the others', () => {
    expect(judge({ lines: [{ gross: 1000, refunded: 1500 }, { gross: 2000 }] }).points).toBe(20);
  });

  test('an amount refunded without lines lowers it in proportion to what the order costs', () => {
    // 40.00 of goods and 10.00 of shipping: half of the 50.00 comes back, and with it half of the goods.
    const receipt = judge({ refundedWithoutLines: 2500, chargedWithLines: 5000 });
    expect(receipt.shareOfRefund).toBe(2000);
    expect(receipt.points).toBe(20);
  });

  test('an order refunded by its whole amount is worth nothing', () => {
    expect(judge({ refundedWithoutLines: 5000, chargedWithLines: 5000 })).toMatchObject({
      points: 0,
      counted: 0,
      nothing: 'below_one_point',
    });
  });

  test('a gift card counts when it is used, not when it is bought', () => {
    const receipt = judge({ lines: [{ gross: 5000, giftCard: true }, { gross: 1000 }] });
    expect(receipt.points).toBe(10);
    expect(receipt.lines[0]).toMatchObject({ net: 0, excluded: 'gift_card' });
  });
});

describe('what earns nothing, and says why', () => {
  test.each([
    [{ customerId: null }, 'no_customer'],
    [{ test: true }, 'test_order'],
    [{ business: true }, 'business_order'],
    [{ processedAt: '2025-12-31T23:59:59.000Z' }, 'before_program'],
    [{ currency: 'USD' }, 'other_currency'],
    [{ deleted: true }, 'deleted'],
    [{ cancelledAt: '2026-03-02T10:00:00.000Z' }, 'cancelled'],
    [{ paid: false }, 'not_paid'],
    [{ lines: [{ gross: 99 }] }, 'below_one_point'],
  ] as const)('%j: %s', (change, nothing) => {
    expect(judge(change)).toMatchObject({ points: 0, nothing });
  });

  test('a test order counts on a development shop', () => {
    const receipt = judgeOrder(orderFact({ test: true }), versions, {
      ...shop,
      isDevelopment: true,
    });
    expect(receipt.points).toBe(40);
  });
});

test('the version in force at the time of the order judges it, however late that is', () => {
  const doubled: ProgramVersion = {
    version: 2,
    inForceFrom: new Date('2026-06-01T00:00:00Z'),
    program: {
      ...firstProgram(),
      earning: { order: { rule: 'order_subtotal', pointsPerUnit: 2 } },
    },
  };
  const later = judgeOrder(
    orderFact({ processedAt: '2026-06-01T00:00:00.000Z' }),
    [doubled, ...versions],
    shop,
  );
  const before = judgeOrder(
    orderFact({ processedAt: '2026-05-31T23:59:59.000Z', updatedAt: '2026-07-01T00:00:00.000Z' }),
    [doubled, ...versions],
    shop,
  );
  expect([later.points, later.programVersion]).toEqual([80, 2]);
  expect([before.points, before.programVersion]).toEqual([40, 1]);
});

test('whether a buyer becomes a member does not depend on when in its life the order is seen', () => {
  const states = [
    { paid: false },
    {},
    { lines: [{ gross: 4000, refunded: 4000 }] },
    { cancelledAt: '2026-03-02T10:00:00.000Z' },
    { deleted: true },
  ];
  expect(states.map((state) => enrols(judge(state)))).toEqual([true, true, true, true, true]);
  expect(enrols(judge({ customerId: null }))).toBe(false);
  expect(enrols(judge({ test: true, cancelledAt: '2026-03-02T10:00:00.000Z' }))).toBe(false);
});
