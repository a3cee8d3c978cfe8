import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

import { type ComparedShop, openComparedShop } from './compared-shop.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { expectBalancedLedger } from './ledger.ts';

/**
 * For the top of a file whose tests each begin with a shop of their own to compare with Shopify. When a test is over, its
 * shop's ledger is held to its laws.
 * @param enter is given the shop, before each test
 */
export function beginInComparedShop(enter: (shop: ComparedShop) => void): void {
  let opened: TestDatabase;
  let shop: ComparedShop;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  beforeEach(async () => {
    shop = await openComparedShop(opened.database);
    enter(shop);
  });
  afterEach(async () => {
    await expectBalancedLedger(opened.database, shop.shop);
    await shop.close();
  });
  afterAll(() => opened.close());
}
