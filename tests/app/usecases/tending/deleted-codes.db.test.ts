import { describe, expect, test } from 'vitest';

import { forgetCodes } from '#app/db/redemptions/missing-codes.server.ts';

import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

/** @returns the id of the discount whose codes members get */
async function open(): Promise<string> {
  shop = await openShop();
  await shop.tends();
  const [discount] = shop.world.discounts.all();
  if (!discount) throw new Error('there is no discount');
  return discount.id;
}

/** Word arrives that there is no such code any more. */
const hearsOfNone = (code: string | null) =>
  forgetCodes(shop.paper.database.pool, shop.paper.shop.id, [code ?? ''], shop.now);

describe('a code that staff delete at Shopify', () => {
  test('and nobody has leaves the pool, by word of it or without', async () => {
    const discountId = await open();
    for (const hasWord of [true, false]) {
      const free = shop.world.redeemCodes.ofDiscount(discountId).map(({ code }) => code);
      // The next that would be claimed.
      const [next = ''] = free.toSorted();
      shop.world.commands.deleteRedeemCode(discountId, next);
      if (hasWord) await hearsOfNone(next);
      else {
        shop.passes(DAY_MS);
        await shop.tends(1);
      }
      const { memberId } = await shop.member(500);
      const { code } = await shop.redeems(memberId);
      expect(code).not.toBe(next);
      expect(shop.codeAtShopify(code)).toBeDefined();
    }
  });

  test.each(['by word of it', 'without'])('and a member has is replaced, %s', async (how) => {
    const discountId = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    if (how === 'without') shop.passes(DAY_MS);
    else expect(await hearsOfNone(code)).toBe(true);
    await shop.tends(1, 0);
    expect(await shop.redemption(id)).toMatchObject({ state: 'pending', problem: 'code_lost' });
    expect(await shop.logged('redemption.code_deleted')).toMatchObject([
      { subject: `redemption:${id}`, detail: { reward: 'five-off' } },
    ]);
    shop.passes(30_000);
    await shop.tends(2);
    const after = await shop.redemption(id);
    expect(after).toMatchObject({ state: 'ready', problem: null });
    expect(after.code).not.toBe(code);
    const order = shop.buys(customerId, [after.code ?? '']);
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  });

  test('but is there after all stays as it is', async () => {
    await open();
    const { memberId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    await hearsOfNone(code);
    shop.faults.set('DiscountCode', ['away']);
    await shop.tends(3, 30_000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'ready', code, retryAt: null });
  });

  test('with which an order was placed is used', async () => {
    const discountId = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, [code ?? '']);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    await hearsOfNone(code);
    await shop.tends(10);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id, code });
  });
});

describe('an order that is heard of late, placed with a code before it was lost', () => {
  /** Shopify does not find it by its second code. */
  async function buysAndLoses() {
    const discountId = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, ['OF THE HOUSE', code ?? '']);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    await hearsOfNone(code);
    await shop.tends(10);
    const after = await shop.redemption(id);
    expect(after.code).not.toBe(code);
    return { id, code, replacement: after.code ?? '', order, customerId };
  }

  test('has used the reward, and the replacement is withdrawn', async () => {
    const { id, code, replacement, order } = await buysAndLoses();
    expect(shop.codeAtShopify(replacement)).toBeDefined();
    await shop.hearsOf(order.id);
    shop.faults.set('DeleteDiscountCodes', ['answer_lost']);
    await shop.tends(3, 60_000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id, code });
    expect(shop.codeAtShopify(replacement)).toBeUndefined();
  });

  test('changes nothing where the replacement was used before it was heard of', async () => {
    const { id, replacement, order, customerId } = await buysAndLoses();
    const other = shop.buys(customerId, [replacement]);
    await shop.hearsOf(other.id);
    await shop.hearsOf(order.id);
    await shop.tends(3, 60_000);
    expect(await shop.redemption(id)).toMatchObject({
      state: 'used',
      orderId: other.id,
      code: replacement,
    });
  });
});
