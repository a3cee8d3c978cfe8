import { beforeAll, describe, expect, test } from 'vitest';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openMember, switchOnEmbed } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { addToCart, checkOut, type Shopper, signUp } from './support/shopper.ts';

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

/** Reloads the storefront until its panel says so: what changes arrives there a moment later. */
async function reloadUntilPanelSays(sentence: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await shopper.page.goto(demo.shop);
        return shopper.page.getByText(sentence).count();
      },
      { interval: 500 },
    )
    .toBe(1);
}

describe('a tier that the merchant sets by hand reaches the shopper', () => {
  test('she buys, and reads how far it is to the next tier', async () => {
    await switchOnEmbed(merchant.page, demo);
    await signUp(shopper.page, demo, ADA);
    await addToCart(shopper.page, demo, { handle: 'house-blend', title: 'House Blend' });
    await checkOut(shopper.page, demo, ADA);
    await reloadUntilPanelSays('241 more points to Silver.');
    await shopper.page.getByRole('button', { name: '9 points' }).click();
    await shopper.page.getByText('Your tier: Bronze.').waitFor();
    await expectAccessible(shopper.page);
  });

  test('the merchant sees the same, and makes her gold for good', async () => {
    const app = await openMember(merchant.page, demo, 'Ada Forster');
    await app.getByText('241 points to go to Silver').waitFor();
    await expectAccessible(merchant.page);
    await app.getByRole('button', { name: 'Change' }).click();
    await app.getByRole('dialog').getByText('Only staff see it.').waitFor();
    await app.getByRole('combobox', { name: 'Tier' }).selectOption('gold');
    await app.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await app.getByText('Say why, in at most 200 characters.').waitFor();
    await expectAccessible(merchant.page);
    await app.getByRole('textbox', { name: 'Reason' }).fill('Founding member');
    await app.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await app.getByText('Bronze → Gold').waitFor();
    await app.getByText('Reason: Founding member').waitFor();
    await expectAccessible(merchant.page);
  });

  test('on a phone nothing of it is wider than the phone', async () => {
    const app = await openMember(merchant.page, demo, 'Ada Forster');
    await merchant.page.setViewportSize({ width: 375, height: 812 });
    await app.getByText('Bronze → Gold').scrollIntoViewIfNeeded();
    const tooWide = await app
      .locator('html')
      .evaluate((page) => page.scrollWidth > page.clientWidth);
    expect(tooWide).toBe(false);
  });

  test('and she is gold on the storefront, too', async () => {
    await reloadUntilPanelSays('Your tier: Gold.');
  });

  test('as the shop’s other tools know from a tag', async () => {
    await merchant.page.setViewportSize({ width: 1280, height: 900 });
    await merchant.page.goto(
      `${demo.admin}/store/fernhill-roastery/customers?query=${encodeURIComponent('Evergreen: gold')}`,
    );
    await merchant.page.getByRole('main').getByRole('link', { name: 'Ada Forster' }).waitFor();
  });
});
