import { expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import { findMissing } from '#app/shopify/admin-api/read-existing.server.ts';
import { findMissingReferences } from '#app/shopify/products/read-missing-references.server.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';

const SHOP = 'demo.myshopify.com';

const answering = (data: unknown) => answeringAdminApi({ Existing: () => ({ ok: true, data }) });

const missingOrders = (data: unknown) =>
  findMissing(
    answering(data),
    SHOP,
    'Order',
    ['1', '2'].map((id) => OrderId.parse(id)),
  );

const missingReferences = (data: unknown) =>
  findMissingReferences(answering(data), SHOP, [{ kind: 'product', id: '5' }]);

test('what Shopify knows under none of its ids is missing', async () => {
  const one = { id: 'gid://shopify/Order/1' };
  expect(await missingOrders({ nodes: [one, null] })).toEqual({ ok: true, data: ['2'] });
  const variant = { id: 'gid://shopify/ProductVariant/5' };
  expect(await missingReferences({ nodes: [null, variant] })).toEqual({
    ok: true,
    data: new Set(),
  });
  expect(await missingReferences({ nodes: [null, null] })).toEqual({
    ok: true,
    data: new Set(['product 5']),
  });
});

test.each([{ nodes: [] }, { nodes: [null] }, { moo: 1 }, null])(
  'of an answer that speaks of fewer nothing is concluded: %j',
  async (data) => {
    const unavailable = { ok: false, failure: { kind: 'unavailable' } };
    expect(await missingOrders(data)).toMatchObject(unavailable);
    expect(await missingReferences(data)).toMatchObject(unavailable);
  },
);
