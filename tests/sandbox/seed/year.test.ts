import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { CUSTOMERS_TOTAL } from '#sandbox/seed/catalogue.ts';
import { productPicture } from '#sandbox/seed/pictures/product-picture.ts';
import { planYear } from '#sandbox/seed/plan-year.ts';
import { playYear } from '#sandbox/seed/play-year.ts';
import { COLLECTIONS, PRODUCTS } from '#sandbox/seed/product-list.ts';
import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import type { World } from '#sandbox/world.ts';

import { openShop } from '../commands/a-shop.ts';

const FROM = new Date('2025-11-22T09:00:00Z');
const UNTIL = new Date('2026-11-22T09:00:00Z');

describe('the catalogue', () => {
  test('is complete in both languages, with a picture for each product', () => {
    expect(PRODUCTS).toHaveLength(20);
    for (const { handle, title, description, variants } of PRODUCTS) {
      expect(productPicture(handle)).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      for (const text of [title.en, title.de, description.en, description.de]) {
        expect(text.trim()).not.toBe('');
      }
      expect(variants.every(({ price }) => Number.isSafeInteger(price) && price > 0)).toBe(true);
    }
    expect(productPicture('nothing')).toBeUndefined();
  });

  test('has four collections with something in each', () => {
    expect(COLLECTIONS).toHaveLength(4);
    for (const { holds } of COLLECTIONS) expect(PRODUCTS.some(holds)).toBe(true);
  });
});

describe('the plan of a year', () => {
  const plan = planYear(FROM, UNTIL);
  const orders = plan.flatMap((event) => (event.kind === 'order' ? [event] : []));

  test('is the same each time', () => {
    expect(planYear(FROM, UNTIL)).toEqual(plan);
  });

  test('runs forward and stays within the year', () => {
    const times = plan.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(FROM.getTime());
    expect(times.at(-1)).toBeLessThan(UNTIL.getTime());
  });

  test('looks like a shop: a heavy tail, a Christmas, some guests and some refunds', () => {
    expect(orders.length).toBeGreaterThan(1600);
    expect(orders.length).toBeLessThan(2200);
    const perCustomer = new Map<string, number>();
    for (const { planned } of orders) {
      if (planned.guest || !planned.person) continue;
      const { email } = planned.person;
      perCustomer.set(email, (perCustomer.get(email) ?? 0) + 1);
    }
    const counts = [...perCustomer.values()].toSorted((one, other) => other - one);
    const topFifth = counts.slice(0, Math.ceil(counts.length / 5));
    const share = topFifth.reduce((sum, count) => sum + count, 0) / orders.length;
    expect(share).toBeGreaterThan(0.4);
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(50);

    const inMonth = (month: number) =>
      orders.filter(({ atMs }) => new Date(atMs).getUTCMonth() === month).length;
    expect(inMonth(11)).toBeGreaterThan(1.4 * inMonth(6));
    expect(orders.filter(({ planned }) => planned.guest).length).toBeGreaterThan(100);
    const refunds = plan.filter(({ kind }) => kind === 'refund').length / orders.length;
    expect(refunds).toBeGreaterThan(0.05);
    expect(refunds).toBeLessThan(0.08);
    expect(plan.some(({ kind }) => kind === 'cancel')).toBe(true);
    expect(orders.some(({ planned }) => planned.discountCodes.length > 0)).toBe(true);
  });
});

describe('a year that was played', () => {
  let world: World;
  beforeEach(async () => {
    world = await openShop();
    // Nobody is told: this is about what happens in the shop.
    world.commands.uninstallApp();
  });
  afterEach(() => world.close());

  async function play(shop: World): Promise<void> {
    await playYear(shop, { from: FROM, until: UNTIL });
  }

  test('is the same in every shop, and happens at its own time', async () => {
    await play(world);
    const other = await openShop();
    other.commands.uninstallApp();
    await play(other);
    expect(world.orders.all()).toEqual(other.orders.all());
    await other.close();

    expect(world.customers.size).toBe(CUSTOMERS_TOTAL);
    const created = world.orders.all().map(({ createdAt }) => createdAt);
    expect(created).toEqual(created.toSorted());
    expect(world.yearProgress.get()).toMatchObject({ state: 'done' });
  });

  test('gives the demo shoppers what they are there for', async () => {
    await play(world);
    const ordersOf = ({ email }: { email: string }): number =>
      world.orders.all().filter((order) => order.email === email && order.customerId !== null)
        .length;
    expect(ordersOf(DEMO_SHOPPERS.regular)).toBeGreaterThan(15);
    expect(ordersOf(DEMO_SHOPPERS.occasional)).toBeGreaterThan(3);
    expect(ordersOf(DEMO_SHOPPERS.newcomer)).toBe(0);
  });

  test('is taken up where it was interrupted, and played once', async () => {
    class Interrupted extends Error {}
    const onProgress = (played: number): void => {
      if (played >= 1000) throw new Interrupted();
    };
    await expect(playYear(world, { from: FROM, until: UNTIL, onProgress })).rejects.toThrow(
      Interrupted,
    );
    const half = world.orders.size;
    // The period that it was begun with counts.
    await playYear(world, { from: new Date(0), until: new Date() });
    const planned = planYear(FROM, UNTIL).filter(({ kind }) => kind === 'order').length;
    expect([half < planned, world.orders.size]).toEqual([true, planned]);
    await play(world);
    expect(world.orders.size).toBe(planned);
  });
});
