import { describe, expect, test } from 'vitest';

import { askForComparing } from '#app/db/redemptions/standing-discounts.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { readRewards } from '#app/usecases/tending/read-rewards.server.ts';
import type { Discount, DiscountChange } from '#sandbox/store/discount-types.ts';

import { aReward, programWith } from '../support/a-reward.ts';
import type { ShopWithRewards } from '../support/shop-with-rewards.ts';
import { shopsWithRewards } from '../support/shops-with-rewards.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const openShop = shopsWithRewards();
let shop: ShopWithRewards;

async function open(program?: (world: ShopWithRewards['world']) => Program): Promise<Discount> {
  shop = await openShop(program);
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
const hears = (id: string) => askForComparing(shop.paper.database.pool, shop.paper.shop.id, [id]);

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
    expect(await shop.logged('reward.discount_changed')).toMatchObject([
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
    expect(await shop.logged('reward.discount_changed')).toHaveLength(3);
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
    expect(await shop.logged('reward.discount_changed')).toEqual([]);
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
      expect(await shop.logged('reward.discount_changed')).toHaveLength(1);
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
