import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';

import { type AdminShop, openAdminShop } from '../support/admin-shop.ts';

const SCOPES = ['write_gift_cards', 'write_customers'];
const CREATE = `mutation Create($input: GiftCardCreateInput!) {
  giftCardCreate(input: $input) {
    giftCardCode
    giftCard { id lastCharacters maskedCode enabled balance { amount } customer { id } expiresOn }
    userErrors { field message code }
  }
}`;

let shop: AdminShop;
beforeAll(() => loadAdminSchema());
beforeEach(async () => void (shop = await openAdminShop()));
afterEach(() => shop.close());

const initialAmount = { amount: '25.00', currencyCode: 'EUR' };

async function create(input: object, scopes = SCOPES) {
  const answer = await shop.ask(CREATE, { input: { initialAmount, ...input } }, scopes);
  return {
    ...answer,
    payload: answer.data?.['giftCardCreate'] as {
      giftCard: { id: string } | null;
      giftCardCode: string | null;
      userErrors: { code: string; field: string[] }[];
    },
  };
}

describe('a gift card', () => {
  test('has the code that was chosen for it, of which four characters are shown', async () => {
    const customerId = `gid://shopify/Customer/${shop.world.customers.all()[0]?.id}`;
    const { payload } = await create({ code: 'REWARD0001', customerId, expiresOn: '2030-12-31' });
    expect(payload).toMatchObject({
      giftCardCode: 'reward0001',
      giftCard: {
        lastCharacters: '0001',
        maskedCode: '•••• •••• •••• 0001',
        enabled: true,
        balance: { amount: '25.0' },
        customer: { id: customerId },
        expiresOn: '2030-12-31',
      },
      userErrors: [],
    });
    const { payload: random } = await create({});
    expect(random.giftCardCode).toMatch(/^[a-z0-9]{16}$/);
  });

  test.each([
    ['a code that is taken', { code: 'taken1234' }, 'TAKEN', 'code'],
    ['a short code', { code: 'short' }, 'TOO_SHORT', 'code'],
    ['a long code', { code: 'x'.repeat(21) }, 'TOO_LONG', 'code'],
    ['a code with signs', { code: 'not-a-code' }, 'INVALID', 'code'],
    [
      'no value',
      { initialAmount: { amount: '0', currencyCode: 'EUR' } },
      'GREATER_THAN',
      'initialAmount',
    ],
    [
      'nobody’s name on it',
      { customerId: 'gid://shopify/Customer/1' },
      'CUSTOMER_NOT_FOUND',
      'customerId',
    ],
  ])('with %s is refused', async (_case, input, code, field) => {
    await create({ code: 'TAKEN1234' });
    const { payload } = await create(input);
    expect(payload.giftCard).toBeNull();
    expect(payload.userErrors).toMatchObject([{ code, field: ['input', field] }]);
  });

  test('is found by its code and its last characters, by its state, and cannot be switched on again', async () => {
    const { payload } = await create({ code: 'REWARD0001' });
    await create({ code: 'REWARD0002' });
    const find = async (query: string) => {
      const list =
        'query Find($query: String) { giftCards(first: 5, query: $query) { nodes { id } } }';
      const { data, errors } = await shop.ask(list, { query }, SCOPES);
      expect(errors).toEqual([]);
      return (data?.['giftCards'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    };
    const id = payload.giftCard?.id;
    expect(await find('reward0001')).toEqual([id]);
    expect(await find('0001')).toEqual([id]);
    const { data } = await shop.ask(
      `mutation Off($id: ID!) { giftCardDeactivate(id: $id) {
        giftCard { enabled deactivatedAt } userErrors { message } } }`,
      { id },
      SCOPES,
    );
    expect(data).toMatchObject({
      giftCardDeactivate: { giftCard: { enabled: false }, userErrors: [] },
    });
    expect(await find('status:disabled')).toEqual([id]);
    expect(await find('status:enabled AND balance_status:full')).toHaveLength(1);
  });

  test('needs its own scope, and with a customer’s name the one to change customers', async () => {
    const customerId = `gid://shopify/Customer/${shop.world.customers.all()[0]?.id}`;
    expect((await create({}, ['write_customers'])).errors).toHaveLength(1);
    const { errors } = await create({ customerId }, ['write_gift_cards']);
    expect(errors[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  });
});
