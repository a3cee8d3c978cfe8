import { readFile } from 'node:fs/promises';

import type { FrameLocator } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { dataRequestBody, deliver } from './support/webhooks.ts';

let demo: RunningDemo;
let merchant: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('events-from-shopify');
});

const accessible = () => expectAccessible(merchant.page);

/** Opens a section of the settings from the admin's navigation. */
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

describe('an event that cannot be read', () => {
  test('is pointed out on the home page, and listed with its reason', async () => {
    await deliver(demo, 'orders/paid', '{"id": 450789469, "name": "#1001", "line_items": [');
    await expect
      .poll(async () => (await openApp(merchant.page, demo)).getByText('1 unreadable').count())
      .toBe(1);
    const app = await openApp(merchant.page, demo);
    await app.getByRole('link', { name: 'View events' }).click();
    await app.getByRole('tab', { name: /Needs attention/, selected: true }).waitFor();
    await app.getByText('The message is damaged or incomplete.').waitFor();
    await accessible();
  });

  test('can be opened, and shows what came', async () => {
    const app = merchant.page.frameLocator('iframe');
    await app.getByRole('link', { name: 'Order paid' }).click();
    await app.getByRole('heading', { name: 'Order paid', level: 1 }).waitFor();
    await app.getByRole('region', { name: 'Content' }).getByText('"name": "#1001"').waitFor();
    await accessible();
  });

  test('can be retried, which changes nothing while the content is the same', async () => {
    const app = merchant.page.frameLocator('iframe');
    await app.getByRole('button', { name: 'Retry now' }).click();
    await app.getByText('Tried again: it still cannot be processed').waitFor();
    await accessible();
  });

  test('can be retried together with all others', async () => {
    const app = await openSection('Events from Shopify');
    await app.getByRole('tab', { name: /Needs attention/ }).click();
    await app.getByRole('button', { name: 'Retry all' }).click();
    await app.getByText('1 event was tried again').waitFor();
    await accessible();
  });

  test('can be dismissed, and then needs nobody any more', async () => {
    const app = merchant.page.frameLocator('iframe');
    await app.getByRole('link', { name: 'Order paid' }).click();
    await app.getByRole('button', { name: 'Dismiss' }).click();
    await app.getByText('The event was dismissed').waitFor();
    await app.getByText('Dismissed by your staff.').waitFor();
    await accessible();
    await app.getByRole('link', { name: 'Events from Shopify' }).click();
    await app.getByRole('tab', { name: 'Needs attention' }).click();
    await app.getByText('Nothing needs your attention').waitFor();
    await accessible();
  });
});

test('a test event is worked off while the merchant watches', async () => {
  const app = await openSection('Events from Shopify');
  await app.getByRole('button', { name: 'Send test event' }).click();
  await app.getByText(/^Test event processed in/).waitFor();
  await app.getByRole('row', { name: /Test event.*Done/ }).waitFor();
  await accessible();
});

test('a customer who wants her data is listed until she has it', async () => {
  await deliver(demo, 'customers/data_request', dataRequestBody(207119551));
  await expect
    .poll(async () =>
      (await openApp(merchant.page, demo)).getByText('A customer has asked').count(),
    )
    .toBe(1);
  const app = await openSection('Privacy requests');
  const downloading = merchant.page.waitForEvent('download');
  await app.getByRole('button', { name: /^Download the data of/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('evergreen-customer-207119551.json');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    customerId: '207119551',
  });
  await accessible();
  await app.getByRole('button', { name: /as handed over$/ }).click();
  await app.getByText('Handed over', { exact: true }).waitFor();
  await accessible();
});

test('whatever staff did is in the activity log', async () => {
  const app = await openSection('Activity of staff');
  for (const what of [
    "A customer's data marked as handed over",
    "A customer's data downloaded",
    'Test event sent',
    'Event dismissed: Order paid',
    '1 event tried again',
    'Event tried again: Order paid',
  ]) {
    await app.getByText(what).first().waitFor();
  }
  await accessible();
  await app.getByRole('link', { name: 'Open event' }).first().click();
  await app.getByRole('heading', { name: 'Test event', level: 1 }).waitFor();
});
