import type { FrameLocator } from 'playwright';
import { beforeAll, expect, test } from 'vitest';

import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import { openDatabase } from '#app/db/database.server.ts';
import { anAction } from '#tests/app/loyalty/some-rules.ts';
import { rewardOf } from '#tests/support/paying-shop.ts';
import { testServices } from '#tests/support/services.ts';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp, switchOnEmbed } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { openRewardDesk } from './support/rewards.ts';

const STORE = '/store/fernhill-roastery/apps/evergreen';

const TIERS: Tier[] = [
  {
    key: 'bronze',
    name: null,
    from: 0,
    earningPercent: 100,
    entry: null,
    perks: [
      { key: 'pastry', name: 'A pastry on the house', every: 'month' },
      { key: 'line', name: 'Skip the line', every: 'lasting' },
    ],
  },
];

const SHIPPING = rewardOf('shipping', { kind: 'free_shipping', points: 80, upTo: null });

const REVIEW = anAction({
  key: 'review',
  name: 'Review us',
  points: 40,
  occasion: { kind: 'claim', proof: 'none', approval: 'staff', address: null },
});

let demo: RunningDemo;
let merchant: Person;
let guest: Person;
let member: MemberId;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('perks-merchant');
  guest = await beginning.letIn('perks-guest');
  await openApp(merchant.page, demo);
  const desk = await openRewardDesk(demo);
  await desk.publish([SHIPPING], { actions: [REVIEW] }, TIERS);
  member = await desk.join('207119551');
  await desk.close();
  await claimReview();
});

/** What the member sends from the storefront. */
async function claimReview(): Promise<void> {
  const database = openDatabase(demo.databaseUrl, { maxConnections: 1, applicationName: 'member' });
  const services = testServices(database, { clock: { now: () => new Date() } });
  const shopper = {
    shopDomain: 'fernhill-roastery.myshopify.com',
    customerId: CustomerId.parse('207119551'),
  };
  const { state } = await claimAction(services, shopper, { action: 'review', proof: '' });
  await database.close();
  expect(state).toBe('awaiting');
}

async function showMember(): Promise<FrameLocator> {
  await merchant.page.goto(`${demo.admin}${STORE}/app/members/${member}`);
  const app = merchant.page.frameLocator('iframe');
  await app.getByRole('heading', { name: 'Perks' }).waitFor();
  return app;
}

test('a perk is ticked off once staff have confirmed it', async () => {
  const app = await showMember();
  await app.getByRole('button', { name: 'Mark as used: A pastry on the house' }).click();
  const question = app.getByRole('dialog', { name: 'Mark “A pastry on the house” as used?' });
  await question.getByText('The member can use it again from').waitFor();
  await expectAccessible(merchant.page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'hidden' });
  await app.getByRole('button', { name: 'Mark as used: A pastry on the house' }).click();
  await question.getByRole('button', { name: 'Mark as used' }).click();
  await app.getByText('Marked as used: A pastry on the house').waitFor();
  await app.getByText('Perk used: A pastry on the house').waitFor();
  await expectAccessible(merchant.page);
});

test('what another one of the staff has undone meanwhile is undone, and nothing else', async () => {
  const app = await showMember();
  const elsewhere = await merchant.page.context().newPage();
  await elsewhere.goto(`${demo.admin}${STORE}/app/members/${member}`);
  const other = elsewhere.frameLocator('iframe');
  for (const each of [app, other]) {
    await each.getByRole('button', { name: 'Undo use: A pastry on the house' }).click();
    await each.getByRole('dialog').getByRole('button', { name: 'Undo use' }).click();
    await each.getByText('Can be used again: A pastry on the house').waitFor();
  }
  await elsewhere.close();
  const again = await showMember();
  expect(await again.getByText('Perk not used after all: A pastry on the house').count()).toBe(1);
  await again.getByRole('button', { name: 'Mark as used: A pastry on the house' }).waitFor();
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  await expectAccessible(merchant.page);
  const isWide = await again
    .locator('html')
    .evaluate((root) => root.scrollWidth > root.clientWidth);
  expect(isWide).toBe(false);
  await merchant.page.setViewportSize({ width: 1280, height: 900 });
});

test('a claim that waits leads from the member to where it is decided', async () => {
  const app = await showMember();
  await app.getByText('Waiting for approval').waitFor();
  await app.getByRole('link', { name: 'Decide about it' }).click();
  await app.getByRole('heading', { name: 'Actions', level: 1 }).waitFor();
  await app.getByRole('button', { name: /^Approve Review us of / }).waitFor();
});

test('a guest sees what points would buy, and is asked to join', async () => {
  await switchOnEmbed(merchant.page, demo);
  const { page } = guest;
  await expect
    .poll(
      async () => {
        await page.goto(demo.shop);
        return page.getByText('Free shipping', { exact: true }).count();
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(1);
  await page.getByRole('button', { name: 'Rewards' }).click();
  const panel = page.getByRole('dialog', { name: 'Rewards' });
  await panel.getByRole('heading', { name: 'With your points you could have:' }).waitFor();
  await panel
    .getByRole('listitem')
    .filter({ hasText: 'Free shipping' })
    .getByText('80 points')
    .waitFor();
  await panel.getByRole('link', { name: 'Create an account' }).waitFor();
  await expectAccessible(page);
});
