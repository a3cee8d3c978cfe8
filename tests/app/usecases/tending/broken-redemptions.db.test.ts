import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import { ShopWithRewards } from '../support/shop-with-rewards.ts';

/** More than any small number that a run might bear with. */
const BROKEN = 7;

let opened: TestDatabase;
let shop: ShopWithRewards;
beforeAll(async () => {
  await loadAdminSchema();
  opened = await openTestDatabase();
  // Whatever is done with a redemption that breaks, the database refuses it.
  await opened.database.pool.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'it breaks'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF state ON redemptions FOR EACH ROW
      WHEN (OLD.choice = 'breaks') EXECUTE FUNCTION refuse()`);
});
afterAll(() => opened.close());
beforeEach(async () => {
  shop = await ShopWithRewards.open(opened, () => programWith([aReward()]));
});
afterEach(() => shop.close());

async function breaks(id: string): Promise<void> {
  await opened.database.pool.query(
    `UPDATE redemptions SET choice = 'breaks' WHERE shop_id = $1 AND id = $2`,
    [shop.paper.shop.id, id],
  );
}

/** Members who redeem one after the other, all of whose redemptions break but for that of the last. */
async function redeemAll(): Promise<{
  memberId: Awaited<ReturnType<ShopWithRewards['member']>>;
  ids: string[];
}> {
  const ids: string[] = [];
  for (let nth = 1; ; nth += 1) {
    const member = await shop.member(500);
    const { id } = await shop.redeems(member.memberId);
    ids.push(id);
    if (nth > BROKEN) return { memberId: member, ids };
    shop.passes(1_000);
  }
}

test('many that wait for a code and break keep nobody behind them waiting', async () => {
  const { ids } = await redeemAll();
  const last = ids.pop() ?? '';
  for (const id of ids) await breaks(id);
  await expect(shop.tends(1)).rejects.toThrow('it breaks');
  shop.passes(5_000);
  await expect(shop.tends(1)).rejects.toThrow('it breaks');
  expect(await shop.redemption(last)).toMatchObject({ state: 'ready' });
  shop.passes(5_000);
  // The queue hears of it again once they are due, and not before.
  await shop.tends(1, 0);
  const [first = ''] = ids;
  expect((await shop.redemption(first)).retryAt?.getTime()).toBeGreaterThan(shop.now.getTime());
});

test('many cancellations and used codes that break keep nobody behind them waiting', async () => {
  await shop.tends();
  const { memberId: member, ids } = await redeemAll();
  const last = ids.pop() ?? '';
  const [used = '', ...cancelled] = ids;
  for (const id of [...cancelled, last]) {
    const asked = { redemptionId: id, memberId: null };
    await cancelRedemption(shop.services, shop.paper.shop.id, asked);
  }
  const { code } = await shop.redemption(used);
  await shop.hearsOf(shop.buys(member.customerId, [code ?? '']).id);
  for (const id of ids) await breaks(id);
  for (let run = 0; run < 12; run += 1) {
    await shop.tends(1).catch(() => undefined);
    shop.passes(10_000);
  }
  expect(await shop.redemption(last)).toMatchObject({ state: 'cancelled' });
});
