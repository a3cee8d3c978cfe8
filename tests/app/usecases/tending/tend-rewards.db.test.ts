import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import type { World } from '#sandbox/world.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { retryRedemption } from '#app/usecases/redemptions/retry-redemption.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import type { AskedReward } from '#app/usecases/redeeming/asked-reward.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import { type Fault, ShopWithRewards } from '../support/shop-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let opened: TestDatabase;
let shop: ShopWithRewards;
beforeAll(async () => {
  await loadAdminSchema();
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
afterEach(() => shop.close());

async function open(program: Program | ((world: World) => Program) = programWith([aReward()])) {
  const read = typeof program === 'function' ? program : () => program;
  shop = await ShopWithRewards.open(opened, read);
  await shop.tends();
  return shop;
}

const cancel = (redemptionId: string) =>
  cancelRedemption(shop.services, shop.paper.shop.id, { redemptionId, memberId: null });

async function freeCodes(): Promise<string[]> {
  const { rows } = await opened.database.pool.query<{ code: string }>(
    `SELECT code FROM reward_codes WHERE shop_id = $1 AND state = 'free' ORDER BY code`,
    [shop.paper.shop.id],
  );
  return rows.map(({ code }) => code);
}

const discountsAtShopify = () => shop.world.discounts.all();

describe('a program with a reward', () => {
  test('has one discount at Shopify with a full pool of codes that are good for one use', async () => {
    await open();
    const [discount, ...others] = discountsAtShopify();
    expect(others).toEqual([]);
    expect(discount).toMatchObject({
      title: 'Five euros off',
      usageLimit: 1,
      endsAt: null,
      context: { kind: 'all' },
      combinesWith: { order: false, product: true, shipping: true },
      offer: { kind: 'basic', value: { kind: 'amount', amount: 500, onEachItem: false } },
    });
    const free = await freeCodes();
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

describe('an empty pool', () => {
  test('holds the points, and the code follows', async () => {
    await open();
    await opened.database.pool.query('DELETE FROM reward_codes WHERE shop_id = $1', [
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
    shop = await ShopWithRewards.open(opened, () => programWith([aReward()]));
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
    const { rows } = await opened.database.pool.query(
      'SELECT member_id, kind, key FROM notices WHERE shop_id = $1',
      [shop.paper.shop.id],
    );
    expect(rows).toEqual([{ member_id: memberId, kind: 'redemption_failed', key: redeemed.id }]);
    await shop.paper.expects(customerId, { available: 500 });
  });

  test('can be waited for no longer: cancelled, the points are back at once', async () => {
    shop = await ShopWithRewards.open(opened, () => programWith([aReward()]));
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    expect(await cancel(id)).toBe('cancelled');
    expect(await cancel(id)).toBe('cancelled');
    await shop.tends();
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled', code: null });
    await shop.paper.expects(customerId, { available: 500 });
  });
});

describe('cancelling', () => {
  test('gives the points back once the code is gone', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    expect(await cancel(id)).toBe('cancelling');
    await shop.paper.expects(customerId, {});
    await shop.tends(3);
    expect(shop.world.redeemCodes.find(code ?? '')).toBeUndefined();
    expect((await shop.redemption(id)).state).toBe('cancelling');
    shop.passes(60_000);
    await shop.tends(2);
    expect((await shop.redemption(id)).state).toBe('cancelled');
    await shop.paper.expects(customerId, { available: 500 });
    expect(await cancel(id)).toBe('cancelled');
  });

  test('leaves a code alone that was used meanwhile', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, [code ?? '']);
    expect(await cancel(id)).toBe('cancelling');
    await shop.tends(3);
    expect((await shop.redemption(id)).state).toBe('ready');
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect((await shop.redemption(id)).state).toBe('used');
    expect(await cancel(id)).toBe('not_cancellable');
    await shop.paper.expects(customerId, {});
  });

  test('finds the order that was placed just before the code was gone', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    await cancel(id);
    await opened.database.pool.query(
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
    await cancel(id);
    // As if it had been gone, and Shopify's search did not know of the order yet.
    await opened.database.pool.query(
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
    await cancel(id);
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
    const before = shop.world.redeemCodes.find(code ?? '');
    if (!before) throw new Error('there is no such code');
    await cancel(id);
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
    await cancel(id);
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
    await cancel(id);
    const [discount] = discountsAtShopify();
    const other = (await freeCodes())[0] ?? '';
    const listed = {
      id: `gid://shopify/DiscountRedeemCode/${shop.world.redeemCodes.find(other)?.id}`,
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
    expect(shop.world.redeemCodes.find(other)).toBeDefined();
    expect(shop.world.redeemCodes.find(code ?? '')).toBeDefined();
    await shop.paper.expects(customerId, {});
  });

  test('an order with another code is not hers', async () => {
    await open();
    const { memberId, customerId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    await cancel(id);
    await shop.tends(3);
    shop.passes(60_000);
    const other = { id: 'gid://shopify/Order/7', discountCodes: ['SUMMER'] };
    shop.pretends('OrderWithCode', { orders: { nodes: [other] } });
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled', orderId: null });
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
      shop = await ShopWithRewards.open(opened, () => programWith([aReward()]));
      shop.pretends('AddDiscountCodes', refused(code));
      await shop.tends(3);
      const [discount] = discountsAtShopify();
      shop.passes(2 * 60 * 60 * 1000);
      await shop.tends();
      expect(discountsAtShopify().map(({ id }) => id)).toEqual([discount?.id]);
      expect(await freeCodes()).toHaveLength(250);
    },
  );
});

describe('the job that looks after rewards', () => {
  const nextJobMs = async () => {
    const { rows } = await opened.database.pool.query<{ wait_ms: string }>(
      `SELECT extract(epoch FROM run_at - updated_at) * 1000 AS wait_ms FROM graphile_worker.jobs WHERE key = $1`,
      [`tend-rewards:${shop.paper.shop.id}:later`],
    );
    return Number(rows[0]?.wait_ms);
  };

  test('leaves Shopify alone for as long as that asks for, however much is due', async () => {
    await open();
    const { memberId } = await shop.member(1_000);
    const ids = [(await shop.redeems(memberId)).id, (await shop.redeems(memberId)).id];
    for (const id of ids) await cancel(id);
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
    await cancel(id);
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
      shop = await ShopWithRewards.open(opened, () => programWith([aReward()]));
      shop.faults.set(name, [fault, fault]);
      const { memberId, customerId } = await shop.member(500);
      await shop.tends(12, 15_000);
      const { id, code } = await shop.redeems(memberId);
      expect(code).not.toBeNull();
      await cancel(id);
      await shop.tends(8, 30_000);
      expect((await shop.redemption(id)).state).toBe('cancelled');
      await shop.paper.expects(customerId, { available: 500 });
      const [discount, ...others] = shop.world.discounts.all();
      expect(others).toEqual([]);
      const atShopify = shop.world.redeemCodes.ofDiscount(discount?.id ?? '');
      expect(atShopify.map((each) => each.code).sort()).toEqual(await freeCodes());
      expect(atShopify).toHaveLength(249);
    },
  );
});

describe('a new version', () => {
  test('has a discount of its own, and codes that members have stay good', async () => {
    await open();
    const { memberId, customerId } = await shop.member(1_000);
    const { code } = await shop.redeems(memberId);
    const steps = [{ points: 500, amount: 700 }];
    await shop.publishes(
      programWith([aReward({ gives: { kind: 'amount_off', steps, products: 'all' } })]),
    );
    await shop.tends();
    expect(shop.world.discounts.all()).toHaveLength(2);
    const better = await shop.redeems(memberId);
    expect(better).toMatchObject({ state: 'ready', amount: 700 });
    expect(shop.buys(customerId, [code ?? '']).discountCodes).toMatchObject([{ amount: 500 }]);
    const order = shop.buys(customerId, [better.code ?? '']);
    expect(order.discountCodes).toMatchObject([{ amount: 700 }]);
  });

  test('that promises the same keeps the discount, and one that nobody has a code of is deleted', async () => {
    await open();
    await shop.publishes(programWith([aReward({ name: 'A fiver', limits: [] })]));
    await shop.tends();
    expect(shop.world.discounts.all()).toHaveLength(1);
    await shop.publishes(programWith([]));
    await shop.tends();
    expect(shop.world.discounts.all()).toEqual([]);
    expect(await freeCodes()).toEqual([]);
  });
});

describe('a free product', () => {
  const firstVariant = (world: World) => {
    const [product] = world.products.all();
    const [variant] = product?.variants ?? [];
    if (!product || !variant) throw new Error('The catalogue is empty.');
    return { product, variant };
  };
  const freeBag = (world: World) =>
    programWith([
      aReward({
        gives: {
          kind: 'free_product',
          points: 500,
          products: [firstVariant(world).variant.id],
          cost: 300,
        },
      }),
    ]);

  test('frees one unit, at what it costs when it is bought', async () => {
    await open(freeBag);
    const { product, variant } = firstVariant(shop.world);
    const { memberId, customerId } = await shop.member(1_000);
    const { code } = await shop.redeems(memberId);
    const dearer = { ...variant, price: variant.price + 250 };
    const variants = product.variants.map((each) => (each.id === variant.id ? dearer : each));
    shop.world.products.put({ ...product, variants });
    await shop.tends();
    const order = shop.buys(customerId, [code ?? '']);
    expect(order.discountCodes).toMatchObject([{ amount: dearer.price }]);
    expect(order.lines[0]?.quantity).toBe(3);
  });

  test('follows its price with codes of a reward that is not offered any more', async () => {
    await open(freeBag);
    const { product, variant } = firstVariant(shop.world);
    const { memberId, customerId } = await shop.member(500);
    const { code } = await shop.redeems(memberId);
    await shop.publishes(programWith([]));
    await shop.tends();
    const dearer = { ...variant, price: variant.price + 250 };
    const variants = product.variants.map((each) => (each.id === variant.id ? dearer : each));
    shop.world.products.put({ ...product, variants });
    await shop.tends();
    const order = shop.buys(customerId, [code ?? '']);
    expect(order.discountCodes).toMatchObject([{ amount: dearer.price }]);
  });

  test('that vanished cannot be redeemed until it is back', async () => {
    await open(freeBag);
    const { product } = firstVariant(shop.world);
    const { memberId } = await shop.member(1_000);
    shop.world.products.put({ ...product, variants: product.variants.slice(1) });
    await shop.tends();
    expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'unavailable' });
    shop.world.products.put(product);
    await shop.tends();
    expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'redeemed' });
  });
});

test('what Shopify refuses gives the points back, and says why', async () => {
  const scope = { products: ['999'], collections: [], vendors: [], types: [], tags: [] };
  const gives = { kind: 'percentage_off', points: 500, percent: 10, products: scope } as const;
  shop = await ShopWithRewards.open(opened, () => programWith([aReward({ gives })]));
  const { memberId, customerId } = await shop.member(500);
  const { id } = await shop.redeems(memberId);
  await shop.tends();
  expect(await shop.redemption(id)).toMatchObject({ state: 'failed', problem: 'unavailable' });
  await shop.paper.expects(customerId, { available: 500 });
  const { rows } = await opened.database.pool.query<{ problem: string }>(
    'SELECT problem FROM reward_discounts WHERE shop_id = $1',
    [shop.paper.shop.id],
  );
  expect(rows[0]?.problem).toContain('Product with id: 999 is invalid');
  expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'unavailable' });
});
