import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { spendHeldPoints } from '#app/usecases/redeeming/end-hold.server.ts';
import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openPayingShop, type PayingMember, type PayingShop } from '#tests/support/paying-shop.ts';

const DAY_MINUTES = 24 * 60;

let opened: TestDatabase;
let shop: PayingShop;
let ida: PayingMember;
let ben: PayingMember;

beforeAll(async () => {
  opened = await openTestDatabase();
});
beforeEach(async () => {
  shop = await openPayingShop(opened.database);
  ida = await shop.join();
  ben = await shop.join();
});
afterEach(() => shop.sandbox.close());
afterAll(() => opened.close());

/** A redemption whose points have moved without it: by the laws it cannot be, and it cannot be ended. */
async function impossible(member: PayingMember, rewardKey: string): Promise<string> {
  const id = await shop.redeem(member, rewardKey);
  await inTransaction(opened.database, (sql) =>
    spendHeldPoints(sql, shop.shop.id, `reward:${id}`, shop.services.clock.now()),
  );
  return id;
}

test.each(['credit', 'card'])(
  'a %s keeps nobody else’s waiting, and is not paid again',
  async (kind) => {
    const broken = await impossible(ida, kind);
    const id = await shop.redeem(ben, kind);
    await expect(shop.payOut()).rejects.toThrow('had ended before');
    for (let minute = 0; minute < 30; minute += 1) {
      shop.pass(1);
      await shop.payOut().catch(() => undefined);
    }
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
    expect(await shop.redemption(broken)).toMatchObject({ state: 'pending', problem: 'broke_off' });
    const cards = shop.sandbox.world.giftCards.all().map(({ customerId }) => customerId);
    const paid = kind === 'card' ? cards : [ida, ben].flatMap((one) => shop.creditsOf(one));
    expect(paid).toHaveLength(2);
  },
);

test('an experience keeps nobody else’s from ending, and the job fails', async () => {
  const broken = await impossible(ida, 'tasting');
  const id = await shop.redeem(ben, 'tasting');
  shop.pass(61 * DAY_MINUTES);
  await expect(tendRewards(shop.services, shop.shop.id)).rejects.toThrow('had ended before');
  expect(await shop.redemption(id)).toMatchObject({ state: 'expired' });
  expect(await shop.redemption(broken)).toMatchObject({ state: 'ready' });
});
