import { beforeAll, describe, expect, test } from 'vitest';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openMember, refundLine, switchOnEmbed, openApp } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { addToCart, checkOut, type Shopper, signUp } from './support/shopper.ts';

const HOUSE_BLEND = { handle: 'house-blend', title: 'House Blend' };
const ETHIOPIA = { handle: 'ethiopia-guji', title: 'Ethiopia Guji' };

const ADA: Shopper = {
  email: 'ada.forster@example.com',
  firstName: 'Ada',
  lastName: 'Forster',
};

let demo: RunningDemo;
let merchant: Person;
let shopper: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('merchant');
  shopper = await beginning.letIn('shopper');
});

/** Reloads the storefront until its launcher says so: points arrive a moment after the order. */
async function reloadUntilPoints(points: string): Promise<void> {
  const launcher = shopper.page.getByRole('button', { name: `${points} points` });
  await expect
    .poll(
      async () => {
        await shopper.page.goto(demo.shop);
        return launcher.count();
      },
      { interval: 500 },
    )
    .toBe(1);
}

describe('an order in the shop becomes points that the shopper sees', () => {
  test('the merchant switches on the panel in the theme', async () => {
    await switchOnEmbed(merchant.page, demo);
    const app = await openApp(merchant.page, demo);
    await expectAccessible(merchant.page);
    await app.getByText('1 of 4 steps done').waitFor();
    await app.getByRole('link', { name: 'See the presets' }).click();
    await app.getByRole('radio', { name: 'Coffee' }).waitFor();
    await expectAccessible(merchant.page);
  });

  test('somebody who looks around is told what a purchase brings', async () => {
    await shopper.page.goto(demo.shop);
    await expectAccessible(shopper.page);
    await shopper.page.getByRole('button', { name: 'Rewards' }).click();
    const panel = shopper.page.getByRole('dialog', { name: 'Rewards' });
    await panel.getByText('You earn 1 point for every €1 you spend on goods.').waitFor();
    await expectAccessible(shopper.page);
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  test('the shopper opens an account and buys coffee for 23.80', async () => {
    await signUp(shopper.page, demo, ADA);
    await expectAccessible(shopper.page);
    await addToCart(shopper.page, demo, HOUSE_BLEND);
    await addToCart(shopper.page, demo, ETHIOPIA);
    await checkOut(shopper.page, demo, ADA);
    await expectAccessible(shopper.page);
  });

  test('and after a reload the points are there, with the order they come from', async () => {
    await reloadUntilPoints('23');
    await shopper.page.getByRole('button', { name: '23 points' }).click();
    const panel = shopper.page.getByRole('dialog', { name: 'Rewards' });
    await panel.getByRole('tab', { name: 'Activity' }).click();
    await panel.getByText('Order #1001').first().waitFor();
    await expectAccessible(shopper.page);
  });

  test("the merchant sees the order's transfer with its receipt", async () => {
    const app = await openMember(merchant.page, demo, 'Ada Forster');
    await app.getByText('Earned with order #1001').waitFor();
    // The newest posting shows its reasons by itself.
    await app.getByText(/€23\.80 → 23 points/).waitFor();
    await expectAccessible(merchant.page);
  });

  test('one line is refunded, and the points follow on the storefront', async () => {
    await refundLine(merchant.page, demo, ETHIOPIA.title);
    await expectAccessible(merchant.page);
    await reloadUntilPoints('9');
  });

  test('the merchant sees what was taken back, and why', async () => {
    const app = await openMember(merchant.page, demo, 'Ada Forster');
    await app.getByText('Taken back for order #1001').waitFor();
    // The newest posting shows its reasons by itself.
    await app.getByText(/Before: 23 points\. Now: 9 points/).waitFor();
    await expectAccessible(merchant.page);
  });
});
