import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { lastBody } from '../commands/a-shop.ts';
import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';
import {
  basicInput,
  createAutomatic,
  createBasic,
  REWARD_SCOPES,
  run,
} from '../support/discounts.ts';

const READ = `query Read($id: ID!) {
  discountNode(id: $id) {
    id
    discount {
      ... on DiscountCodeBasic {
        title status startsAt endsAt usageLimit appliesOncePerCustomer asyncUsageCount
        codesCount { count precision }
        codes(first: 10) { nodes { code asyncUsageCount } }
        combinesWith { orderDiscounts productDiscounts shippingDiscounts }
        minimumRequirement {
          ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } }
          ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity }
        }
        context { __typename ... on DiscountCustomers { customers { id } } }
        customerGets {
          items {
            __typename
            ... on DiscountProducts { products(first: 5) { nodes { handle } } }
            ... on DiscountCollections { collections(first: 5) { nodes { handle } } }
          }
          value {
            ... on DiscountPercentage { percentage }
            ... on DiscountAmount { amount { amount } appliesOnEachItem }
          }
        }
      }
    }
  }
}`;

let shop: AdminShop;
beforeAll(() => loadAdminSchema());
beforeEach(async () => void (shop = await openAdminShop()));
afterEach(() => shop.close());

async function read(id: string): Promise<Record<string, unknown>> {
  const { data, errors } = await shop.ask(READ, { id }, REWARD_SCOPES);
  expect(errors).toEqual([]);
  return (data?.['discountNode'] as { discount: Record<string, unknown> }).discount;
}

const update = (id: string, input: object) =>
  shop.ask(
    `mutation Update($id: ID!, $input: DiscountCodeBasicInput!) {
      discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) {
        codeDiscountNode { id } userErrors { field message code }
      }
    }`,
    { id, input },
    REWARD_SCOPES,
  );

describe('a discount with a code', () => {
  test('is kept as it was told', async () => {
    const product = shop.world.products.all()[0];
    const customer = shop.world.customers.all()[0];
    const id = await createBasic(shop, 'SPRING', {
      endsAt: '2030-01-01T00:00:00Z',
      usageLimit: 1,
      appliesOncePerCustomer: true,
      combinesWith: { orderDiscounts: true, shippingDiscounts: true },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '20.50' } },
      context: { customers: { add: [`gid://shopify/Customer/${customer?.id}`] } },
      customerGets: {
        items: { products: { productsToAdd: [`gid://shopify/Product/${product?.id}`] } },
        value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } },
      },
    });
    expect(await read(id)).toEqual({
      title: 'Discount SPRING',
      status: 'ACTIVE',
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '2030-01-01T00:00:00Z',
      usageLimit: 1,
      appliesOncePerCustomer: true,
      asyncUsageCount: 0,
      codesCount: { count: 1, precision: 'EXACT' },
      codes: { nodes: [{ code: 'SPRING', asyncUsageCount: 0 }] },
      combinesWith: { orderDiscounts: true, productDiscounts: false, shippingDiscounts: true },
      minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: '20.5' } },
      context: {
        __typename: 'DiscountCustomers',
        customers: [{ id: `gid://shopify/Customer/${customer?.id}` }],
      },
      customerGets: {
        items: {
          __typename: 'DiscountProducts',
          products: { nodes: [{ handle: product?.handle }] },
        },
        value: { amount: { amount: '5.0' }, appliesOnEachItem: false },
      },
    });
  });

  test('changes only in what an update names', async () => {
    const id = await createBasic(shop, 'SPRING', { usageLimit: 3 });
    const { data } = await update(id, { title: 'Summer', code: 'SUMMER' });
    expect(data).toMatchObject({ discountCodeBasicUpdate: { userErrors: [] } });
    expect(await read(id)).toMatchObject({
      title: 'Summer',
      usageLimit: 3,
      customerGets: { value: { percentage: 0.1 } },
      codes: { nodes: [{ code: 'SUMMER' }] },
    });
  });

  test('is found by its code, whatever its case, and in the list by its status', async () => {
    await createBasic(shop, 'Spring');
    const { data } = await shop.ask(
      `{ codeDiscountNodeByCode(code: "sPRING") { codeDiscount { ... on DiscountCodeBasic { title } } }
         discountNodes(first: 5, query: "status:active AND method:code") { nodes { discount {
           ... on DiscountCodeBasic { title } } } }
         none: codeDiscountNodeByCode(code: "x") { id } }`,
      {},
      REWARD_SCOPES,
    );
    expect(data).toEqual({
      codeDiscountNodeByCode: { codeDiscount: { title: 'Discount Spring' } },
      discountNodes: { nodes: [{ discount: { title: 'Discount Spring' } }] },
      none: null,
    });
  });

  test('is switched off and on, and gone with its codes when it is deleted', async () => {
    const id = await createBasic(shop, 'SPRING');
    const mutate = (name: string, field: string) =>
      shop.ask(
        `mutation M($id: ID!) { ${name}(id: $id) { ${field} userErrors { message } } }`,
        { id },
        REWARD_SCOPES,
      );
    await mutate('discountCodeDeactivate', 'codeDiscountNode { id }');
    expect(await read(id)).toMatchObject({ status: 'EXPIRED' });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as string;
    expect(lastBody(shop.world, 'discounts/update')).toEqual({
      admin_graphql_api_id: id,
      title: 'Discount SPRING',
      status: 'EXPIRED',
      created_at: time,
      updated_at: time,
    });
    await mutate('discountCodeActivate', 'codeDiscountNode { id }');
    expect(await read(id)).toMatchObject({ status: 'ACTIVE', endsAt: null });
    const { data } = await mutate('discountCodeDelete', 'deletedCodeDiscountId');
    expect(data).toEqual({ discountCodeDelete: { deletedCodeDiscountId: id, userErrors: [] } });
    await createBasic(shop, 'SPRING');
    expect(lastBody(shop.world, 'discounts/delete')).toEqual({
      admin_graphql_api_id: id,
      deleted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as string,
    });
  });

  const product = (id: string) => ({
    products: { productsToAdd: [`gid://shopify/Product/${id}`] },
  });
  const value = { percentage: 0.1 };
  test.each([
    ['a code that is taken, in any case', { code: 'taken' }, 'code', 'TAKEN'],
    ['no code', { code: '' }, 'code', 'BLANK'],
    ['no title', { title: ' ' }, 'title', 'BLANK'],
    ['nobody who may use it', { context: undefined }, 'context', 'BLANK'],
    ['an end before its beginning', { endsAt: '2025-01-01T00:00:00Z' }, 'endsAt', 'INVALID'],
    ['a limit of none', { usageLimit: 0 }, 'usageLimit', 'GREATER_THAN'],
    [
      'more than everything off',
      { customerGets: { items: { all: true }, value: { percentage: 1.5 } } },
      'customerGets.value.percentage',
      'VALUE_OUTSIDE_RANGE',
    ],
    [
      'a product that there is not',
      { customerGets: { items: product('7'), value } },
      'customerGets.items.products.productsToAdd',
      'INVALID',
    ],
    [
      'products and collections',
      { customerGets: { items: { ...product('7'), collections: { add: [] } }, value } },
      'customerGets.items.collections.add',
      'CONFLICT',
    ],
    [
      'two minimums',
      {
        minimumRequirement: {
          subtotal: { greaterThanOrEqualToSubtotal: '1' },
          quantity: { greaterThanOrEqualToQuantity: '2' },
        },
      },
      'minimumRequirement.subtotal.greaterThanOrEqualToSubtotal',
      'CONFLICT',
    ],
  ])('with %s is refused', async (_case, change, field, code) => {
    await createBasic(shop, 'TAKEN');
    const { codeDiscountNode, userErrors } = await run(
      shop,
      'discountCodeBasicCreate',
      'basicCodeDiscount',
      'DiscountCodeBasicInput',
      basicInput('NEW', change),
    );
    expect(codeDiscountNode).toBeNull();
    expect(userErrors[0]).toMatchObject({
      field: ['basicCodeDiscount', ...field.split('.')],
      code,
    });
  });
});

describe('other kinds', () => {
  test('free shipping combines with anything but shipping', async () => {
    const free = (combinesWith: object) =>
      run(
        shop,
        'discountCodeFreeShippingCreate',
        'freeShippingCodeDiscount',
        'DiscountCodeFreeShippingInput',
        {
          title: 'Free shipping',
          code: 'SHIP',
          startsAt: '2026-01-01T00:00:00Z',
          context: { all: 'ALL' },
          destination: { all: true },
          combinesWith,
        },
      );
    expect(await free({ shippingDiscounts: true })).toMatchObject({
      userErrors: [{ code: 'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS' }],
    });
    expect((await free({ orderDiscounts: true })).userErrors).toEqual([]);
  });

  test('buy X get Y cannot give just anything', async () => {
    const bxgy = (items: object) =>
      run(shop, 'discountCodeBxgyCreate', 'bxgyCodeDiscount', 'DiscountCodeBxgyInput', {
        title: 'Two and one',
        code: 'BXGY',
        startsAt: '2026-01-01T00:00:00Z',
        context: { all: 'ALL' },
        customerBuys: { items: { all: true }, value: { quantity: '2' } },
        customerGets: {
          items,
          value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } },
        },
      });
    expect((await bxgy({ all: true })).userErrors[0]?.message).toBe(
      "Items in 'customer get' cannot be set to all",
    );
    const id = shop.world.products.all()[0]?.id;
    const given = { products: { productsToAdd: [`gid://shopify/Product/${id}`] } };
    expect((await bxgy(given)).userErrors).toEqual([]);
  });

  test('automatic discounts are for all unless told, and no more than 25 are active at a time', async () => {
    for (let count = 0; count < 25; count += 1) await createAutomatic(shop);
    expect((await createAutomatic(shop)).userErrors).toMatchObject([
      { code: 'ACTIVE_PERIOD_OVERLAP' },
    ]);
    const over = { startsAt: '2020-01-01T00:00:00Z', endsAt: '2021-01-01T00:00:00Z' };
    expect((await createAutomatic(shop, over)).userErrors).toEqual([]);
  });
});

test('discounts are hidden from an app without the scope, and may not be changed with reading alone', async () => {
  const id = await createBasic(shop, 'SPRING');
  const without = await shop.ask(READ, { id }, ['read_orders']);
  expect(without.errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  const mutation = 'mutation M($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }';
  const reading = await shop.ask(mutation, { id }, ['read_discounts']);
  expect(reading.errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
});

test('what of an input the sandbox does not know is said aloud', async () => {
  const input = basicInput('NEW', { tags: ['loyalty'] });
  const query = `mutation M($input: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $input) { userErrors { message } } }`;
  const { errors } = await shop.ask(query, { input }, REWARD_SCOPES);
  expect(errors[0]?.extensions?.['code']).toBe('NOT_IMPLEMENTED_BY_SANDBOX');
});
