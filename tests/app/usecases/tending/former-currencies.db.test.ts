import { expect, test } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { grantReward } from '#app/usecases/redeeming/grant-reward.server.ts';
import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import type { World } from '#sandbox/world.ts';
import { balancesOf } from '#tests/support/ledger.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(change: (world: World) => Partial<Reward> = () => ({})): Promise<void> {
  shop = await openShop((world) => programWith([aReward(change(world))]));
}

/** The merchant changes the shop's currency, and the app hears of it. */
async function changesCurrency(): Promise<void> {
  shop.world.shop.put({ ...shop.world.shop.get(), currency: 'USD' });
  await shop.paper.database.pool.query(`UPDATE shops SET currency = 'USD' WHERE id = $1`, [
    shop.paper.shop.id,
  ]);
}

const redeemsInDollars = async (
  memberId: Awaited<ReturnType<ShopWithRewards['member']>>['memberId'],
) => {
  const paper = { ...shop.paper.shop, currency: 'USD' };
  const cause = { kind: 'member', id: `dollars-${memberId}` } as const;
  const asked = { memberId, rewardKey: 'five-off', asks: { points: 500, choice: null }, cause };
  const [outcome] = await shop.paper.run((sql) => redeemRewards(sql, paper, [asked], shop.now));
  return outcome;
};

test('a code of the former currency is withdrawn, and the points go back', async () => {
  await open();
  await shop.tends();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  await changesCurrency();
  await shop.tends(1, 0);
  expect(shop.codeAtShopify(code)).toBeUndefined();
  const [entry] = await listAuditEntries(shop.paper.database.pool, shop.paper.shop.id, null, 1);
  expect(entry).toMatchObject({
    action: 'reward.discount_withdrawn',
    detail: { reward: 'five-off', codes: 1 },
  });
  await shop.tends(10);
  expect(await shop.redemption(id)).toMatchObject({
    state: 'failed',
    problem: 'currency_changed',
    currency: 'EUR',
  });
  expect(await balancesOf(shop.paper.database, shop.paper.shop, customerId)).toMatchObject({
    available: 500,
    held: 0,
  });
  expect(await redeemsInDollars(memberId)).toMatchObject({
    outcome: 'redeemed',
    redemption: { state: 'ready', currency: 'USD' },
  });
});

test('a code that was used before is used, and its points stay spent', async () => {
  await open();
  await shop.tends();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  const order = shop.buys(customerId, [code ?? '']);
  await changesCurrency();
  await shop.tends(10);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id });
});

test('who waits for a code of the former currency has her points back', async () => {
  await open();
  const { memberId, customerId } = await shop.member(500);
  const { id } = await shop.redeems(memberId);
  await changesCurrency();
  await shop.tends(10);
  expect(await shop.redemption(id)).toMatchObject({ state: 'failed', problem: 'currency_changed' });
  expect(await balancesOf(shop.paper.database, shop.paper.shop, customerId)).toMatchObject({
    available: 500,
  });
});

test('what was won is given in the new currency, as the version in force has it', async () => {
  await open();
  await shop.tends();
  const { memberId } = await shop.member(0);
  const cause = { kind: 'tier', id: 'gold' } as const;
  const prize = { memberId, rewardKey: 'five-off', cause };
  const won = await shop.paper.run((sql) => grantReward(sql, shop.paper.shop, prize, shop.now));
  const id = won.outcome === 'redeemed' ? won.redemption.id : '';
  await changesCurrency();
  const gives = { kind: 'amount_off' as const, steps: [{ points: 500, amount: 600 }] };
  await shop.publishes(programWith([aReward({ gives: { ...gives, products: 'all' } })]));
  await shop.tends(12);
  const after = await shop.redemption(id);
  expect(after).toMatchObject({ state: 'ready', amount: 600, currency: 'USD' });
  const code = shop.codeAtShopify(after.code);
  expect(shop.world.discounts.get(code?.discountId ?? '')?.offer).toMatchObject({
    value: { amount: 600 },
  });
});

test.each([
  [
    'a percentage keeps its code',
    { kind: 'percentage_off', points: 500, percent: 10, products: 'all' },
  ],
  ['free shipping keeps its code', { kind: 'free_shipping', points: 500, upTo: null }],
] as const)('%s', async (_what, gives) => {
  await open(() => ({ gives }));
  await shop.tends();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  await changesCurrency();
  await shop.tends(10);
  expect(await shop.redemption(id)).toMatchObject({ state: 'ready', code });
  const order = shop.buys(customerId, [code ?? '']);
  await shop.hearsOf(order.id);
  await shop.tends(1);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
});

test('a free product is given by another code', async () => {
  await open((world) => {
    const products = [world.products.all()[0]?.variants[0]?.id ?? ''];
    return { gives: { kind: 'free_product', points: 500, products, cost: 0 } };
  });
  await shop.tends();
  const { memberId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  await changesCurrency();
  await shop.tends(12);
  const after = await shop.redemption(id);
  expect(after).toMatchObject({ state: 'ready', currency: 'USD' });
  expect(after.code).not.toBe(code);
  expect(shop.codeAtShopify(after.code)).toBeDefined();
});

test.each(['away', 'answer_lost'] as const)(
  'while Shopify is %s nothing is taken for withdrawn',
  async (fault) => {
    await open();
    await shop.tends();
    const { memberId } = await shop.member(500);
    const { id } = await shop.redeems(memberId);
    await changesCurrency();
    shop.faults.set('DeleteDiscount', [fault]);
    await tendRewards(shop.services, shop.paper.shop.id);
    shop.passes(60_000);
    await shop.tends(10);
    expect(await shop.redemption(id)).toMatchObject({ state: 'failed' });
  },
);
