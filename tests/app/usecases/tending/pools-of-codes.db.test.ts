import { describe, expect, test } from 'vitest';

import { aReward, programWith } from '../support/a-reward.ts';
import type { Fault } from '../support/faulty-admin-api.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(): Promise<void> {
  shop = await openShop();
  await shop.tends();
}

describe('an empty pool', () => {
  test('holds the points, and the code follows', async () => {
    await open();
    await shop.paper.database.pool.query('DELETE FROM reward_codes WHERE shop_id = $1', [
      shop.paper.shop.id,
    ]);
    const { memberId, customerId } = await shop.member(700);
    const redeemed = await shop.redeems(memberId);
    expect(redeemed).toMatchObject({ state: 'pending', code: null });
    await shop.paper.expects(customerId, { available: 200, held: 500 });
    await shop.tends();
    const ready = await shop.redemption(redeemed.id);
    expect(ready.state).toBe('ready');
    await shop.paper.expects(customerId, { available: 200 });
    const order = shop.buys(customerId, [ready.code ?? '']);
    expect(order.discountCodes).toMatchObject([{ amount: 500 }]);
  });

  test('gives the points back after a day in which Shopify did not answer', async () => {
    shop = await openShop();
    const away: Fault[] = Array.from({ length: 100 }, () => 'away');
    shop.faults.set('CreateAmountDiscount', away).set('DiscountCode', [...away]);
    const { memberId, customerId } = await shop.member(500);
    const redeemed = await shop.redeems(memberId);
    await shop.tends(2);
    await shop.paper.expects(customerId, { held: 500 });
    shop.passes(DAY_MS);
    await shop.tends(1);
    const given = await shop.redemption(redeemed.id);
    expect(given).toMatchObject({ state: 'failed', problem: 'took_too_long' });
    const { rows } = await shop.paper.database.pool.query(
      'SELECT member_id, kind, key FROM notices WHERE shop_id = $1',
      [shop.paper.shop.id],
    );
    expect(rows).toEqual([{ member_id: memberId, kind: 'redemption_failed', key: redeemed.id }]);
    await shop.paper.expects(customerId, { available: 500 });
  });

  test('can be waited for no longer: cancelled, the points are back at once', async () => {
    shop = await openShop();
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    expect(await shop.cancels(id)).toBe('cancelled');
    expect(await shop.cancels(id)).toBe('cancelled');
    await shop.tends();
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled', code: null });
    await shop.paper.expects(customerId, { available: 500 });
  });
});

describe('a pool that Shopify does not fill', () => {
  const refused = (code: string | null) => ({
    discountRedeemCodeBulkAdd: {
      bulkCreation: null,
      userErrors: code === null ? [] : [{ field: ['codes'], message: 'Not these.', code }],
    },
  });

  test.each(['EXCEEDED_MAX', null])(
    'keeps its discount, for that is still there (%s)',
    async (code) => {
      shop = await openShop();
      shop.pretends('AddDiscountCodes', refused(code));
      await shop.tends(3);
      const [discount] = shop.world.discounts.all();
      shop.passes(2 * 60 * 60 * 1000);
      await shop.tends();
      expect(shop.world.discounts.all().map(({ id }) => id)).toEqual([discount?.id]);
      expect(await shop.freeCodes()).toHaveLength(250);
    },
  );
});

test('what Shopify refuses gives the points back, and says why', async () => {
  const scope = { products: ['999'], collections: [], vendors: [], types: [], tags: [] };
  const gives = { kind: 'percentage_off', points: 500, percent: 10, products: scope } as const;
  shop = await openShop(programWith([aReward({ gives })]));
  const { memberId, customerId } = await shop.member(500);
  const { id } = await shop.redeems(memberId);
  await shop.tends();
  expect(await shop.redemption(id)).toMatchObject({ state: 'failed', problem: 'unavailable' });
  await shop.paper.expects(customerId, { available: 500 });
  const { rows } = await shop.paper.database.pool.query<{ problem: string }>(
    'SELECT problem FROM reward_discounts WHERE shop_id = $1',
    [shop.paper.shop.id],
  );
  expect(rows[0]?.problem).toContain('Product with id: 999 is invalid');
  expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'unavailable' });
});
