import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Order } from '#sandbox/store/order-types.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import { cancelRedemption } from '#app/usecases/redemptions/cancel-redemption.server.ts';
import type { RedeemedReward } from '#app/usecases/redeeming/asked-reward.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { Fault } from '../support/faulty-admin-api.ts';
import { ShopWithRewards } from '../support/shop-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PRICE = 500;
const POINTS = 4 * PRICE;

let opened: TestDatabase;
beforeAll(async () => {
  await loadAdminSchema();
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const which = fc.nat({ max: 3 });
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redeems' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancels' as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('buys' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('comes_back' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('is_heard' as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tends' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('passes' as const),
      ms: fc.constantFrom(10_000, 60_000, 20 * DAY_MS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fails' as const),
      operation: fc.constantFrom(
        'DiscountCode',
        'DeleteDiscountCodes',
        'OrderWithCode',
        'AddDiscountCodes',
      ),
      fault: fc.constantFrom<Fault[]>('away', 'answer_lost', 'nonsense', 'throttled'),
    }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** A member who redeems, cancels and buys, and a Shopify that answers or not. */
class Life {
  readonly redeemed: RedeemedReward[] = [];
  readonly orders = new Map<string, { readonly order: Order; isBack: boolean }>();
  readonly shop: ShopWithRewards;
  private readonly member: Awaited<ReturnType<ShopWithRewards['member']>>;

  constructor(shop: ShopWithRewards, member: Awaited<ReturnType<ShopWithRewards['member']>>) {
    this.shop = shop;
    this.member = member;
  }

  async happens(happening: Event): Promise<void> {
    const { shop } = this;
    switch (happening.kind) {
      case 'redeems': {
        const outcome = await shop.tries({ memberId: this.member.memberId });
        if (outcome.outcome === 'redeemed') this.redeemed.push(outcome.redemption);
        return;
      }
      case 'cancels':
        return this.cancels(happening.which);
      case 'buys':
        return this.buys(happening.which);
      case 'comes_back': {
        const bought = [...this.orders.values()][happening.which];
        if (!bought || bought.isBack) return;
        shop.comesBack(bought.order.id);
        bought.isBack = true;
        return;
      }
      case 'is_heard': {
        const bought = [...this.orders.values()][happening.which];
        if (bought) await shop.hearsOf(bought.order.id);
        return;
      }
      case 'tends':
        await Promise.all([shop.tends(1), shop.tends(1)]);
        return;
      case 'passes':
        shop.passes(happening.ms);
        return;
      case 'fails':
        shop.faults.set(happening.operation, [happening.fault]);
    }
  }

  private async cancels(index: number): Promise<void> {
    const one = this.redeemed[index];
    if (!one) return;
    const { shop, services } = { shop: this.shop.paper.shop, services: this.shop.services };
    const asked = { redemptionId: one.id, memberId: this.member.memberId };
    await Promise.all([
      cancelRedemption(services, shop.id, asked),
      cancelRedemption(services, shop.id, asked),
    ]);
  }

  private async buys(index: number): Promise<void> {
    const one = this.redeemed[index];
    const { code } = one ? await this.shop.redemption(one.id) : { code: null };
    if (!one || code === null || this.orders.has(one.id)) return;
    try {
      const order = this.shop.buys(this.member.customerId, [code]);
      this.orders.set(one.id, { order, isBack: false });
    } catch {
      // The code is gone, or over.
    }
  }

  /** Shopify answers again, everything is heard, and the jobs have done what there was to do. */
  async quiets(): Promise<void> {
    this.shop.faults.clear();
    for (const { order } of this.orders.values()) await this.shop.hearsOf(order.id);
    for (let round = 0; round < 8; round += 1) {
      await this.shop.tends(1);
      this.shop.passes(15 * 60_000);
    }
  }

  /** What each redemption has to be by what really happened, and whether its points are gone. */
  async expectEnd(): Promise<void> {
    let gone = 0;
    for (const { id } of this.redeemed) {
      const { state, problem, code } = await this.shop.redemption(id);
      const bought = this.orders.get(id);
      if (bought) expect(state).toBe(bought.isBack ? 'returned' : 'used');
      else expect(state).toMatch(/^(ready|cancelled|expired|failed)$/);
      if (state === 'cancelled' && code !== null) {
        expect(this.shop.world.redeemCodes.find(code)).toBeUndefined();
      }
      if (state === 'used' && problem !== 'points_missing') gone += PRICE;
      if (state === 'ready' || state === 'expired') gone += PRICE;
    }
    await this.shop.paper.expects(this.member.customerId, { available: POINTS - gone });
    await expectBalancedLedger(opened.database, this.shop.paper.shop);
  }
}

test('whatever is cancelled, used, returned, late or lost: points and codes follow what really happened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 6, maxLength: 16 }), async (events) => {
      const program = programWith([aReward({ validDays: 30 })]);
      const shop = await ShopWithRewards.open(opened, () => program);
      try {
        await shop.tends(4);
        const life = new Life(shop, await shop.member(POINTS));
        for (const each of events) await life.happens(each);
        await life.quiets();
        await life.expectEnd();
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 15 },
  );
}, 300_000);
