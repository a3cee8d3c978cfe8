import { describe, expect, test } from 'vitest';

import type { World } from '#sandbox/world.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program?: Parameters<typeof openShop>[0]): Promise<void> {
  shop = await openShop(program);
  await shop.tends();
}

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
    expect(await shop.freeCodes()).toEqual([]);
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
