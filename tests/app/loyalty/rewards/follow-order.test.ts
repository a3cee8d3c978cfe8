import { describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import { cameBack, followOrder } from '#app/loyalty/rewards/follow-order.ts';
import { orderFact } from '#tests/support/orders.ts';

const bought = orderFact({ lines: [{ gross: 2_000, discount: 500 }] });
const refunded = (refundedAmount: number) =>
  orderFact({
    lines: [{ gross: 2_000, discount: 500, refunded: refundedAmount }],
    refundIds: ['1'],
  });
const cancelled = orderFact({ cancelledAt: '2026-03-02T10:00:00.000Z' });

describe('an order came back', () => {
  test('once it was cancelled or deleted, or all that was paid was refunded', () => {
    expect(cameBack(bought)).toBe(false);
    expect(cameBack(cancelled)).toBe(true);
    expect(cameBack({ ...bought, deleted: true })).toBe(true);
    expect(cameBack(refunded(1_499))).toBe(false);
    expect(cameBack(refunded(1_500))).toBe(true);
    const byAmount = { refundIds: ['1'], chargedWithLines: 1_500, refundedWithoutLines: 1_500 };
    expect(cameBack({ ...bought, ...byAmount })).toBe(true);
    expect(cameBack({ ...bought, ...byAmount, refundedWithoutLines: 1_000 })).toBe(false);
  });

  test('once its goods were refunded partly by lines and partly by amount, though shipping is kept', () => {
    const partly = (byAmount: number, change: Parameters<typeof orderFact>[0] = {}) =>
      orderFact({
        lines: [
          { gross: 1_000, refunded: 1_000, refundedQuantity: 1, tax: 190 },
          { gross: 2_000, discount: 500, refunded: 300, tax: 285 },
        ],
        shipping: 490,
        chargedWithLines: 1_200 + 490,
        refundedWithoutLines: byAmount,
        refundIds: ['1', '2'],
        ...change,
      });
    expect(cameBack(partly(1_199))).toBe(false);
    expect(cameBack(partly(1_200))).toBe(true);
    // 228 of tax lie on top of what is left of the second line.
    const taxOnTop = { taxesIncluded: false, chargedWithLines: 1_428 + 490 };
    expect(cameBack(partly(1_427, taxOnTop))).toBe(false);
    expect(cameBack(partly(1_428, taxOnTop))).toBe(true);
  });

  test('once its goods were refunded by amount, though shipping and a tip are kept', () => {
    const kept = { shipping: 490, tips: 200, chargedWithLines: 1_500 + 690, refundIds: ['1'] };
    expect(cameBack({ ...bought, ...kept, refundedWithoutLines: 1_499 })).toBe(false);
    expect(cameBack({ ...bought, ...kept, refundedWithoutLines: 1_500 })).toBe(true);
  });

  test('not where it cost nothing and nothing was refunded', () => {
    expect(cameBack(orderFact({ lines: [{ gross: 500, discount: 500 }] }))).toBe(false);
  });

  test('where it cost nothing, once all its pieces were returned', () => {
    const free = (returned: number) =>
      orderFact({
        lines: [{ gross: 1_000, discount: 1_000, quantity: 2, refundedQuantity: returned }],
        refundIds: ['1'],
      });
    expect(cameBack(free(1))).toBe(false);
    expect(cameBack(free(2))).toBe(true);
  });
});

describe('a redemption', () => {
  const ready = { state: 'ready', points: 100, returnedOrderId: null };

  test.each(['ready', 'expired', 'cancelling', 'doubtful', 'used'])(
    'that is %s is used by an order, and given back with it',
    (state) => {
      expect(followOrder({ ...ready, state }, bought, 'given_back')).toBe('used');
      expect(followOrder({ ...ready, state }, cancelled, 'given_back')).toBe('give_back');
      expect(followOrder({ ...ready, state }, cancelled, 'kept')).toBe('used');
    },
  );

  test('that cost nothing has nothing to give back', () => {
    expect(followOrder({ ...ready, points: 0 }, cancelled, 'given_back')).toBe('used');
  });

  test('that was given back stays so, whatever becomes of the order', () => {
    const returned = { ...ready, state: 'returned' };
    expect(followOrder(returned, bought, 'given_back')).toBe('settled');
    expect(followOrder(returned, cancelled, 'given_back')).toBe('settled');
  });

  test('that was given back for another order is paid for by the one that used the code first', () => {
    const returnedOrderId = OrderId.parse('1002');
    const returned = { ...ready, state: 'returned', returnedOrderId };
    expect(followOrder(returned, bought, 'given_back')).toBe('take_again');
    expect(followOrder(returned, cancelled, 'given_back')).toBe('give_back');
    expect(followOrder(returned, { ...bought, orderId: returnedOrderId }, 'given_back')).toBe(
      'settled',
    );
  });

  test.each(['cancelled', 'failed'])('that was %s and used all the same is paid for', (state) => {
    const gone = { ...ready, state };
    expect(followOrder(gone, bought, 'given_back')).toBe('take_again');
    expect(followOrder(gone, cancelled, 'given_back')).toBe('settled');
    expect(followOrder(gone, cancelled, 'kept')).toBe('take_again');
  });
});
