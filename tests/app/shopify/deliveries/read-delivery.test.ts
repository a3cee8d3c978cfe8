import { describe, expect, test } from 'vitest';

import { readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';
import { readDeliverySubject } from '#app/shopify/deliveries/delivery-subject.server.ts';
import { consentBody, mergeBody, transactionBody } from '#tests/support/event-bodies.ts';
import { money, orderBody } from '#tests/support/order-bodies.ts';

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const read = (topic: string, body: unknown) => readDelivery(topic, bytes(body));

describe('an order paid by gift card', () => {
  const byGiftCard = { ...orderBody(), payment_gateway_names: ['manual', 'gift_card'] };

  test('is read as a whole from Shopify, for its body does not say how much the card paid', () => {
    expect(read('orders/paid', byGiftCard)).toMatchObject({
      kind: 'order_part',
      orderId: '1001',
      refundId: null,
      // What the body does say, for when Shopify does not show the order any more.
      state: { fact: { orderId: '1001', paidByGiftCard: 0 } },
    });
  });

  test('but a body that is no order stays unreadable', () => {
    expect(read('orders/paid', { ...byGiftCard, updated_at: 'soon' }).kind).toBe('unreadable');
  });
});

test('a payment of its own has its order read as a whole', () => {
  expect(read('order_transactions/create', transactionBody(1001))).toEqual({
    kind: 'order_part',
    orderId: '1001',
    refundId: null,
  });
  expect(
    readDeliverySubject('order_transactions/create', bytes(transactionBody(1001))),
  ).toMatchObject({ kind: 'order', id: '1001' });
});

describe('a merge of customers', () => {
  const both = { kept: 7, absorbed: 8 };

  test('names who stays and who is gone, and is about the one who stays', () => {
    const merged = { kind: 'customers_merged', keptId: '7', absorbedId: '8' };
    expect(read('customers/merge', mergeBody(both))).toEqual(merged);
    expect(readDeliverySubject('customers/merge', bytes(mergeBody(both)))).toMatchObject({
      kind: 'customer',
      id: '7',
    });
  });

  test.each(['failed', 'in_progress'])('that %s changes nothing', (status) => {
    expect(read('customers/merge', mergeBody(both, status))).toEqual({ kind: 'nothing' });
  });

  test('with oneself changes nothing', () => {
    expect(read('customers/merge', mergeBody({ kept: 7, absorbed: 7 }))).toEqual({
      kind: 'nothing',
    });
  });

  test('of anything but customers is not believed', () => {
    const orders = {
      ...mergeBody(both),
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Order/8',
    };
    expect(read('customers/merge', orders).kind).toBe('unreadable');
  });
});

describe('whose e-mail address is proven', () => {
  const customer = { id: 7, first_name: 'Ada', email: 'ada@example.com' };
  test.each([
    [{ verified_email: true }, true],
    [{ verified_email: false }, false],
    [{}, false],
  ])('%j', (said, verifiedEmail) => {
    expect(read('customers/create', { ...customer, ...said })).toMatchObject({
      kind: 'customer',
      customer: { verifiedEmail },
    });
  });
});

describe('what a customer says of the newsletter', () => {
  const topic = 'customers_email_marketing_consent/update';

  test('is read with the time at which she said it', () => {
    expect(read(topic, consentBody())).toEqual({
      kind: 'email_consent',
      customerId: '7',
      isSubscribed: true,
      at: new Date('2026-03-02T10:00:00Z'),
    });
    expect(readDeliverySubject(topic, bytes(consentBody()))).toMatchObject({
      kind: 'customer',
      id: '7',
    });
  });

  test.each(['pending', 'not_subscribed', 'unsubscribed', 'redacted', 'invalid'])(
    'is no consent where it is %s',
    (state) => {
      expect(read(topic, consentBody(state))).toMatchObject({ isSubscribed: false });
    },
  );
});

describe('who placed an order without a customer', () => {
  test.each([
    [
      { email: 'ada@example.com', phone: null },
      { email: 'ada@example.com', phone: null },
    ],
    [
      { email: '', contact_email: 'b@example.com' },
      { email: 'b@example.com', phone: null },
    ],
    [
      { email: '', contact_email: null, phone: '' },
      { email: null, phone: null },
    ],
  ])('%j', (said, guest) => {
    const body = { ...orderBody({ guest: { email: null, phone: null } }), ...said };
    expect(read('orders/create', body)).toMatchObject({ order: { customer: null, guest } });
  });

  test('is nobody where there is a customer', () => {
    expect(read('orders/create', { ...orderBody(), email: 'ada@example.com' })).toMatchObject({
      order: { guest: null },
    });
  });
});

describe('what a body says of the amounts beside the lines', () => {
  const fact = (changes: object) => {
    const delivery = read('orders/updated', { ...orderBody(), ...changes });
    if (delivery.kind !== 'order') throw new Error(`read as ${delivery.kind}`);
    return delivery.order.fact;
  };

  test('a tip counts once, though it stands among the lines as well', () => {
    const [coffee] = orderBody().line_items;
    const tip = { ...coffee, id: 502, title: 'Tip', tip_payment_gateway: 'shopify_payments' };
    const { tips, lines } = fact({ total_tip_received: '4.87', line_items: [coffee, tip] });
    expect([tips, lines.map((line) => line.lineId)]).toEqual([487, ['501']]);
  });

  test('shipping is counted after its discounts, and a refund takes its share of the tax along', () => {
    const shipping_lines = [
      {
        price_set: money(1000),
        discount_allocations: [{ amount_set: money(400) }],
        tax_lines: [{ price_set: money(96) }],
      },
    ];
    const refunded = fact({ shipping_lines, current_shipping_price_set: money(200) });
    expect(refunded).toMatchObject({ shipping: 200, shippingTax: 32, chargedWithLines: 3600 });
    const whole = fact({ shipping_lines, current_shipping_price_set: money(600) });
    expect(whole).toMatchObject({ shipping: 600, shippingTax: 96, chargedWithLines: 4000 });
  });

  test('duties that were paid back neither count nor are they part of what the order costs', () => {
    const duties = { original_total_duties_set: money(500), current_total_duties_set: money(200) };
    expect(fact(duties)).toMatchObject({ duties: 200, chargedWithLines: 3700 });
  });

  test('where a body of before 2024 does not name the shipping that is left, its refunds do', () => {
    const refund = {
      id: 91,
      order_adjustments: [{ kind: 'shipping_refund', amount_set: money(-300) }],
    };
    const { current_shipping_price_set: _, shipping_lines: __, ...old } = orderBody();
    const delivery = read('orders/updated', {
      ...old,
      total_shipping_price_set: money(500),
      refunds: [refund],
    });
    expect(delivery).toMatchObject({ order: { fact: { shipping: 200, refundedWithoutLines: 0 } } });
  });

  test.each([
    ['paid', true],
    ['partially_refunded', true],
    ['refunded', true],
    ['partially_paid', false],
    ['pending', false],
    ['authorized', false],
    ['expired', false],
    ['voided', false],
  ])('an order that is %s: paid %s', (financial_status, paid) => {
    expect(fact({ financial_status }).paid).toBe(paid);
  });

  test('an order is fulfilled when the last of its parcels left, and not while any is missing', () => {
    expect(fact({}).fulfilledAt).toBe('2026-03-02T08:00:00.000Z');
    expect(fact({ fulfillment_status: 'partial' }).fulfilledAt).toBeNull();
    const cancelled = { created_at: '2026-03-09T09:00:00+01:00', status: 'cancelled' };
    const sent = { created_at: '2026-03-05T09:00:00+01:00', status: 'success' };
    expect(fact({ fulfillments: [cancelled, sent] }).fulfilledAt).toBe('2026-03-05T08:00:00.000Z');
  });
});

test.each(['products/delete', 'collections/delete'])(
  '%s says that something is gone, and nothing of orders',
  (topic) => {
    expect(read(topic, { id: 1001 })).toEqual({ kind: 'goods_deleted' });
    expect(read(topic, {}).kind).toBe('unreadable');
  },
);

test.each(['DiscountNode', 'DiscountCodeNode', 'DiscountAutomaticNode'])(
  'discounts/delete says which discount is gone, as a %s',
  (type) => {
    const deleted_at = '2026-05-20T12:00:00+02:00';
    const body = { admin_graphql_api_id: `gid://shopify/${type}/9007199254740993`, deleted_at };
    const discountId = '9007199254740993';
    expect(read('discounts/delete', body)).toEqual({ kind: 'discount_deleted', discountId });
    expect(read('discounts/update', body)).toEqual({ kind: 'discount_changed', discountId });
    const order = { admin_graphql_api_id: 'gid://shopify/Order/1001', id: 1001 };
    expect(read('discounts/delete', order).kind).toBe('unreadable');
    expect(read('discounts/update', order).kind).toBe('unreadable');
  },
);

test('discounts/redeemcode_removed says which code is gone', () => {
  const body = (code: unknown) => ({
    admin_graphql_api_id: 'gid://shopify/DiscountCodeNode/1',
    redeem_code: { id: 'gid://shopify/DiscountRedeemCode/2', code },
    updated_at: '2026-05-20T12:00:00+02:00',
  });
  expect(read('discounts/redeemcode_removed', body('K7MX-P9QB-4TRC'))).toEqual({
    kind: 'discount_code_deleted',
    code: 'K7MX-P9QB-4TRC',
  });
  expect(read('discounts/redeemcode_removed', body('\0'))).toMatchObject({ code: '\uFFFD' });
  expect(read('discounts/redeemcode_removed', body(7)).kind).toBe('unreadable');
});
