import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

import { openTestDatabase, type TestDatabase } from './database.ts';
import { expectBalancedLedger } from './ledger.ts';
import { openPayingShop, type PayingMember, type PayingShop } from './paying-shop.ts';

/** What a test begins with. */
interface Opened {
  readonly shop: PayingShop;
  /** A member of the shop. */
  readonly ida: PayingMember;
}

/**
 * For the top of a file whose tests each begin with a shop of their own that pays out, and a member of it. When a test is over,
 * its shop's ledger is held to its laws.
 * @param enter is given what was opened, before each test
 */
export function beginInPayingShop(enter: (opened: Opened) => void): void {
  let opened: TestDatabase;
  let shop: PayingShop;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  beforeEach(async () => {
    shop = await openPayingShop(opened.database);
    enter({ shop, ida: await shop.join() });
  });
  afterEach(async () => {
    await expectBalancedLedger(opened.database, shop.shop);
    await shop.sandbox.close();
  });
  afterAll(() => opened.close());
}
