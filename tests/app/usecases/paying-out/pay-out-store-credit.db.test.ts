import { describe, expect, test } from 'vitest';

import { payOutRedemptions } from '#app/usecases/paying-out/pay-out-redemptions.server.ts';
import { openPayingShop, type PayingMember, type PayingShop } from '#tests/support/paying-shop.ts';
import { beginInPayingShop } from '#tests/support/paying-shops.ts';

const CREDIT = 'storeCreditAccountCredit';

let shop: PayingShop;
let ida: PayingMember;
beginInPayingShop((opened) => ({ shop, ida } = opened));

test('points are spent once the credit is there', async () => {
  const id = await shop.redeem(ida);
  expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 100 });
  expect(await shop.payOut()).toBe(1);
  expect(shop.creditsOf(ida)).toEqual([500]);
  expect(await shop.balances(ida)).toMatchObject({ available: 900, held: 0 });
  expect(await shop.redemption(id)).toMatchObject({ state: 'used', problem: null, retryAt: null });
  expect(await shop.payOut()).toBe(0);
  expect(shop.creditsOf(ida)).toEqual([500]);
});

test('a credit expires as the reward says, counted from when it was paid', async () => {
  await shop.redeem(ida, 'credit-for-a-year');
  await shop.payOut();
  const [credit] = shop.sandbox.world.storeCreditTransactions.all();
  const days =
    (Date.parse(credit?.expiresAt ?? '') - Date.parse(credit?.createdAt ?? '')) / 86_400_000;
  expect(Math.round(days)).toBe(365);
});

describe('where the answer got lost', () => {
  test.each(['timed_out', 'nonsense'] as const)(
    'after it was done (%s), the credit is found and not made again',
    async (fault) => {
      const id = await shop.redeem(ida);
      shop.plan(CREDIT, { fault });
      await shop.payOut();
      expect(await shop.redemption(id)).toMatchObject({ state: 'pending' });
      expect(await shop.balances(ida)).toMatchObject({ held: 100 });
      await shop.live(5);
      expect(shop.creditsOf(ida)).toEqual([500]);
      expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
    },
  );

  test('before it was done, it is made after that was found out', async () => {
    const id = await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'unavailable' });
    await shop.payOut();
    expect(shop.creditsOf(ida)).toEqual([]);
    await shop.live(5);
    expect(shop.creditsOf(ida)).toEqual([500]);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  });

  test('nothing is asked again while it may still be under way', async () => {
    await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'unavailable' });
    await shop.payOut();
    const asked = shop.asked.length;
    await shop.live(1);
    expect(shop.asked.length).toBe(asked);
  });

  test('two credits of one member are never under way together', async () => {
    const first = await shop.redeem(ida);
    const second = await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'timed_out' });
    await shop.payOut();
    expect(shop.creditsOf(ida)).toEqual([500]);
    await shop.live(30);
    expect(shop.creditsOf(ida)).toEqual([500, 500]);
    expect(await shop.redemption(first)).toMatchObject({ state: 'used' });
    expect(await shop.redemption(second)).toMatchObject({ state: 'used' });
  });

  test('and staff have credited as much meanwhile, a person has to look', async () => {
    const id = await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'timed_out' });
    await shop.payOut();
    await creditByHand(500);
    await shop.live(5);
    expect(await shop.redemption(id)).toMatchObject({ state: 'doubtful', problem: 'ambiguous' });
    expect(await shop.balances(ida)).toMatchObject({ held: 100 });
    expect(shop.creditsOf(ida)).toEqual([500, 500]);
  });

  test('what staff had credited before, or in another amount, is not taken for it', async () => {
    await creditByHand(500);
    await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'unavailable' });
    await shop.payOut();
    await creditByHand(700);
    await shop.live(5);
    expect(shop.creditsOf(ida)).toEqual([500, 700, 500]);
  });

  test('and goes on getting lost, it is doubtful in the end, and no more than what was done is there', async () => {
    const id = await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'timed_out' });
    await shop.payOut();
    shop.plan('customer', { fault: 'unavailable', calls: 1_000 });
    await shop.live(12 * 60);
    expect(await shop.redemption(id)).toMatchObject({ state: 'doubtful' });
    expect(await shop.balances(ida)).toMatchObject({ held: 100 });
    expect(shop.creditsOf(ida)).toEqual([500]);
  });
});

async function creditByHand(amount: number): Promise<void> {
  const { customerId } = ida;
  const query = `mutation ($id: ID!, $input: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $id, creditInput: $input) { userErrors { message } } }`;
  const creditAmount = { amount: (amount / 100).toFixed(2), currencyCode: 'EUR' };
  const variables = { id: `gid://shopify/Customer/${customerId}`, input: { creditAmount } };
  await shop.sandbox.send(JSON.stringify({ query, variables }));
}

describe('what Shopify refuses for good gives the points back, with the reason', () => {
  test('the customer is gone', async () => {
    const id = await shop.redeem(ida);
    shop.sandbox.world.customers.delete(ida.customerId);
    await shop.payOut();
    const ended = { state: 'failed', problem: 'OWNER_NOT_FOUND' };
    expect(await shop.redemption(id)).toMatchObject(ended);
    expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
  });

  test('the account holds too much', async () => {
    const id = await shop.redeem(ida);
    const userError = { field: null, message: 'Too much', code: 'CREDIT_LIMIT_EXCEEDED' };
    shop.plan(CREDIT, { fault: 'user_error', userError });
    await shop.live(3);
    const ended = { state: 'failed', problem: 'CREDIT_LIMIT_EXCEEDED' };
    expect(await shop.redemption(id)).toMatchObject(ended);
    expect(await shop.balances(ida)).toMatchObject({ available: 1_000, held: 0 });
    expect(shop.creditsOf(ida)).toEqual([]);
  });
});

describe('what waits', () => {
  test('Shopify throttles: at once again when there is time', async () => {
    const id = await shop.redeem(ida);
    shop.plan(CREDIT, { fault: 'throttled', calls: 3 });
    await shop.live(4);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
    expect(shop.creditsOf(ida)).toEqual([500]);
  });

  test('the shop has not granted the scopes: until it has', async () => {
    const without = await openPayingShop(shop.services.database, ['write_customers']);
    const member = await without.join();
    const id = await without.redeem(member);
    await without.live(24 * 60, 60);
    const waiting = { state: 'pending', problem: 'access_denied' };
    expect(await without.redemption(id)).toMatchObject(waiting);
    await without.sandbox.close();
  });
});

test('a process that ends between asking and noting the answer pays nothing twice', async () => {
  const id = await shop.redeem(ida);
  const { adminApi } = shop.services;
  const dying: PayingShop['services'] = {
    ...shop.services,
    adminApi: {
      async run(domain, operation, variables) {
        const answer = await adminApi.run(domain, operation, variables);
        if (operation.toString().includes('mutation')) throw new Error('killed');
        return answer;
      },
    },
  };
  await expect(payOutRedemptions(dying, shop.shop.id)).rejects.toThrow('killed');
  expect(shop.creditsOf(ida)).toEqual([500]);
  await shop.live(10);
  expect(shop.creditsOf(ida)).toEqual([500]);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
});

test('jobs that run together ask once', async () => {
  await Promise.all([shop.redeem(ida), shop.redeem(ida), shop.redeem(ida)]);
  await Promise.all([shop.payOut(), shop.payOut(), shop.payOut(), shop.payOut()]);
  await shop.live(30);
  expect(shop.creditsOf(ida)).toEqual([500, 500, 500]);
  expect(await shop.balances(ida)).toMatchObject({ available: 700, held: 0 });
});
