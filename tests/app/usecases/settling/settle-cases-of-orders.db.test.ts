import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { readOrderWebhook } from '#app/shopify/orders/read-order-webhook.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { money, orderBody } from '#tests/support/order-bodies.ts';
import { orderFact } from '#tests/support/orders.ts';
import { asked, later, placed, refundedLine, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
let shop: ShopOnPaper;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const [MARCH_1, MARCH_2, MARCH_3] = ['2026-03-01T10:00Z', '2026-03-02T10:00Z', '2026-03-03T10:00Z'];
const ORDER = placed('1', 40, MARCH_1);

/** Settles states one after the other, each as it happens, and holds the member to what is left and to how it came to that. */
async function expectAfter(states: readonly ReadOrder[], available: number, movements: string[]) {
  shop = await ShopOnPaper.open(opened.database);
  for (const state of states) await shop.hears(state.fact.updatedAt, state);
  await shop.expects('7', { available });
  expect(await shop.movements()).toEqual(movements);
}

describe('payment', () => {
  const unpaid = placed('1', 40, MARCH_1, { paid: false });

  test('an order that is paid earns', () => expectAfter([ORDER], 40, ['earned 40']));

  test('one that is awaited, authorized or paid in part earns nothing yet, and all of it when the rest has come', async () => {
    await expectAfter([unpaid], 0, []);
    expect(await shop.judgementOf('1')).toBe('not_paid');
    await shop.hears(MARCH_2, later(ORDER, MARCH_2));
    await shop.expects('7', { available: 40 });
  });

  test.each(['pending', 'authorized', 'partially_paid', 'expired', 'voided', null])(
    'an order whose payment is %s is not paid',
    (financial_status) => {
      expect(readOrderWebhook({ ...orderBody(), financial_status }).order.fact.paid).toBe(false);
    },
  );

  test('a payment that expires has earned nothing, and leaves nothing behind', () =>
    expectAfter([unpaid, later(unpaid, MARCH_2)], 0, []));

  test('a payment that is voided takes back what the order had earned', () =>
    expectAfter([ORDER, later(unpaid, MARCH_2)], 0, ['earned 40', 'taken_back_own 40']));
});

describe('editing', () => {
  const withMug = orderFact({ orderId: '1', lines: [{ gross: 4000 }, { gross: 1250 }] });
  const edited = later(ORDER, MARCH_2, { lines: withMug.lines, chargedWithLines: 5250 });

  test('a line more brings what it is worth', () =>
    expectAfter([ORDER, edited], 52, ['earned 40', 'earned 12']));

  test('a line less takes it back, from the order’s own points', () =>
    expectAfter([edited, later(ORDER, MARCH_3)], 40, ['earned 52', 'taken_back_own 12']));

  test('an exchange keeps what the shopper has kept', () => {
    const lines = orderFact({
      orderId: '1',
      lines: [{ gross: 4000, refunded: 4000 }, { gross: 3000 }],
    });
    const exchanged = later(ORDER, MARCH_2, { lines: lines.lines, chargedWithLines: 3000 });
    return expectAfter([ORDER, exchanged], 30, ['earned 40', 'taken_back_own 10']);
  });

  test('a return changes nothing until it is paid back', () =>
    expectAfter([ORDER, later(ORDER, MARCH_2)], 40, ['earned 40']));
});

describe('refunds', () => {
  test('of a part of a line take as much', () =>
    expectAfter([ORDER, refundedLine(ORDER, MARCH_2, 15)], 25, ['earned 40', 'taken_back_own 15']));

  test('one after the other take each its own, and a repeated one nothing', () =>
    expectAfter(
      [
        ORDER,
        refundedLine(ORDER, MARCH_2, 15),
        refundedLine(ORDER, MARCH_2, 15),
        refundedLine(ORDER, MARCH_3, 40),
      ],
      0,
      ['earned 40', 'taken_back_own 15', 'taken_back_own 25'],
    ));

  test('by amount, without lines, lower what counts in proportion', () =>
    expectAfter([ORDER, later(ORDER, MARCH_2, { refundedWithoutLines: 1000 })], 30, [
      'earned 40',
      'taken_back_own 10',
    ]));

  const sent = later(ORDER, MARCH_1, { shipping: 500, chargedWithLines: 4500 });
  const withoutShipping = later(sent, MARCH_2, { shipping: 0, chargedWithLines: 4000 });

  test('of shipping alone take nothing where shipping does not count', () =>
    expectAfter([sent, withoutShipping], 40, ['earned 40']));

  test('of shipping alone take what it was worth where it counts', async () => {
    shop = await ShopOnPaper.open(
      opened.database,
      programOf({ order: { counts: { shipping: true } } }),
    );
    await shop.hears(MARCH_1, sent);
    await shop.hears(MARCH_2, withoutShipping);
    await shop.expects('7', { available: 40 });
    expect(await shop.movements()).toEqual(['earned 45', 'taken_back_own 5']);
  });

  /** The order of 40.00 EUR with 15.00 paid back, told in another way. */
  function told(refund: object, line: object = {}) {
    const body = orderBody({ refundedCents: 1500 });
    const refunds = body.refunds.map((known) => ({
      ...known,
      ...refund,
      refund_line_items: known.refund_line_items.map((part) => ({ ...part, ...line })),
    }));
    return readOrderWebhook({ ...body, refunds }).order;
  }
  const before = readOrderWebhook(orderBody()).order;

  test.each([
    ['to the card', told({})],
    ['to store credit', told({ transactions: [{ status: 'success', gateway: 'store_credit' }] })],
    ['still under way', told({ transactions: [{ status: 'pending' }] })],
    ['restocked', told({ restock: true }, { restock_type: 'return' })],
    [
      'with nothing put back on the shelf',
      told({ restock: false }, { restock_type: 'no_restock' }),
    ],
  ])('paid back %s are the same fact, and take the same', async (_how, order) => {
    expect(order.fact).toEqual(told({}).fact);
    await expectAfter([before, order], 25, ['earned 40', 'taken_back_own 15']);
  });

  test('that failed paid nothing back, and take nothing', () =>
    expectAfter([before, told({ transactions: [{ status: 'failure' }] })], 40, ['earned 40']));

  test('that fail after they were counted give back what they took', () =>
    expectAfter(
      [before, told({}), later(told({ transactions: [{ status: 'error' }] }), '2026-03-06T10:00Z')],
      40,
      ['earned 40', 'taken_back_own 15', 'earned 15'],
    ));
});

describe('ends', () => {
  test('a cancelled order is worth nothing', async () => {
    await expectAfter(
      [ORDER, later(ORDER, MARCH_2, { cancelledAt: '2026-03-02T10:00:00.000Z' })],
      0,
      ['earned 40', 'taken_back_own 40'],
    );
    expect(await shop.judgementOf('1')).toBe('cancelled');
  });

  test('a deleted order is worth nothing, whatever is told of it later', async () => {
    await expectAfter([ORDER], 40, ['earned 40']);
    await shop.hearsOfDeletion(MARCH_2, '1');
    await shop.hears(MARCH_3, later(ORDER, MARCH_3));
    await shop.expects('7', {});
    expect(await shop.judgementOf('1')).toBe('deleted');
    expect(await shop.movements()).toEqual(['earned 40', 'taken_back_own 40']);
  });

  test('an order that was deleted before anything was heard of it earns nothing when it is', async () => {
    shop = await ShopOnPaper.open(opened.database);
    await shop.hearsOfDeletion(MARCH_1, '1');
    await shop.hears(MARCH_2, ORDER);
    await shop.expects('7', {});
    expect(await shop.judgementOf('1')).toBe('deleted');
    expect(await shop.movements()).toEqual([]);
  });

  test('a lost dispute takes the points back, what is told of the order in between changes nothing, and a won one gives them again', async () => {
    await expectAfter([ORDER, asked(ORDER, true)], 0, ['earned 40', 'taken_back_own 40']);
    expect(await shop.judgementOf('1')).toBe('charged_back');
    await shop.hears(MARCH_2, later(ORDER, MARCH_2));
    await shop.expects('7', {});
    await shop.hears(MARCH_3, asked(later(ORDER, MARCH_2), false));
    await shop.expects('7', { available: 40 });
    expect(await shop.movements()).toEqual(['earned 40', 'taken_back_own 40', 'earned 40']);
  });

  test('what a shopper paid in her own money counts in the shop’s', async () => {
    const body = orderBody();
    const dollars = { presentment_money: { amount: '43.87', currency_code: 'USD' } };
    const lines = body.line_items.map((line) => ({
      ...line,
      price_set: { ...money(2000), ...dollars },
    }));
    const order = { ...body, total_price_set: { ...money(4000), ...dollars }, line_items: lines };
    await expectAfter([readOrderWebhook(order).order], 40, ['earned 40']);
  });
});
