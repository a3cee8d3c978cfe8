import type { Locator } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';

import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { aChallenge } from '#tests/app/loyalty/some-rules.ts';
import { rewardOf } from '#tests/support/paying-shop.ts';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp, switchOnEmbed } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { openRewardDesk } from './support/rewards.ts';
import { addToCart, checkOut, type Shopper, signUp } from './support/shopper.ts';

const HOUSE_BLEND = { handle: 'house-blend', title: 'House Blend' };
const ADA: Shopper = {
  email: 'ada.forster@example.com',
  firstName: 'Ada',
  lastName: 'Forster',
};

/** What happens at Shopify, or by a webhook, is there a moment later. */
const MOMENT = { interval: 500 };

let demo: RunningDemo;
let shopper: Person;
let code: string;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  const merchant = await beginning.letIn('panel-merchant');
  shopper = await beginning.letIn('panel-shopper');
  await openApp(merchant.page, demo);
  await switchOnEmbed(merchant.page, demo);
  await publish();
});

/** A reward, a code that brings the points for it, and a challenge. */
async function publish(): Promise<void> {
  const desk = await openRewardDesk(demo);
  const steps = [{ points: 500, amount: 500 }];
  await desk.publish(
    [rewardOf('five-off', { kind: 'amount_off', steps, products: 'all' }, { validDays: 30 })],
    {
      actions: [
        actionRule({
          key: 'open-day',
          name: 'Open day',
          occasion: { kind: 'code', code: 'OPEN-DAY' },
          points: 500,
        }),
      ],
      challenges: [aChallenge({ name: 'Regulars', goal: { kind: 'orders', count: 3 } })],
    },
  );
  await desk.close();
}

/** Buys a bag of coffee; what the cart has of codes goes along. */
async function buy(): Promise<void> {
  await addToCart(shopper.page, demo, HOUSE_BLEND);
  await checkOut(shopper.page, demo, ADA);
}

/** Opens the panel on the shop's first page, as it is by now. */
async function openPanel(): Promise<Locator> {
  await shopper.page.goto(demo.shop);
  await shopper.page.locator('.evergreen-launcher').click();
  return shopper.page.getByRole('dialog', { name: 'Rewards' });
}

/** Opens the panel again and again, until a tab shows something. */
async function openUntil(tab: string, shown: string): Promise<Locator> {
  await expect
    .poll(async () => {
      const panel = await openPanel();
      if ((await panel.getByRole('tab').count()) === 0) return '';
      await panel.getByRole('tab', { name: tab }).click();
      await panel.locator('[role="tabpanel"][data-phase="ready"]:visible').waitFor();
      return panel.getByRole('tabpanel').innerText();
    }, MOMENT)
    .toContain(shown);
  return shopper.page.getByRole('dialog', { name: 'Rewards' });
}

/** On a phone everybody can use the panel, and nothing is wider than it. */
async function expectFit(): Promise<void> {
  await expectAccessible(shopper.page);
  expect(await shopper.page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
}

describe('a member in the panel', () => {
  test('sees after her first order how far she is with a challenge', async () => {
    await signUp(shopper.page, demo, ADA);
    await shopper.page.setViewportSize({ width: 375, height: 812 });
    await buy();
    await openUntil('Earn', '1 of 3 orders');
    await expectFit();
  });

  test('enters a code, and has its points at once', async () => {
    const panel = await openUntil('Earn', 'Open day');
    await panel.getByLabel('Have a code?').fill('nothing');
    await panel.getByRole('button', { name: 'Enter' }).click();
    await panel.getByRole('status').getByText('This code does not exist.').waitFor();
    await panel.getByLabel('Have a code?').fill('open-day');
    await panel.getByRole('button', { name: 'Enter' }).click();
    await panel.getByRole('status').getByText('500 points for you').waitFor();
    await panel.locator('.evergreen-standing').getByText('509').waitFor();
    await expectFit();
  });

  test('redeems a code for them, once she has said yes', async () => {
    const panel = await openPanel();
    await panel.getByRole('button', { name: 'Redeem €5.00 off' }).click();
    await panel.getByText('Use 500 points for €5.00 off?').waitFor();
    await expectFit();
    await panel.getByRole('button', { name: 'Yes, redeem' }).click();
    await panel.getByRole('status').getByText('Done.').waitFor();
    await panel.getByRole('link', { name: 'Apply to cart' }).waitFor();
    await panel.locator('.evergreen-standing').getByText('9', { exact: true }).waitFor();
    code = (await panel.locator('code').textContent()) ?? '';
    expect(code).toMatch(/^[A-Z0-9-]{8,}$/);
    await panel.getByText('491 more points to go', { exact: true }).waitFor();
    await expectFit();
  });

  test('uses it at the checkout, sees it gone and the challenge filled', async () => {
    await addToCart(shopper.page, demo, HOUSE_BLEND);
    const panel = await openPanel();
    await panel.getByRole('link', { name: 'Apply to cart' }).click();
    await shopper.page.waitForURL(/\/cart$/);
    await shopper.page.getByText(code).first().waitFor();
    await checkOut(shopper.page, demo, ADA);
    const after = await openUntil('Earn', '2 of 3 orders');
    await expect
      .poll(async () => {
        await openPanel();
        await after.locator('#evergreen-rewards[data-phase="ready"]').waitFor();
        return after.getByText(code).count();
      }, MOMENT)
      .toBe(0);
    await after.getByText('Used and expired').click();
    await after.getByText('Used', { exact: true }).waitFor();
    await buy();
    await openUntil('Earn', 'Reached once so far.');
    await expectFit();
  });
});
