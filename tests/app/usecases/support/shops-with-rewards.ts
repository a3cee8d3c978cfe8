import { afterAll, afterEach, beforeAll } from 'vitest';

import type { Program } from '#app/loyalty/program/program.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import type { World } from '#sandbox/world.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';

import { aReward, programWith } from './a-reward.ts';
import { ShopWithRewards } from './shop-with-rewards.ts';

/** What a shop's program is made of: nothing but itself, or what the sandbox's shop sells. */
type ProgramOfShop = Program | ((world: World) => Program);

/**
 * For the top of a file whose tests open a shop with rewards each: all of them in one database, and whichever a test opened is
 * held to the laws of the ledger and closed when the test is over.
 * @returns opens a shop with this program, of one reward unless told otherwise; nothing has been done for its rewards yet
 */
export function shopsWithRewards(): (program?: ProgramOfShop) => Promise<ShopWithRewards> {
  let opened: TestDatabase;
  const shops: ShopWithRewards[] = [];
  beforeAll(async () => {
    await loadAdminSchema();
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());
  afterEach(async () => {
    for (const shop of shops.splice(0)) {
      try {
        await expectBalancedLedger(opened.database, shop.paper.shop);
      } finally {
        await shop.close();
      }
    }
  });
  return async (program = programWith([aReward()])) => {
    const read = typeof program === 'function' ? program : () => program;
    const shop = await ShopWithRewards.open(opened, read);
    shops.push(shop);
    return shop;
  };
}
