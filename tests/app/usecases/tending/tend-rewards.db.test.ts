import { describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import type { AskedReward } from '#app/usecases/redeeming/asked-reward.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { Fault } from '../support/faulty-admin-api.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program?: Parameters<typeof openShop>[0]): Promise<void> {
  shop = await openShop(program);
  await shop.tends();
}

describe('a program with a reward', () => {
  test('has one discount at Shopify with a full pool of codes that are good for one use', async () => {
    await open();
    const [discount, ...others] = shop.world.discounts.all();
    expect(others).toEqual([]);
    expect(discount).toMatchObject({
      title: 'Five euros off',
      usageLimit: 1,
      endsAt: null,
      context: { kind: 'all' },
      combinesWith: { order: false, product: true, shipping: true },
      offer: { kind: 'basic', value: { kind: 'amount', amount: 500, onEachItem: false } },
    });
    const free = await shop.freeCodes();
    expect(free).toHaveLength(250);
    const atShopify = shop.world.redeemCodes.ofDiscount(discount?.id ?? '');
    expect(atShopify.map(({ code }) => code).sort()).toEqual(free);
  });

  test('from the code in her hand to the points that come back with the order', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    shop.asked.length = 0;
    const redeemed = await shop.redeems(memberId);
    expect(shop.asked).toEqual([]);
    expect(redeemed).toMatchObject({ state: 'ready', points: 500, amount: 500 });
    await shop.paper.expects(customerId, {});

    const order = shop.buys(customerId, [redeemed.code ?? '']);
    expect(order.discountCodes).toMatchObject([{ code: redeemed.code, amount: 500 }]);
    expect(() => shop.buys(customerId, [redeemed.code ?? ''])).toThrow('usage limit');
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(redeemed.id)).toMatchObject({ state: 'used', orderId: order.id });

    shop.comesBack(order.id);
    for (const hearing of [1, 2]) {
      await shop.hearsOf(order.id);
      await shop.tends(1);
      expect([hearing, (await shop.redemption(redeemed.id)).state]).toEqual([hearing, 'returned']);
      await shop.paper.expects(customerId, { available: 500 });
    }
  });

  test('counts as used whichever state of its order is heard first', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const redeemed = await shop.redeems(memberId);
    const order = shop.buys(customerId, [redeemed.code ?? '']);
    const atFirst = shop.heard(order.id);
    shop.comesBack(order.id);
    await shop.hearsOf(order.id);
    await shop.paper.hears(shop.now.toISOString(), atFirst);
    await shop.tends(1);
    expect(await shop.redemption(redeemed.id)).toMatchObject({ state: 'returned' });
    await shop.paper.expects(customerId, { available: 500 });
  });

  test('is used by the first of two orders, though the second was heard of and came back before', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const redeemed = await shop.redeems(memberId);
    const order = shop.buys(customerId, [redeemed.code ?? '']);
    const first = shop.heard(order.id);
    const { fact } = first;
    const at = shop.now.toISOString();
    const secondId = OrderId.parse(String(Number(order.id) + 1));
    const second = { ...first, fact: { ...fact, orderId: secondId, cancelledAt: at } };
    await shop.paper.hears(at, second);
    await shop.tends(1);
    expect(await shop.redemption(redeemed.id)).toMatchObject({ state: 'returned' });
    await shop.paper.expects(customerId, { available: 500 });
    for (const hearing of [1, 2]) {
      await shop.paper.hears(at, first, second);
      await shop.tends(1);
      const used = { state: 'used', orderId: order.id, problem: null };
      expect([hearing, await shop.redemption(redeemed.id)]).toMatchObject([hearing, used]);
      await shop.paper.expects(customerId, {});
    }
    // And when the first comes back, too, its points do, once.
    shop.comesBack(order.id);
    for (const hearing of [1, 2]) {
      await shop.hearsOf(order.id);
      await shop.tends(1);
      expect([hearing, (await shop.redemption(redeemed.id)).state]).toEqual([hearing, 'returned']);
      await shop.paper.expects(customerId, { available: 500 });
    }
  });

  test('keeps the points of what came back where the program says so', async () => {
    const redemption = { graceDays: 30, afterReturn: 'kept' } as const;
    await open(programWith([aReward()], { redemption }));
    const { memberId, customerId } = await shop.member(500);
    const redeemed = await shop.redeems(memberId);
    const order = shop.buys(customerId, [redeemed.code ?? '']);
    shop.comesBack(order.id);
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(redeemed.id)).toMatchObject({ state: 'used' });
    await shop.paper.expects(customerId, {});
  });

  test('is valid as long as it promises, together with what is redeemed in the same days', async () => {
    await open(programWith([aReward({ validDays: 30 })]));
    const { memberId } = await shop.member(1_000);
    const redeemed = await shop.redeems(memberId);
    const until = redeemed.validUntil?.getTime() ?? 0;
    const days = (until - shop.now.getTime()) / DAY_MS;
    expect(days).toBeGreaterThanOrEqual(30);
    expect(days).toBeLessThanOrEqual(37);
    const [discount] = shop.world.discounts.all();
    expect(Date.parse(discount?.endsAt ?? '')).toBe(until);

    shop.passes(38 * DAY_MS);
    await shop.tends();
    expect(await shop.redemption(redeemed.id)).toMatchObject({ state: 'expired' });
    const next = await shop.redeems(memberId);
    expect(next.validUntil?.getTime()).toBeGreaterThan(until);
    expect(next.state).toBe('ready');
  });
});

describe('the job that looks after rewards', () => {
  const nextJobMs = async () => {
    const { rows } = await shop.paper.database.pool.query<{ wait_ms: string }>(
      `SELECT extract(epoch FROM run_at - updated_at) * 1000 AS wait_ms FROM graphile_worker.jobs WHERE key = $1`,
      [`tend-rewards:${shop.paper.shop.id}:later`],
    );
    return Number(rows[0]?.wait_ms);
  };

  test('leaves Shopify alone for as long as that asks for, however much is due', async () => {
    await open();
    const { memberId } = await shop.member(1_000);
    const ids = [(await shop.redeems(memberId)).id, (await shop.redeems(memberId)).id];
    for (const id of ids) await shop.cancels(id);
    shop.faults.set('DiscountCode', ['throttled']);
    await shop.tends(1, 0);
    // A second, less what the run itself took.
    expect(await nextJobMs()).toBeGreaterThan(800);
  });

  test('cancels codes also while hundreds wait for theirs in vain', async () => {
    const prize = aReward({ key: 'prize', name: 'A prize', offered: 'prize', minimumCart: 100 });
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    const away: Fault[] = Array.from({ length: 100 }, () => 'away');
    shop.faults.set('CreateAmountDiscount', away);
    await shop.publishes(programWith([aReward(), prize]));
    const won = Array.from({ length: 320 }, (_, index): AskedReward => ({
      memberId,
      rewardKey: 'prize',
      asks: 'prize',
      cause: { kind: 'staff', id: `won-${index}` },
    }));
    await shop.paper.run((sql) => redeemRewards(sql, shop.paper.shop, won, shop.now));
    shop.passes(1_000);
    await shop.cancels(id);
    await shop.tends(1);
    shop.passes(60_000);
    expect((await shop.redemption(id)).problem).not.toBe('code_gone');
    await shop.tends(2, 60_000);
    expect((await shop.redemption(id)).state).toBe('cancelled');
    await shop.paper.expects(customerId, { available: 500 });
  });
});

describe('whatever becomes of Shopify’s answers', () => {
  const operations = [
    'CreateAmountDiscount',
    'AddDiscountCodes',
    'AddedDiscountCodes',
    'DiscountCode',
    'DeleteDiscountCodes',
    'OrderWithCode',
  ];
  const kinds: Fault[] = ['away', 'answer_lost', 'nonsense', 'throttled'];

  test.each(operations.flatMap((name) => kinds.map((fault) => [name, fault] as const)))(
    'there is one discount, and a cancelled code is gone: %s %s',
    async (name, fault) => {
      shop = await openShop();
      shop.faults.set(name, [fault, fault]);
      const { memberId, customerId } = await shop.member(500);
      await shop.tends(12, 15_000);
      const { id, code } = await shop.redeems(memberId);
      expect(code).not.toBeNull();
      await shop.cancels(id);
      await shop.tends(8, 30_000);
      expect((await shop.redemption(id)).state).toBe('cancelled');
      await shop.paper.expects(customerId, { available: 500 });
      const [discount, ...others] = shop.world.discounts.all();
      expect(others).toEqual([]);
      const atShopify = shop.world.redeemCodes.ofDiscount(discount?.id ?? '');
      expect(atShopify.map((each) => each.code).sort()).toEqual(await shop.freeCodes());
      expect(atShopify).toHaveLength(249);
    },
  );
});
