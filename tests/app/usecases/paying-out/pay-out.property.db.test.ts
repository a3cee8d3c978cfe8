import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { PlannedApiFault } from '#sandbox/store/api-fault-types.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';
import { openPayingShop, type PayingMember, type PayingShop } from '#tests/support/paying-shop.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const fault = fc.record({
  operation: fc.constantFrom(
    'storeCreditAccountCredit',
    'storeCreditAccountCredit',
    'giftCardCreate',
    'customer',
    'giftCards',
  ),
  fault: fc.constantFrom<PlannedApiFault['fault'][]>(
    'timed_out',
    'nonsense',
    'unavailable',
    'throttled',
  ),
  calls: fc.integer({ min: 1, max: 4 }),
});

/** Twenty minutes each. */
const QUIET_ROUNDS_MAX = 200;

/** Somebody redeems, something is going to fail, so many jobs run at once, and some minutes pass. */
const event = fc.record({
  redeems: fc.option(
    fc.record({
      member: fc.nat({ max: 1 }),
      reward: fc.constantFrom('credit', 'credit-for-a-year', 'card'),
    }),
  ),
  fault: fc.option(fault),
  jobs: fc.integer({ min: 0, max: 3 }),
  minutes: fc.integer({ min: 0, max: 10 }),
});

async function happen(
  shop: PayingShop,
  members: readonly PayingMember[],
  {
    redeems,
    fault: planned,
    jobs,
    minutes,
  }: typeof event extends fc.Arbitrary<infer E> ? E : never,
): Promise<void> {
  const member = redeems && members[redeems.member];
  if (member) await shop.redeem(member, redeems.reward);
  if (planned) shop.plan(planned.operation, planned);
  await Promise.all(Array.from({ length: jobs }, () => shop.payOut()));
  shop.pass(minutes);
}

/** Each redemption is worth 5.00 and 100 points: what was spent is what was paid, and nothing was paid twice. */
async function expectPaidOnce(shop: PayingShop, members: PayingMember[]): Promise<void> {
  const { rows } = await opened.database.pool.query<{
    state: string;
    member_id: string;
    kind: string;
  }>(`SELECT state, member_id, kind FROM redemptions WHERE shop_id = $1`, [shop.shop.id]);
  for (const member of members) {
    const own = rows.filter(({ member_id: id }) => id === member.memberId);
    const count = (kind: string, ...states: string[]) =>
      own.filter((row) => row.kind === kind && states.includes(row.state)).length;
    const credits = shop.creditsOf(member).length;
    const cards = shop.sandbox.world.giftCards
      .all()
      .filter(({ customerId }) => customerId === member.customerId).length;
    expect(credits).toBeGreaterThanOrEqual(count('store_credit', 'used'));
    expect(credits).toBeLessThanOrEqual(count('store_credit', 'used', 'pending', 'doubtful'));
    expect(cards).toBeGreaterThanOrEqual(count('gift_card', 'used'));
    expect(cards).toBeLessThanOrEqual(count('gift_card', 'used', 'pending', 'doubtful'));
    const held = own.filter(({ state }) => state === 'pending' || state === 'doubtful').length;
    const spent = own.filter(({ state }) => state === 'used').length;
    const balances = { held: held * 100, available: 1_000 - (held + spent) * 100 };
    expect(await shop.balances(member)).toMatchObject(balances);
  }
}

/**
 * Whether somebody still waits for what she redeemed, and no person was asked to decide. Store credit waits behind another
 * of the same customer of which only a person can say what became of it.
 */
async function isWaiting({ shop }: PayingShop): Promise<boolean> {
  const { rows } = await opened.database.pool.query(
    `SELECT FROM redemptions r WHERE shop_id = $1 AND state NOT IN ('used', 'doubtful')
       AND NOT (kind = 'store_credit' AND EXISTS (
         SELECT FROM redemptions first WHERE first.shop_id = $1 AND first.member_id = r.member_id
           AND first.kind = 'store_credit' AND first.state = 'doubtful'))
     LIMIT 1`,
    [shop.id],
  );
  return rows.length > 0;
}

test('whatever gets lost, nobody is paid twice, and when all is quiet everybody is paid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 10 }), async (events) => {
      const shop = await openPayingShop(opened.database);
      try {
        const members = [await shop.join(), await shop.join()];
        for (const one of events) {
          await happen(shop, members, one);
          await expectPaidOnce(shop, members);
        }
        shop.sandbox.world.plannedApiFaults.put([]);
        // Days, should it take them: how often an answer got lost before depends on the machine, too.
        for (let round = 0; round < QUIET_ROUNDS_MAX && (await isWaiting(shop)); round += 1) {
          await shop.payOut();
          shop.pass(20);
        }
        await expectPaidOnce(shop, members);
        expect(await isWaiting(shop)).toBe(false);
        await expectBalancedLedger(opened.database, shop.shop);
      } finally {
        await shop.sandbox.close();
      }
    }),
    { numRuns: 12 },
  );
}, 240_000);
