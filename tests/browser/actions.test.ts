import type { FrameLocator, Locator } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';

import { openDatabase } from '#app/db/database.server.ts';
import { listEveryShop, findShop } from '#app/db/shops/shops.server.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { clock } from '#app/platform/clock.server.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { actionRule, programWith } from '#tests/app/loyalty/actions/an-action.ts';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp, openMember } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { addToCart, checkOut, type Shopper, signUp } from './support/shopper.ts';

const ADA: Shopper = {
  email: 'ada.forster@example.com',
  firstName: 'Ada',
  lastName: 'Forster',
};

const RULES: readonly ActionRule[] = [
  actionRule({
    key: 'review',
    name: 'Review us',
    points: 40,
    occasion: { kind: 'claim', proof: 'link', approval: 'staff', address: null },
    limits: [{ per: 'month', times: 5, points: null }],
  }),
  actionRule({ key: 'open-day', name: 'Open day', occasion: { kind: 'code', code: 'OPEN-DAY' } }),
  actionRule({
    key: 'refill',
    name: 'Own cup',
    limits: [{ per: 'day', times: 1, points: null }],
  }),
];

let demo: RunningDemo;
let merchant: Person;
let shopper: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('actions-merchant');
  shopper = await beginning.letIn('actions-shopper');
});

/** Publishes a program with actions, as its page in the admin would. */
async function publishActions(): Promise<void> {
  const database = openDatabase(demo.databaseUrl, { maxConnections: 2, applicationName: 'test' });
  try {
    const [shopId] = await listEveryShop(database.pool);
    const shop = shopId && (await findShop(database.pool, shopId));
    if (!shop) throw new Error('the demo has no shop');
    const source = { kind: 'document', document: programWith(...RULES) } as const;
    const wish = { staffUserId: '1', source, begins: 'now', note: null } as const;
    const published = await publishProgram({ database, clock }, shop, wish);
    expect(published.outcome).toBe('published');
  } finally {
    await database.close();
  }
}

/** What the storefront's script would send. */
function claimReview(proof: string): Promise<unknown> {
  return shopper.page.evaluate(async (link) => {
    const body = new URLSearchParams({ action: 'review', proof: link, locale: 'en' });
    const answer = await fetch('/apps/evergreen/claim', { method: 'POST', body });
    return answer.json() as Promise<unknown>;
  }, proof);
}

async function openSection(title: string): Promise<FrameLocator> {
  const app = await openApp(merchant.page, demo);
  await merchant.page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Settings', exact: true })
    .click();
  await app.getByRole('link', { name: title }).click();
  await app.getByRole('heading', { name: title, level: 1 }).waitFor();
  return app;
}

const accessible = () => expectAccessible(merchant.page);

/** Nothing is wider than a phone. */
async function expectPhoneFits(): Promise<void> {
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  const frame = merchant.page.frames().find((each) => each.url().startsWith(demo.app));
  const width = await frame?.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(375);
  await merchant.page.setViewportSize({ width: 1280, height: 900 });
}

describe('what a member does besides buying', () => {
  test('nothing waits before anybody has claimed anything', async () => {
    await openApp(merchant.page, demo);
    await publishActions();
    const app = await openSection('Actions');
    await app.getByText('Nothing waits for approval').waitFor();
    await accessible();
  });

  test('the link of a code gives her its points, on a page of the shop', async () => {
    await signUp(shopper.page, demo, ADA);
    await addToCart(shopper.page, demo, { handle: 'house-blend', title: 'House Blend' });
    await checkOut(shopper.page, demo, ADA);
    await openMember(merchant.page, demo, 'Ada Forster');
    await shopper.page.goto(`${demo.shop}/apps/evergreen/code?code=open-day&locale=en`);
    await shopper.page.getByRole('heading', { name: '10 points for you' }).waitFor();
    await expectAccessible(shopper.page);
  });

  test('a claim waits for staff, who approve of it', async () => {
    expect(await claimReview('https://reviews.example/1')).toMatchObject({ state: 'awaiting' });
    const app = await openSection('Actions');
    await app.getByText('Review us · 40 points').waitFor();
    await accessible();
    await expectPhoneFits();
    await app.getByRole('button', { name: 'Approve Review us of Ada Forster' }).click();
    await app.getByText('40 points were given').waitFor();
    await app.getByText('Nothing waits for approval').waitFor();
    await accessible();
  });

  test('or reject it with a reason, which she reads', async () => {
    expect(await claimReview('https://reviews.example/2')).toMatchObject({ state: 'awaiting' });
    const app = await openSection('Actions');
    await app.getByRole('button', { name: 'Reject Review us of Ada Forster' }).click();
    await app.getByRole('textbox', { name: 'Reason' }).fill('This is another shop.');
    await accessible();
    await app.getByRole('button', { name: 'Reject', exact: true }).click();
    await app.getByText('The claim was rejected').waitFor();
    expect(await claimReview('https://reviews.example/2')).toMatchObject({
      because: ['Reason: This is another shop.'],
    });
  });

  test('staff give her points at the counter, once a day, and write down her birthday', async () => {
    const app = await openMember(merchant.page, demo, 'Ada Forster');
    await app.getByText('Earned: Review us').waitFor();
    await app.getByRole('button', { name: 'Give points' }).click();
    await app.getByText('10 points were given').waitFor();
    await app.getByRole('button', { name: 'Give points' }).click();
    await app.getByText('No points were given').waitFor();
    await accessible();
    await app.getByRole('textbox', { name: 'Day' }).fill('31');
    await app.getByRole('combobox', { name: 'Month' }).selectOption('2');
    await app.getByRole('button', { name: 'Save birthday' }).click();
    await app.getByText('This is not a date.').waitFor();
    await app.getByRole('textbox', { name: 'Day' }).fill('28');
    await app.getByRole('button', { name: 'Save birthday' }).click();
    await app.getByText('The birthday was saved').waitFor();
    await accessible();
    await expectPhoneFits();
  });
});

/** All of what stands in a field can be seen, without turning it sideways or up. */
async function expectWholeOnAPhone(field: Locator): Promise<void> {
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  await expect
    .poll(() =>
      field.evaluate(
        (area) => area.scrollWidth <= area.clientWidth && area.scrollHeight <= area.clientHeight,
      ),
    )
    .toBe(true);
}

test('a key for another program is shown once, used, and revoked', async () => {
  const app = await openSection('API keys');
  await app.getByText('No keys yet').waitFor();
  await accessible();
  await app.getByRole('button', { name: 'Create key' }).click();
  await app.getByText('Enter a name.').waitFor();
  await app.getByRole('textbox', { name: 'Name' }).fill('Bookings');
  await app.getByRole('button', { name: 'Create key' }).click();
  const secret = app.getByRole('textbox', { name: 'Key', exact: true });
  const key = await secret.inputValue();
  await accessible();
  await expectWholeOnAPhone(secret);
  await app.getByRole('button', { name: 'Copy key' }).click();
  await app
    .getByText('Copied')
    .or(app.getByText('The browser did not allow that.'))
    .first()
    .waitFor();
  await expectPhoneFits();
  const report = () =>
    fetch(`${demo.app}/api/actions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      body: JSON.stringify({ customerId: '1', action: 'unheard-of', id: '1' }),
    });
  expect((await report()).status).toBe(404);
  await app.getByRole('button', { name: 'Revoke Bookings' }).click();
  await app.getByText('Revoke this key?').waitFor();
  await app.getByRole('button', { name: 'Revoke Bookings' }).click();
  await app.getByText('No keys yet').waitFor();
  expect((await report()).status).toBe(401);
});
