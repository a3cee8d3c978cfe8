import { afterAll, beforeAll, expect, test } from 'vitest';

import { type AdminShop, buyCoffee, openAdminShop } from '../support/admin-shop.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

const eur = (amount: string) => ({ shopMoney: { amount } });

/** What is asked of one order. */
async function order(id: string, fields: string, scopes?: string[]): Promise<unknown> {
  shop.passSeconds(60);
  const query = `query ($id: ID!) { order(id: $id) { ${fields} } }`;
  const { data, errors } = await shop.ask(query, { id: `gid://shopify/Order/${id}` }, scopes);
  expect(errors).toEqual([]);
  return data?.['order'];
}

const MONEY = '{ shopMoney { amount } }';

test('the payments of an order, with what each follows', async () => {
  const { commands } = shop.world;
  const { id } = commands.placeOrder({
    customerId: null,
    email: 'guest@example.com',
    locale: 'en',
    lines: buyCoffee(shop.world).lines.map(({ variantId }) => ({ variantId, quantity: 2 })),
    payments: [{ amount: 500, gateway: 'gift_card' }],
    payment: 'authorized',
    tip: 100,
  });
  const asked = `displayFinancialStatus paymentGatewayNames totalTipReceivedSet ${MONEY}
    totalCapturableSet ${MONEY}
    transactions(first: 5) {
      kind status gateway amountSet ${MONEY} parentTransaction { kind amountSet ${MONEY} }
    }`;
  expect(await order(id, asked)).toMatchObject({
    displayFinancialStatus: 'PARTIALLY_PAID',
    paymentGatewayNames: ['gift_card', 'shopify_payments'],
    totalTipReceivedSet: eur('1.0'),
    transactions: [
      { kind: 'SALE', status: 'SUCCESS', gateway: 'gift_card', amountSet: eur('5.0') },
      { kind: 'AUTHORIZATION', parentTransaction: null },
    ],
  });
  commands.capturePayment(id);
  expect(await order(id, asked)).toMatchObject({
    displayFinancialStatus: 'PAID',
    totalCapturableSet: eur('0.0'),
    transactions: [{}, {}, { kind: 'CAPTURE', parentTransaction: { kind: 'AUTHORIZATION' } }],
  });
});

test('an order whose payment expired says so', async () => {
  const { commands } = shop.world;
  const lines = buyCoffee(shop.world).lines.map(({ variantId }) => ({ variantId, quantity: 1 }));
  const { id } = commands.placeOrder({
    customerId: null,
    email: null,
    locale: 'en',
    lines,
    payment: 'pending',
  });
  commands.expirePayment(id);
  expect(await order(id, 'displayFinancialStatus')).toEqual({ displayFinancialStatus: 'EXPIRED' });
});

test('its disputes, as they stand, for whoever may read orders', async () => {
  const { id } = buyCoffee(shop.world);
  const asked = 'disputes { id initiatedAs status }';
  expect(await order(id, asked)).toEqual({ disputes: [] });
  const dispute = shop.world.commands.openDispute(id, 'INQUIRY');
  shop.world.commands.decideDispute(id, 'WON');
  expect(await order(id, asked, ['read_orders'])).toEqual({
    disputes: [
      {
        id: `gid://shopify/OrderDisputeSummary/${dispute.id}`,
        initiatedAs: 'INQUIRY',
        status: 'WON',
      },
    ],
  });
});

test('what was shipped, and what comes back', async () => {
  const { commands } = shop.world;
  const bought = buyCoffee(shop.world);
  const { id } = bought;
  const lines = [{ lineId: bought.lines[0]?.id ?? '', quantity: 1 }];
  const [fulfillment] = commands.fulfillOrder(id, lines).fulfillments;
  const asked = `displayFulfillmentStatus returnStatus fulfillments(first: 5) { id createdAt status }`;
  expect(await order(id, asked)).toEqual({
    displayFulfillmentStatus: 'PARTIALLY_FULFILLED',
    returnStatus: 'NO_RETURN',
    fulfillments: [
      {
        id: `gid://shopify/Fulfillment/${fulfillment?.id}`,
        createdAt: fulfillment?.createdAt,
        status: 'SUCCESS',
      },
    ],
  });
  const returned = commands.returnOrder({ orderId: id, lines, requested: true });
  expect(await order(id, 'returnStatus')).toEqual({ returnStatus: 'RETURN_REQUESTED' });
  commands.approveReturn(id, returned.id);
  expect(await order(id, 'returnStatus')).toEqual({ returnStatus: 'IN_PROGRESS' });
  commands.closeReturn(id, returned.id, { refund: true });
  commands.cancelFulfillment(id, fulfillment?.id ?? '');
  expect(await order(id, asked)).toMatchObject({
    displayFulfillmentStatus: 'UNFULFILLED',
    returnStatus: 'RETURNED',
    fulfillments: [{ status: 'CANCELLED' }],
  });
});

test('taxes of lines and shipping, and duties where there are any', async () => {
  const bought = buyCoffee(shop.world, 1);
  const asked = `taxesIncluded totalTaxSet ${MONEY}
    originalTotalDutiesSet ${MONEY} currentTotalDutiesSet ${MONEY}
    lineItems(first: 5) { nodes { taxLines { rate priceSet ${MONEY} } } }
    shippingLines(first: 5) { nodes { taxLines { rate priceSet ${MONEY} } } }`;
  expect(await order(bought.id, asked)).toEqual({
    taxesIncluded: true,
    totalTaxSet: eur('1.43'),
    originalTotalDutiesSet: null,
    currentTotalDutiesSet: null,
    lineItems: { nodes: [{ taxLines: [{ rate: 0.07, priceSet: eur('0.65') }] }] },
    shippingLines: { nodes: [{ taxLines: [{ rate: 0.19, priceSet: eur('0.78') }] }] },
  });
  const taxedOnTop = shop.world.commands.placeOrder({
    customerId: null,
    email: null,
    locale: 'en',
    lines: bought.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    taxesIncluded: false,
    duties: 250,
  });
  expect(await order(taxedOnTop.id, asked)).toMatchObject({
    taxesIncluded: false,
    originalTotalDutiesSet: eur('2.5'),
    lineItems: { nodes: [{ taxLines: [{ priceSet: eur('0.69') }] }] },
  });
});

test('a company’s order, and one that changed hands', async () => {
  const { commands } = shop.world;
  const bought = buyCoffee(shop.world);
  const asked = `customer { id } purchasingEntity {
    __typename ... on PurchasingCompany { company { id name } location { name } }
  }`;
  commands.moveOrder(bought.id, null);
  expect(await order(bought.id, asked)).toEqual({ customer: null, purchasingEntity: null });
  commands.moveOrder(bought.id, bought.customerId);
  expect(await order(bought.id, asked)).toMatchObject({
    purchasingEntity: { __typename: 'Customer' },
  });
  const forCompany = commands.placeOrder({
    customerId: bought.customerId,
    email: null,
    locale: 'de',
    lines: bought.lines.map(({ variantId }) => ({ variantId, quantity: 1 })),
    company: { id: '71', name: 'Café Nord', locationId: '72', locationName: 'Kiel' },
  });
  expect(await order(forCompany.id, asked)).toMatchObject({
    customer: { id: `gid://shopify/Customer/${bought.customerId}` },
    purchasingEntity: {
      __typename: 'PurchasingCompany',
      company: { id: 'gid://shopify/Company/71', name: 'Café Nord' },
      location: { name: 'Kiel' },
    },
  });
});
