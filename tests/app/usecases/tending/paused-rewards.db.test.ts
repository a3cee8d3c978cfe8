import { describe, expect, test } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { readHome } from '#app/usecases/shops/read-home.server.ts';
import { readRewards } from '#app/usecases/tending/read-rewards.server.ts';
import type { World } from '#sandbox/world.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program: (world: World) => Program): Promise<void> {
  shop = await openShop(program);
  await shop.tends();
}

/** 5.00 EUR off some products, or off what is in some collections. */
function offOnly(scope: { products?: string[]; collections?: string[] }): Reward {
  const products = { products: [], collections: [], vendors: [], types: [], tags: [], ...scope };
  return aReward({
    gives: { kind: 'amount_off', steps: [{ points: 500, amount: 500 }], products },
  });
}

const firstProducts = (world: World, count: number) =>
  world.products
    .all()
    .slice(0, count)
    .map(({ id }) => id);
const firstCollection = (world: World) => world.collections.all()[0]?.id ?? '';

const shown = async () => (await readRewards(shop.services, shop.paper.shop)).rewards[0];
const pausedAtHome = async () => (await readHome(shop.services, shop.paper.shop.id)).rewards.paused;

async function lastAction(): Promise<string | undefined> {
  const [entry] = await listAuditEntries(shop.paper.database.pool, shop.paper.shop.id, null, 1);
  return entry?.action;
}

describe('a reward whose products are all gone', () => {
  test('is paused: nobody can redeem it, and the merchant is told why', async () => {
    await open((world) => programWith([offOnly({ products: firstProducts(world, 2) })]));
    expect(await shown()).toMatchObject({ standing: 'available', missing: [] });
    const products = firstProducts(shop.world, 2);
    for (const id of products) shop.world.commands.deleteProduct(id);
    await shop.tends();
    const missing = products.map((id) => ({ kind: 'product', id }));
    expect(await shown()).toMatchObject({ standing: 'paused', missing });
    expect(await pausedAtHome()).toBe(1);
    expect(await lastAction()).toBe('reward.paused');
    const { memberId } = await shop.member(1_000);
    expect(await shop.tries({ memberId })).toEqual({ outcome: 'unavailable', problem: 'paused' });
  });

  test('goes on once the program is about others', async () => {
    await open((world) => programWith([offOnly({ products: firstProducts(world, 1) })]));
    const [gone = ''] = firstProducts(shop.world, 1);
    shop.world.commands.deleteProduct(gone);
    await shop.tends();
    shop.passes(60_000);
    await shop.publishes(programWith([offOnly({ products: firstProducts(shop.world, 1) })]));
    await shop.tends();
    expect(await shown()).toMatchObject({ standing: 'available', missing: [] });
    expect(await pausedAtHome()).toBe(0);
    const { memberId } = await shop.member(1_000);
    await shop.redeems(memberId);
  });
});

test('a reward of which something is left goes on, and says what is gone', async () => {
  await open((world) => programWith([offOnly({ products: firstProducts(world, 2) })]));
  const [gone = ''] = firstProducts(shop.world, 2);
  shop.world.commands.deleteProduct(gone);
  await shop.tends();
  expect(await shown()).toMatchObject({
    standing: 'available',
    missing: [{ kind: 'product', id: gone }],
  });
  const { memberId } = await shop.member(1_000);
  await shop.redeems(memberId);
});

test('a reward whose collection is gone is paused', async () => {
  await open((world) => programWith([offOnly({ collections: [firstCollection(world)] })]));
  shop.world.commands.deleteCollection(firstCollection(shop.world));
  await shop.tends();
  expect(await shown()).toMatchObject({ standing: 'paused' });
});

test('while Shopify does not answer nothing is taken for gone', async () => {
  await open((world) => programWith([offOnly({ products: firstProducts(world, 1) })]));
  shop.faults.set('Existing', ['away', 'away', 'away', 'away']);
  await shop.tends(3);
  expect(await shown()).toMatchObject({ standing: 'available', missing: [] });
});

test('an experience that nobody came for in time has expired, and its points are spent', async () => {
  const gives = { kind: 'experience', points: 500, cost: 0 } as const;
  await open(() => programWith([aReward({ gives, validDays: 30 })]));
  const { memberId } = await shop.member(1_000);
  const { id } = await shop.redeems(memberId);
  shop.passes(29 * 24 * 60 * 60 * 1_000);
  await shop.tends(1);
  expect(await shop.redemption(id)).toMatchObject({ state: 'ready' });
  shop.passes(25 * 60 * 60 * 1_000);
  await shop.tends(1);
  expect(await shop.redemption(id)).toMatchObject({ state: 'expired' });
  const { rows } = await shop.paper.database.pool.query(
    'SELECT available, held FROM accounts WHERE shop_id = $1 AND member_id = $2',
    [shop.paper.shop.id, memberId],
  );
  expect(rows).toEqual([{ available: '500', held: '0' }]);
});
