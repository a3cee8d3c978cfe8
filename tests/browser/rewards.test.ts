import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import type { MemberId } from '#app/loyalty/ids.ts';
import { CASH_OUTS, rewardOf } from '#tests/support/paying-shop.ts';

import { expectAccessible } from './support/accessibility.ts';
import { type RunningDemo, startDemo } from './support/demo.ts';
import { openApp } from './support/merchant.ts';
import { invite, openBrowser, type Person } from './support/people.ts';
import { openRewardDesk, type RewardDesk } from './support/rewards.ts';

const STORE = '/store/fernhill-roastery/apps/evergreen';

let demo: RunningDemo;
let merchant: Person;
let desk: RewardDesk;
let ida: MemberId;

/** What is to be ended afterwards, also where the beginning failed half-way. */
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  demo = await startDemo(['--empty']);
  ends.push(() => demo.stop());
  const browser = await openBrowser();
  ends.push(() => browser.close());
  merchant = await invite(browser, 'rewards', { locale: 'en-GB' });
  ends.push(() => merchant.leave());
  await openApp(merchant.page, demo);
  desk = await openRewardDesk(demo);
  ends.push(() => desk.close());
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** A page of the app, by its title. */
async function show(path: string, title: string): Promise<FrameLocator> {
  await merchant.page.goto(`${demo.admin}${STORE}${path}`);
  const app = merchant.page.frameLocator('iframe');
  await app.getByRole('heading', { name: title, level: 1 }).waitFor();
  return app;
}

/** On a desk and on a phone everybody can use the page, and nothing is wider than it. */
async function expectFit(): Promise<void> {
  for (const width of [1280, 375]) {
    await merchant.page.setViewportSize({ width, height: 900 });
    await expectAccessible(merchant.page);
    const isWide = await merchant.page
      .frameLocator('iframe')
      .locator('html')
      .evaluate((root) => root.scrollWidth > root.clientWidth);
    expect(isWide, `sideways scrolling at ${width}`).toBe(false);
  }
  await merchant.page.setViewportSize({ width: 1280, height: 900 });
}

test('before there are rewards the pages say what will be there', async () => {
  const home = await show('', 'Your loyalty program');
  await home.getByText('Your members cannot spend their points yet').waitFor();
  await expectFit();
  await home.getByRole('link', { name: 'Choose a preset' }).click();
  await home.getByRole('heading', { name: 'Draft', level: 1 }).waitFor();
  const rewards = await show('/app/rewards', 'Rewards');
  await rewards.getByRole('heading', { name: 'Your program has no rewards yet' }).waitFor();
  await expectFit();
  const redemptions = await show('/app/redemptions', 'Redemptions');
  await redemptions.getByRole('heading', { name: 'Nothing was redeemed yet' }).waitFor();
  await expectFit();
});

test('a program that pays out asks for what it needs, and a reward whose product is gone is paused', async () => {
  const mug = rewardOf(
    'mug',
    { kind: 'free_product', points: 100, products: ['999'], cost: 0 },
    { name: 'The mug' },
  );
  await desk.publish([...CASH_OUTS, mug]);
  await desk.run(
    `INSERT INTO reward_gaps (shop_id, reward_key, kind, gone_id, since) VALUES ($1, 'mug', 'product', 999, now())
     ON CONFLICT DO NOTHING`,
    [desk.shop.id],
  );
  const app = await show('/app/rewards', 'Rewards');
  await app.getByText('A reward is paused').waitFor();
  await app.getByRole('heading', { name: 'The mug' }).waitFor();
  await expectFit();
  await app.getByRole('button', { name: 'Allow' }).click();
  await merchant.page.getByRole('button', { name: 'Allow', exact: true }).click();
  const question = app.getByText('Store credit and gift cards need your permission');
  await question.waitFor({ state: 'hidden' });
  // What Shopify tells the app of it may arrive later than what it tells this page.
  const missing = async () =>
    (await show('/app/rewards', 'Rewards')).getByText('Needs access').count();
  await expect.poll(missing).toBe(0);
  const home = await openApp(merchant.page, demo);
  await home.getByText('A reward is paused').waitFor();
});

test('staff hand over what a member was promised', async () => {
  const person = { firstName: 'Ida', lastName: 'Berg', email: 'ida.berg@example.com' };
  const answer = await fetch(`${demo.admin}/_sandbox/customers`, {
    method: 'POST',
    body: JSON.stringify(person),
  });
  const created = z.object({ customer: z.object({ id: z.string() }) }).parse(await answer.json());
  ida = await desk.join(created.customer.id);
  await desk.redeem(ida, 'tasting', 100);
  const app = await show('/app/redemptions', 'Redemptions');
  await app.getByRole('tab', { name: /To hand over/ }).click();
  await expectFit();
  await app.getByRole('link', { name: 'Experience' }).click();
  await app.getByRole('heading', { name: 'Experience', level: 1 }).waitFor();
  await expectFit();
  await app.getByRole('button', { name: 'Handed over' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByText('The held points are spent for good.').waitFor();
  await dialog.getByRole('button', { name: 'Handed over' }).click();
  await app.getByText('Noted: it was handed over').waitFor();
  await app.getByText('100 points spent').waitFor();
  await expectFit();
});

test('what a member was promised is on her page, where staff hand it over with a phone', async () => {
  await desk.redeem(ida, 'tasting', 100);
  const app = await show(`/app/members/${ida}`, 'Ida Berg');
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  await app.getByText('Experience').first().waitFor();
  await app.getByRole('button', { name: 'Handed over: Experience' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Handed over' }).click();
  await app.getByText('Noted: it was handed over').waitFor();
  await app.getByRole('button', { name: 'Handed over: Experience' }).waitFor({ state: 'detached' });
  await expectFit();
});

test('a redemption of which nobody knows waits for the merchant, from the home page on', async () => {
  const id = await desk.redeem(ida, 'credit', 100);
  await desk.run(
    `UPDATE redemptions SET state = 'doubtful', problem = 'HTTP 504', retry_at = NULL WHERE shop_id = $1 AND id = $2`,
    [desk.shop.id, id],
  );
  const home = await openApp(merchant.page, demo);
  await home.getByText('A redemption needs your decision').waitFor();
  await home.getByRole('link', { name: 'Decide' }).click();
  await home.getByRole('heading', { name: 'Redemptions', level: 1 }).waitFor();
  await home.getByRole('link', { name: '€5.00 store credit' }).click();
  await home.getByRole('heading', { name: '€5.00 store credit', level: 1 }).waitFor();
  await expectFit();
  await home.getByRole('button', { name: 'It has not arrived' }).click();
  await home.getByRole('dialog').getByRole('button', { name: 'It has not arrived' }).click();
  await home.getByText('The points went back to the member').waitFor();
  await home.getByText('100 points given back').waitFor();
});
