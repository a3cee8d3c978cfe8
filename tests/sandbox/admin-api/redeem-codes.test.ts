import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import { controlApp } from '#sandbox/control/app.ts';

import { lastBody } from '../commands/a-shop.ts';
import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';
import { createBasic, REWARD_SCOPES } from '../support/discounts.ts';

const ADD = `mutation Add($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
    bulkCreation { id done codesCount importedCount }
    userErrors { field message code }
  }
}`;
const FOLLOW = `query Follow($id: ID!) {
  discountRedeemCodeBulkCreation(id: $id) {
    done codesCount importedCount failedCount
    discountCode { id }
    codes(first: 250) { nodes { code discountRedeemCode { id code } errors { code message } } }
  }
}`;

interface Creation {
  done: boolean;
  codesCount: number;
  importedCount: number;
  failedCount: number;
  codes: {
    nodes: {
      code: string;
      discountRedeemCode: { id: string } | null;
      errors: { code: string }[];
    }[];
  };
}

let shop: AdminShop;
let discountId: string;
beforeAll(() => loadAdminSchema());
beforeEach(async () => {
  shop = await openAdminShop();
  discountId = await createBasic(shop, 'POOL');
});
afterEach(() => shop.close());

async function add(codes: string[], id = discountId) {
  const variables = { id, codes: codes.map((code) => ({ code })) };
  return shop.ask(ADD, variables, REWARD_SCOPES);
}

async function addedAs(codes: string[]): Promise<string> {
  const { data } = await add(codes);
  const { bulkCreation } = data?.['discountRedeemCodeBulkAdd'] as { bulkCreation: { id: string } };
  return bulkCreation.id;
}

async function follow(id: string): Promise<Creation> {
  const { data, errors } = await shop.ask(FOLLOW, { id }, REWARD_SCOPES);
  expect(errors).toEqual([]);
  return data?.['discountRedeemCodeBulkCreation'] as Creation;
}

const known = (code: string) => shop.world.redeemCodes.find(code) !== undefined;

describe('codes that are added', () => {
  test('exist only once that is done, a while later by the shop’s clock', async () => {
    const settings = shop.world.backgroundSettings.get();
    shop.world.backgroundSettings.put({ ...settings, redeemCodesDelayMs: 60_000 });
    const id = await addedAs(['ONE', 'TWO']);
    expect(await follow(id)).toMatchObject({ done: false, importedCount: 0, failedCount: 0 });
    expect(known('ONE')).toBe(false);
    shop.world.clock.set(new Date(Date.now() + 61_000));
    expect(await follow(id)).toMatchObject({ done: true, codesCount: 2, importedCount: 2 });
    expect(known('two')).toBe(true);
  });

  test('are judged one by one: what is taken, double or too long is refused alone', async () => {
    const id = await addedAs(['GOOD', 'pool', 'good', 'x'.repeat(256), '']);
    shop.world.commands.runBackground();
    const { importedCount, failedCount, codes } = await follow(id);
    expect([importedCount, failedCount]).toEqual([1, 4]);
    expect(codes.nodes.map(({ errors }) => errors[0]?.code)).toEqual([
      undefined,
      'TAKEN',
      'TAKEN',
      'TOO_LONG',
      'BLANK',
    ]);
  });

  test('are 250 at most in one call, and go to a discount that there is', async () => {
    const many = Array.from({ length: 251 }, (_, index) => `MANY${index}`);
    const tooMany = await add(many);
    expect(tooMany.errors[0]?.extensions?.['code']).toBe('MAX_INPUT_SIZE_EXCEEDED');
    const nowhere = await add(['X'], 'gid://shopify/DiscountCodeNode/1');
    expect(nowhere.data).toMatchObject({
      discountRedeemCodeBulkAdd: {
        bulkCreation: null,
        userErrors: [{ field: ['discountId'], code: 'INVALID' }],
      },
    });
  });

  test('wait as long as is set', async () => {
    const set = await controlApp(shop.world).request('/_sandbox/background/settings', {
      method: 'PUT',
      body: JSON.stringify({ redeemCodesDelayMs: 60_000 }),
    });
    expect(await set.json()).toMatchObject({ redeemCodesDelayMs: 60_000 });
    const id = await addedAs(['LATE']);
    shop.world.clock.set(new Date(Date.now() + 30_000));
    expect((await follow(id)).done).toBe(false);
    await controlApp(shop.world).request('/_sandbox/background/run', { method: 'POST' });
    expect((await follow(id)).done).toBe(true);
  });
});

describe('codes that are deleted', () => {
  const DELETE = `mutation Delete($id: ID!, $ids: [ID!], $search: String) {
    discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids, search: $search) {
      job { id done } userErrors { field message code }
    }
  }`;

  test('are gone once the job is done', async () => {
    const creation = await addedAs(['ONE', 'TWO']);
    shop.world.commands.runBackground();
    const ids = [(await follow(creation)).codes.nodes[0]?.discountRedeemCode?.id];
    const { data } = await shop.ask(DELETE, { id: discountId, ids }, REWARD_SCOPES);
    const { job } = data?.['discountCodeRedeemCodeBulkDelete'] as {
      job: { id: string; done: boolean };
    };
    expect([job.done, known('ONE')]).toEqual([false, true]);
    shop.world.commands.runBackground();
    expect([known('ONE'), known('TWO')]).toEqual([false, true]);
    const after = await shop.ask('query J($id: ID!) { job(id: $id) { done } }', { id: job.id });
    expect(after.data).toEqual({ job: { done: true } });
  });

  test('by staff, or by an app, are told of', async () => {
    const [code = ''] = shop.world.redeemCodes
      .ofDiscount(discountId.split('/').at(-1) ?? '')
      .map((each) => each.code);
    const address = `/_sandbox/discounts/${discountId.split('/').at(-1)}/codes/${code}`;
    const { status } = await controlApp(shop.world).request(address, { method: 'DELETE' });
    expect([status, known(code)]).toEqual([204, false]);
    expect(lastBody(shop.world, 'discounts/redeemcode_removed')).toEqual({
      admin_graphql_api_id: discountId,
      redeem_code: { id: expect.stringMatching(/DiscountRedeemCode/) as string, code },
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  test('are named in one way', async () => {
    const { data } = await shop.ask(DELETE, { id: discountId }, REWARD_SCOPES);
    expect(data).toMatchObject({
      discountCodeRedeemCodeBulkDelete: { job: null, userErrors: [{ code: 'MISSING_ARGUMENT' }] },
    });
    const ids = ['gid://shopify/DiscountRedeemCode/1'];
    const both = await shop.ask(DELETE, { id: discountId, ids, search: 'id:1' }, REWARD_SCOPES);
    expect(both.data).toMatchObject({
      discountCodeRedeemCodeBulkDelete: { job: null, userErrors: [{ code: 'TOO_MANY_ARGUMENTS' }] },
    });
  });
});
