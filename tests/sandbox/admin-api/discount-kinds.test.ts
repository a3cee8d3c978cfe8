import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';
import { createAutomatic, createBasic, REWARD_SCOPES, run } from '../support/discounts.ts';

let shop: AdminShop;
beforeAll(() => loadAdminSchema());
beforeEach(async () => void (shop = await openAdminShop()));
afterEach(() => shop.close());

async function read(id: string | undefined, fields: string): Promise<unknown> {
  const query = `query Read($id: ID!) { discountNode(id: $id) { discount { ${fields} } } }`;
  const { data, errors } = await shop.ask(query, { id }, REWARD_SCOPES);
  expect(errors).toEqual([]);
  return (data?.['discountNode'] as { discount: unknown }).discount;
}

const TERMS = { startsAt: '2026-01-01T00:00:00Z', context: { all: 'ALL' } };

test('buy X get Y tells what is bought and what is got', async () => {
  const collection = shop.world.collections.all()[0];
  const product = shop.world.products.all()[0];
  const { codeDiscountNode } = await run(
    shop,
    'discountCodeBxgyCreate',
    'bxgyCodeDiscount',
    'DiscountCodeBxgyInput',
    {
      ...TERMS,
      title: 'Two and one',
      code: 'BXGY',
      usesPerOrderLimit: 1,
      customerBuys: {
        items: { collections: { add: [`gid://shopify/Collection/${collection?.id}`] } },
        value: { amount: '20.00' },
      },
      customerGets: {
        items: { products: { productsToAdd: [`gid://shopify/Product/${product?.id}`] } },
        value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } },
      },
    },
  );
  const fields = `... on DiscountCodeBxgy {
    usesPerOrderLimit discountClasses
    customerBuys {
      items { ... on DiscountCollections { collections(first: 2) { nodes { handle } } } }
      value { ... on DiscountPurchaseAmount { amount } }
    }
    customerGets { value { ... on DiscountOnQuantity {
      quantity { quantity } effect { ... on DiscountPercentage { percentage } } } } }
  }`;
  expect(await read(codeDiscountNode?.id, fields)).toEqual({
    usesPerOrderLimit: 1,
    discountClasses: ['PRODUCT'],
    customerBuys: {
      items: { collections: { nodes: [{ handle: collection?.handle }] } },
      value: { amount: '20.00' },
    },
    customerGets: { value: { quantity: { quantity: '1' }, effect: { percentage: 1 } } },
  });
});

test('free shipping tells up to which fee it goes', async () => {
  const { codeDiscountNode } = await run(
    shop,
    'discountCodeFreeShippingCreate',
    'freeShippingCodeDiscount',
    'DiscountCodeFreeShippingInput',
    { ...TERMS, title: 'Free shipping', code: 'SHIP', maximumShippingPrice: '9.90' },
  );
  const fields =
    '... on DiscountCodeFreeShipping { discountClasses maximumShippingPrice { amount } }';
  expect(await read(codeDiscountNode?.id, fields)).toEqual({
    discountClasses: ['SHIPPING'],
    maximumShippingPrice: { amount: '9.9' },
  });
});

test('an automatic discount is updated, ended and deleted', async () => {
  const { automaticDiscountNode } = await createAutomatic(shop);
  const id = automaticDiscountNode?.id;
  const { errors } = await shop.ask(
    `mutation Change($id: ID!) {
      discountAutomaticBasicUpdate(id: $id, automaticBasicDiscount: { title: "Gold members" }) {
        userErrors { message }
      }
      discountAutomaticDeactivate(id: $id) { userErrors { message } }
    }`,
    { id },
    REWARD_SCOPES,
  );
  expect(errors).toEqual([]);
  const fields = `... on DiscountAutomaticBasic { title status asyncUsageCount
    customerGets { value { ... on DiscountPercentage { percentage } } } }`;
  expect(await read(id, fields)).toEqual({
    title: 'Gold members',
    status: 'EXPIRED',
    asyncUsageCount: 0,
    customerGets: { value: { percentage: 0.05 } },
  });
  const { data } = await shop.ask(
    `mutation Delete($id: ID!) { discountAutomaticDelete(id: $id) { deletedAutomaticDiscountId
      userErrors { message } } }`,
    { id },
    REWARD_SCOPES,
  );
  expect(data).toEqual({
    discountAutomaticDelete: { deletedAutomaticDiscountId: id, userErrors: [] },
  });
  expect(shop.world.discounts.size).toBe(0);
});

test('who may use a discount is changed one by one, and what there is not is not changed', async () => {
  const [one, other] = shop.world.customers.all().map(({ id }) => `gid://shopify/Customer/${id}`);
  const id = await createBasic(shop, 'HERS', { context: { customers: { add: [one] } } });
  const update = (gid: string) =>
    shop.ask(
      `mutation Update($id: ID!, $input: DiscountCodeBasicInput!) {
        discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) { userErrors { message } } }`,
      { id: gid, input: { context: { customers: { add: [other], remove: [one] } } } },
      REWARD_SCOPES,
    );
  await update(id);
  const fields = `... on DiscountCodeBasic { context {
    ... on DiscountCustomers { customers { id } } } }`;
  expect(await read(id, fields)).toEqual({ context: { customers: [{ id: other }] } });
  expect((await update('gid://shopify/DiscountCodeNode/1')).data).toEqual({
    discountCodeBasicUpdate: { userErrors: [{ message: 'Discount does not exist' }] },
  });
});
