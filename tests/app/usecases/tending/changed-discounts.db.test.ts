import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { listAuditEntries } from '#app/db/shops/audit-log.server.ts';
import { askForComparing } from '#app/db/redemptions/standing-discounts.server.ts';
import { forgetCodes } from '#app/db/redemptions/missing-codes.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { readRewards } from '#app/usecases/tending/read-rewards.server.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import type { Discount, DiscountChange } from '#sandbox/store/discount-types.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import { ShopWithRewards } from '../support/shop-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

let opened: TestDatabase;
let shop: ShopWithRewards;
beforeAll(async () => {
  await loadAdminSchema();
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
afterEach(async () => {
  await expectBalancedLedger(opened.database, shop.paper.shop);
  await shop.close();
});

async function open(
  program: (world: ShopWithRewards['world']) => Program = () => programWith([aReward()]),
): Promise<Discount> {
  shop = await ShopWithRewards.open(opened, program);
  await shop.tends();
  return theDiscount();
}

/** The discount by which is redeemed now. */
function theDiscount(): Discount {
  const [discount] = shop.world.discounts.all();
  if (!discount) throw new Error('there is no discount');
  return discount;
}

/** All that a code of a discount gives and asks for. */
function meaningOf({ title: _title, updatedAt: _updatedAt, offer, ...meaning }: Discount) {
  if (offer.kind !== 'basic' || offer.items.kind !== 'products') return { ...meaning, offer };
  const items = { ...offer.items, productIds: offer.items.productIds.toSorted() };
  return { ...meaning, offer: { ...offer, items } };
}

/** Word arrives that a discount was changed. */
const hears = (id: string) => askForComparing(opened.database.pool, shop.paper.shop.id, [id]);

const logged = async (action: string) =>
  (await listAuditEntries(opened.database.pool, shop.paper.shop.id, null, 50)).filter(
    (entry) => entry.action === action,
  );

const somethingElse = { kind: 'percentage', fraction: 0.5 } as const;
const byOther: readonly (readonly [string, string, DiscountChange | 'off'])[] = [
  ['switched off', 'end', 'off'],
  ['made to begin later', 'start', { startsAt: '2100-01-01T00:00:00Z' }],
  ['made to end earlier', 'end', { endsAt: '2100-01-01T00:00:00Z' }],
  [
    'made to give something else',
    'value',
    { offer: { kind: 'basic', items: { kind: 'all' }, value: somethingElse } },
  ],
  [
    'made to give it on each item',
    'value',
    {
      offer: {
        kind: 'basic',
        items: { kind: 'all' },
        value: { kind: 'amount', amount: 500, onEachItem: true },
      },
    },
  ],
  ['used as often as one likes', 'uses', { usageLimit: null }],
  ['made to ask for more', 'minimum', { minimum: { kind: 'subtotal', amount: 9_900 } }],
  [
    'combined otherwise',
    'combinations',
    { combinesWith: { order: true, product: false, shipping: true } },
  ],
  ['for nobody', 'buyers', { context: { kind: 'customers', ids: [] } }],
];

describe('a discount that staff change at Shopify', () => {
  test.each(byOther)('%s is set right, and the log says so', async (_what, differs, change) => {
    const before = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    shop.passes(60_000);
    if (change === 'off') shop.world.commands.switchDiscount(before.id, 'off');
    else shop.world.commands.changeDiscount(before.id, change);
    expect(await hears(before.id)).toBe(true);
    await shop.tends(2);
    expect(meaningOf(theDiscount())).toEqual({
      ...meaningOf(before),
      ...(differs === 'start' && { startsAt: expect.any(String) as string }),
    });
    expect(await logged('reward.discount_changed')).toMatchObject([
      { actor: 'system', detail: { reward: 'five-off', differences: differs } },
    ]);
    const order = shop.buys(customerId, [code ?? '']);
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', code });
  });

  test('on products and collections has them back, and no others', async () => {
    const someProducts = (world: ShopWithRewards['world']) =>
      world.products.all().map(({ id }) => id);
    const before = await open((world) => {
      const [first = '', second = ''] = someProducts(world);
      const none = { vendors: [], types: [], tags: [], collections: [] };
      const products = { ...none, products: [first, second] };
      const gives = { kind: 'percentage_off', points: 500, percent: 10, products } as const;
      return programWith([aReward({ gives })]);
    });
    const [, second = '', third = ''] = someProducts(shop.world);
    const [collection] = shop.world.collections.all();
    const value = { kind: 'percentage', fraction: 0.1 } as const;
    for (const items of [
      { kind: 'products', productIds: [second, third], variantIds: [] },
      { kind: 'collections', collectionIds: [collection?.id ?? ''] },
      { kind: 'all' },
    ] as const) {
      shop.passes(60_000);
      shop.world.commands.changeDiscount(before.id, { offer: { kind: 'basic', items, value } });
      await shop.tends(1);
      expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
    }
    expect(await logged('reward.discount_changed')).toHaveLength(3);
  });

  test('of free shipping is set right', async () => {
    const gives = { kind: 'free_shipping', points: 500, upTo: 1_000 } as const;
    const before = await open(() => programWith([aReward({ gives })]));
    shop.passes(60_000);
    shop.world.commands.changeDiscount(before.id, {
      offer: { kind: 'free_shipping', feeMax: null },
      usageLimit: 7,
    });
    await shop.tends(1);
    expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
  });

  test('may have another name', async () => {
    const before = await open();
    shop.passes(60_000);
    shop.world.commands.changeDiscount(before.id, { title: 'Thank you' });
    await hears(before.id);
    await shop.tends(1);
    expect(theDiscount()).toMatchObject({ title: 'Thank you' });
    expect(shop.asked).not.toContain('RestoreAmountDiscount');
    expect(await logged('reward.discount_changed')).toEqual([]);
  });

  test('is found where the word of it got lost, though another change hides it', async () => {
    const before = await open();
    shop.world.commands.changeDiscount(before.id, { title: 'Thank you' });
    const { updatedAt } = theDiscount();
    await shop.tends(1);
    // In the same second, by Shopify's clock.
    shop.world.discounts.put({ ...theDiscount(), usageLimit: null, updatedAt });
    await shop.tends(1);
    expect(theDiscount().usageLimit).toBe(null);
    shop.passes(DAY_MS);
    await shop.tends(1);
    expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
  });

  test('is not read again and again', async () => {
    await open();
    await shop.tends(3);
    const reads = () => shop.asked.filter((name) => name === 'StandingDiscount').length;
    const before = reads();
    await shop.tends(5);
    expect(reads()).toBe(before);
  });

  test.each(['away', 'answer_lost', 'nonsense'] as const)(
    'is set right once where Shopify is %s, and the log says so once',
    async (fault) => {
      const before = await open();
      shop.passes(60_000);
      shop.world.commands.switchDiscount(before.id, 'off');
      shop.faults.set('RestoreAmountDiscount', [fault]);
      shop.faults.set('StandingDiscount', [fault]);
      await hears(before.id);
      await shop.tends(4, 30_000);
      expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
      expect(await logged('reward.discount_changed')).toHaveLength(1);
    },
  );

  test('and that Shopify does not take back is not redeemed by, and tried again', async () => {
    const before = await open();
    const { memberId } = await shop.member(1_000);
    const { id } = await shop.redeems(memberId);
    shop.passes(60_000);
    shop.world.commands.changeDiscount(before.id, { usageLimit: null });
    const userErrors = [{ field: null, message: 'No.', code: 'INVALID' }];
    shop.pretends('RestoreAmountDiscount', {
      discountCodeBasicUpdate: { codeDiscountNode: null, userErrors },
    });
    await shop.tends(1);
    const [reward] = (await readRewards(shop.services, shop.paper.shop)).rewards;
    expect(reward).toMatchObject({ standing: 'refused', problem: 'No.' });
    expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'unavailable' });
    expect(await shop.redemption(id)).toMatchObject({ state: 'ready' });
    shop.passes(60 * 60_000);
    await shop.tends(1);
    expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
    expect(await shop.tries({ memberId })).toMatchObject({ outcome: 'redeemed' });
  });

  test('is looked after as long as a member has a code of it', async () => {
    const before = await open();
    const { memberId } = await shop.member(500);
    await shop.redeems(memberId);
    await shop.publishes(programWith([]));
    await shop.tends(2);
    shop.passes(60_000);
    shop.world.commands.switchDiscount(before.id, 'off');
    await shop.tends(1);
    expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
  });

  test('that gives a product for free follows its price all the same', async () => {
    let variantId = '';
    const before = await open((world) => {
      variantId = world.products.all()[0]?.variants[0]?.id ?? '';
      const gives = { kind: 'free_product' as const, points: 500, products: [variantId], cost: 0 };
      return programWith([aReward({ gives })]);
    });
    shop.passes(60_000);
    shop.world.commands.changeDiscount(before.id, {
      offer: { kind: 'basic', items: { kind: 'all' }, value: somethingElse },
    });
    await shop.tends(1);
    expect(meaningOf(theDiscount())).toEqual(meaningOf(before));
  });
});

describe('a code that staff delete at Shopify', () => {
  test('and nobody has leaves the pool, by word of it or without', async () => {
    const { id: discountId } = await open();
    for (const hasWord of [true, false]) {
      const free = shop.world.redeemCodes.ofDiscount(discountId).map(({ code }) => code);
      // The next that would be claimed.
      const [next = ''] = free.toSorted();
      shop.world.commands.deleteRedeemCode(discountId, next);
      if (hasWord) await forgetCodes(opened.database.pool, shop.paper.shop.id, [next], shop.now);
      else {
        shop.passes(DAY_MS);
        await shop.tends(1);
      }
      const { memberId } = await shop.member(500);
      const { code } = await shop.redeems(memberId);
      expect(code).not.toBe(next);
      expect(shop.world.redeemCodes.find(code ?? '')).toBeDefined();
    }
  });

  test.each(['by word of it', 'without'])('and a member has is replaced, %s', async (how) => {
    const { id: discountId } = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    const shopId = shop.paper.shop.id;
    if (how === 'without') shop.passes(DAY_MS);
    else expect(await forgetCodes(opened.database.pool, shopId, [code ?? ''], shop.now)).toBe(true);
    await shop.tends(1, 0);
    expect(await shop.redemption(id)).toMatchObject({ state: 'pending', problem: 'code_lost' });
    expect(await logged('redemption.code_deleted')).toMatchObject([
      { subject: `redemption:${id}`, detail: { reward: 'five-off' } },
    ]);
    shop.passes(30_000);
    await shop.tends(2);
    const after = await shop.redemption(id);
    expect(after).toMatchObject({ state: 'ready', problem: null });
    expect(after.code).not.toBe(code);
    const order = shop.buys(customerId, [after.code ?? '']);
    await shop.hearsOf(order.id);
    await shop.tends(1);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  });

  test('but is there after all stays as it is', async () => {
    await open();
    const { memberId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const shopId = shop.paper.shop.id;
    await forgetCodes(opened.database.pool, shopId, [code ?? ''], shop.now);
    shop.faults.set('DiscountCode', ['away']);
    await shop.tends(3, 30_000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'ready', code, retryAt: null });
  });

  test('with which an order was placed is used', async () => {
    const { id: discountId } = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, [code ?? '']);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    await forgetCodes(opened.database.pool, shop.paper.shop.id, [code ?? ''], shop.now);
    await shop.tends(10);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id, code });
  });
});

describe('an order that is heard of late, placed with a code before it was lost', () => {
  /** Shopify does not find it by its second code. */
  async function buysAndLoses() {
    const { id: discountId } = await open();
    const { memberId, customerId } = await shop.member(500);
    const { id, code } = await shop.redeems(memberId);
    const order = shop.buys(customerId, ['OF THE HOUSE', code ?? '']);
    shop.world.commands.deleteRedeemCode(discountId, code ?? '');
    await forgetCodes(opened.database.pool, shop.paper.shop.id, [code ?? ''], shop.now);
    await shop.tends(10);
    const after = await shop.redemption(id);
    expect(after.code).not.toBe(code);
    return { id, code, replacement: after.code ?? '', order, customerId };
  }

  test('has used the reward, and the replacement is withdrawn', async () => {
    const { id, code, replacement, order } = await buysAndLoses();
    expect(shop.world.redeemCodes.find(replacement)).toBeDefined();
    await shop.hearsOf(order.id);
    shop.faults.set('DeleteDiscountCodes', ['answer_lost']);
    await shop.tends(3, 60_000);
    expect(await shop.redemption(id)).toMatchObject({ state: 'used', orderId: order.id, code });
    expect(shop.world.redeemCodes.find(replacement)).toBeUndefined();
  });

  test('changes nothing where the replacement was used before it was heard of', async () => {
    const { id, replacement, order, customerId } = await buysAndLoses();
    const other = shop.buys(customerId, [replacement]);
    await shop.hearsOf(other.id);
    await shop.hearsOf(order.id);
    await shop.tends(3, 60_000);
    expect(await shop.redemption(id)).toMatchObject({
      state: 'used',
      orderId: other.id,
      code: replacement,
    });
  });
});

test('a discount that has ended is deleted once nobody can use a code of it', async () => {
  const { id: discountId } = await open();
  const { memberId, customerId } = await shop.member(500);
  const { id, code } = await shop.redeems(memberId);
  await shop.publishes(programWith([]));
  await shop.tends(3);
  expect(shop.world.discounts.get(discountId)).toBeDefined();
  const order = shop.buys(customerId, [code ?? '']);
  await shop.hearsOf(order.id);
  await shop.tends(2);
  expect(await shop.redemption(id)).toMatchObject({ state: 'used' });
  expect(shop.world.discounts.get(discountId)).toBeUndefined();
});
