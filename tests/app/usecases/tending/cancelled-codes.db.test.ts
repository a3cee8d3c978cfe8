import { describe, expect, test } from 'vitest';

import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { retryRedemption } from '#app/usecases/redemptions/retry-redemption.server.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program?: Parameters<typeof openShop>[0]): Promise<void> {
  shop = await openShop(program);
  await shop.tends();
}

describe('cancelling', () => {
  test('gives the points back once the code is gone', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    expect(await shop.cancels(id)).toBe('cancelling');
    await shop.paper.expects(customerId, {});
    await shop.tends(3);
    expect(shop.codeAtShopify(code)).toBeUndefined();
    expect((await shop.redemption(id)).state).toBe('cancelling');
    shop.passes(60_000);
    await shop.tends(2);
    expect((await shop.redemption(id)).state).toBe('cancelled');
    await shop.paper.expects(customerId, { available: 500 });
    expect(await shop.cancels(id)).toBe('cancelled');
  });

  test('leaves a code alone that was used meanwhile', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, [code ?? '']);
    expect(await shop.cancels(id)).toBe('cancelling');
    await shop.tends(3);
    expect((await shop.redemption(id)).state).toBe('ready');
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect((await shop.redemption(id)).state).toBe('used');
    expect(await shop.cancels(id)).toBe('not_cancellable');
    await shop.paper.expects(customerId, {});
  });

  test('finds the order that was placed just before the code was gone', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    await shop.cancels(id);
    await shop.paper.database.pool.query(
      `UPDATE redemptions SET problem = 'code_gone' WHERE shop_id = $1 AND id = $2`,
      [shop.paper.shop.id, id],
    );
    shop.buys(customerId, []);
    const order = shop.buys(customerId, [code ?? '']);
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id });
    await shop.paper.expects(customerId, {});
  });

  test('comes too late once its time is over, however late the job is that says so', async () => {
    await open(programWith([aReward({ validDays: 30 })]));
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    shop.passes(38 * DAY_MS);
    const { shop: own } = shop.paper;
    const asked = { redemptionId: id, memberId };
    expect(await cancelRedemption(shop.services, own.id, asked)).toBe('not_cancellable');
    await shop.tends(1);
    expect((await shop.redemption(id)).state).toBe('expired');
    await shop.paper.expects(customerId, {});
  });

  test('that an order overtook takes the points again', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, [code ?? '']);
    await shop.cancels(id);
    // As if it had been gone, and Shopify's search did not know of the order yet.
    await shop.paper.database.pool.query(
      `UPDATE redemptions SET problem = 'code_gone' WHERE shop_id = $1 AND id = $2`,
      [shop.paper.shop.id, id],
    );
    shop.pretends('OrderWithCode', { orders: { nodes: [] } });
    await shop.tends(1);
    expect((await shop.redemption(id)).state).toBe('cancelled');
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', problem: null });
    await shop.paper.expects(customerId, {});
    shop.comesBack(order.id);
    await shop.hearsOf(order.id);
    await shop.tends(1);
    await shop.paper.expects(customerId, { available: 500 });
  });

  test('is not hurried by staff once the code is gone, for an order may still turn up', async () => {
    await open();
    const { memberId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    await shop.cancels(id);
    await shop.tends(3);
    const before = await shop.redemption(id);
    expect(before).toMatchObject({ state: 'cancelling', problem: 'code_gone' });
    const decision = { staffUserId: '42', id };
    expect(await retryRedemption(shop.services, shop.paper.shop.id, decision)).toBe('done');
    expect((await shop.redemption(id)).retryAt).toEqual(before.retryAt);
  });

  test('waits for a Shopify that takes minutes to delete', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const before = shop.codeAtShopify(code);
    if (!before) throw new Error('there is no such code');
    await shop.cancels(id);
    for (let second = 0; second < 300; second += 15) {
      shop.world.redeemCodes.put(before);
      await shop.tends(1, 15_000);
      expect((await shop.redemption(id)).state).toBe('cancelling');
    }
    await shop.tends(12, 60_000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled' });
    await shop.paper.expects(customerId, { available: 500 });
  });

  test('that Shopify does not confirm is the merchant’s to decide', async () => {
    await open();
    const { memberId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    await shop.cancels(id);
    shop.faults.set(
      'DiscountCode',
      Array.from({ length: 100 }, () => 'nonsense' as const),
    );
    await shop.tends(14, 2 * 60 * 60 * 1000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'doubtful' });
  });
});

describe('of a code that Shopify knows and does not list yet', () => {
  test('the points stay spent, and no other code is taken for it', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    await shop.cancels(id);
    const [discount] = shop.world.discounts.all();
    const other = (await shop.freeCodes())[0] ?? '';
    const listed = {
      id: `gid://shopify/DiscountRedeemCode/${shop.codeAtShopify(other)?.id}`,
      code: other,
      asyncUsageCount: 0,
    };
    for (const nodes of [[], [listed]]) {
      shop.pretends('DiscountCode', {
        codeDiscountNodeByCode: {
          id: `gid://shopify/DiscountCodeNode/${discount?.id}`,
          codeDiscount: { codes: { nodes } },
        },
      });
      await shop.tends(1, 10_000);
      expect(await shop.redemption(id)).toMatchObject({ state: 'cancelling', problem: null });
    }
    expect(shop.codeAtShopify(other)).toBeDefined();
    expect(shop.codeAtShopify(code)).toBeDefined();
    await shop.paper.expects(customerId, {});
  });

  test('an order with another code is not hers', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    await shop.cancels(id);
    await shop.tends(3);
    shop.passes(60_000);
    const other = { id: 'gid://shopify/Order/7', discountCodes: ['SUMMER'] };
    shop.pretends('OrderWithCode', { orders: { nodes: [other] } });
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled', orderId: null });
    await shop.paper.expects(customerId, { available: 500 });
  });
});
