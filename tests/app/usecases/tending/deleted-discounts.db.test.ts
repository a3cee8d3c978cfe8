import { expect, test } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import { doubtDiscounts } from '#app/db/redemptions/standing-discounts.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { readRewards } from '#app/usecases/tending/read-rewards.server.ts';
import { grantReward } from '#app/usecases/redeeming/grant-reward.server.ts';
import { balancesOf } from '#tests/support/ledger.ts';

import { programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program?: Program): Promise<void> {
  shop = await openShop(program);
  await shop.tends();
}

/** The merchant deletes every discount in Shopify's admin. @returns their ids */
function deletesAll(): string[] {
  const ids = shop.world.discounts.all().map(({ id }) => id);
  for (const id of ids) shop.world.commands.deleteDiscount(id);
  return ids;
}

/** Word of it arrives. */
const hears = (ids: readonly string[]) =>
  doubtDiscounts(shop.paper.database.pool, shop.paper.shop.id, ids);

async function noticesOf(kind: string): Promise<number> {
  const { rows } = await shop.paper.database.pool.query(
    'SELECT FROM notices WHERE shop_id = $1 AND kind = $2',
    [shop.paper.shop.id, kind],
  );
  return rows.length;
}

test('nobody gets a code of a discount that is said to be gone', async () => {
  await open();
  expect(await hears(deletesAll())).toBe(true);
  const { memberId, customerId } = await shop.member(1_000);
  const { state } = await shop.redeems(memberId);
  expect(state).toBe('pending');
  expect(await balancesOf(shop.paper.database, shop.paper.shop, customerId)).toMatchObject({
    available: 500,
    held: 500,
  });
  await shop.tends();
  const redemptions = await shop.redeems(memberId);
  expect(shop.codeAtShopify(redemptions.code)).toBeDefined();
});

test('word of another discount, or a wrong one, changes nothing', async () => {
  await open();
  expect(await hears(['1'])).toBe(false);
  const ids = shop.world.discounts.all().map(({ id }) => id);
  expect(await hears(ids)).toBe(true);
  await shop.tends(1);
  expect(shop.world.discounts.all().map(({ id }) => id)).toEqual(ids);
  const { memberId } = await shop.member(500);
  expect(await shop.redeems(memberId)).toMatchObject({ state: 'ready' });
});

test('whoever had a code gets another, and is told; the merchant finds it in the log', async () => {
  await open();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  deletesAll();
  await shop.tends(1, 0);
  expect(await shop.redemption(id)).toMatchObject({ state: 'pending', problem: 'code_lost' });
  const [entry] = await listAuditEntries(shop.paper.database.pool, shop.paper.shop.id, null, 1);
  expect(entry).toMatchObject({
    action: 'reward.discount_deleted',
    detail: { reward: 'five-off', codes: 1 },
  });
  await shop.tends(12);
  const after = await shop.redemption(id);
  expect(after).toMatchObject({ state: 'ready', problem: null, points: 500 });
  expect(after.code).not.toBe(code);
  expect(shop.codeAtShopify(after.code)).toBeDefined();
  expect(await noticesOf('code_replaced')).toBe(1);
  const { shop: paper } = shop.paper;
  expect(await balancesOf(shop.paper.database, paper, customerId)).toMatchObject({ held: 0 });
  const order = shop.buys(customerId, [after.code ?? '']);
  await shop.hearsOf(order.id);
  await shop.tends(1);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id });
});

test('days after it was redeemed, and where the reward is not offered any more, it is owed still', async () => {
  await open();
  const { memberId } = await shop.member(500);
  const { id } = await shop.redeems(memberId);
  shop.passes(3 * 24 * 60 * 60 * 1_000);
  await shop.publishes(programWith([]));
  await shop.tends(2);
  deletesAll();
  await shop.tends(12);
  const after = await shop.redemption(id);
  expect(after).toMatchObject({ state: 'ready' });
  expect(shop.codeAtShopify(after.code)).toBeDefined();
});

test('what was won is owed, too', async () => {
  await open();
  const { memberId } = await shop.member(0);
  const cause = { kind: 'tier', id: 'gold' } as const;
  const prize = { memberId, rewardKey: 'five-off', cause };
  const won = await shop.paper.run((sql) => grantReward(sql, shop.paper.shop, prize, shop.now));
  deletesAll();
  await shop.tends(12);
  const id = won.outcome === 'redeemed' ? won.redemption.id : '';
  const after = await shop.redemption(id);
  expect(shop.codeAtShopify(after.code)).toBeDefined();
});

test('a code that was used just before the discount was deleted stays used', async () => {
  await open();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  const order = shop.buys(customerId, [code ?? '']);
  deletesAll();
  await shop.tends(12);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id, code });
  expect(await noticesOf('code_replaced')).toBe(0);
});

test('who gives up waiting for another code has her points back', async () => {
  await open();
  const { memberId, customerId } = await shop.member(500);
  const { id } = await shop.redeems(memberId);
  deletesAll();
  await shop.tends(1);
  const asked = { redemptionId: id, memberId };
  expect(await cancelRedemption(shop.services, shop.paper.shop.id, asked)).toBe('cancelled');
  await shop.tends(12);
  expect(await shop.redemption(id)).toMatchObject({ state: 'cancelled' });
  expect(await balancesOf(shop.paper.database, shop.paper.shop, customerId)).toMatchObject({
    available: 500,
  });
});

test('while Shopify does not answer no discount is taken for gone', async () => {
  await open();
  shop.faults.set('Existing', ['away', 'away', 'away', 'away']);
  await shop.tends(2);
  const rewards = await readRewards(shop.services, shop.paper.shop);
  expect(rewards.rewards[0]).toMatchObject({ standing: 'available' });
});
