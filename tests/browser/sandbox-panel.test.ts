import type { Server } from 'node:http';

import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { freePort } from '#tests/support/free-port.ts';

import { markInstalled, openAdmin } from '../sandbox/support/admin-world.ts';
import { expectAccessible } from './support/accessibility.ts';
import { openBrowser } from './support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The sandbox's admin alone, without an app behind it, in a browser of this width. */
async function openPanel(width: number) {
  const port = await freePort();
  const adminOrigin = `http://localhost:${port}`;
  const { world, admin, order } = await openAdmin({ adminOrigin });
  markInstalled(world);
  const server = serve({ fetch: admin.fetch, port, hostname: '127.0.0.1' }) as Server;
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  onTestFinished(async () => {
    await context.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const page = await context.newPage();
  await page.goto(`${adminOrigin}/store/fernhill-roastery/settings/sandbox`);
  return { world, page, order };
}

async function expectFits(page: Page): Promise<void> {
  await expectAccessible(page);
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0], 'no sideways scrolling').toBeLessThanOrEqual(width[1] ?? 0);
}

test.each([1280, 375])('%i pixels wide, the panel gives every power to a person', async (width) => {
  const { world, page, order } = await openPanel(width);
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Sandbox panel' }).getByRole('link', { name }).click();
  await expectFits(page);

  await tab('Webhooks');
  await page.getByRole('spinbutton', { name: 'Lost (%)' }).fill('100');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => world.wire.get().lostPercent).toBe(100);
  // The answer to the form is a page of its own; only once it is there can it be loaded again.
  await page.getByRole('button', { name: 'Deliver reliably again' }).waitFor();
  await page.waitForLoadState();
  const { customerId } = order();
  await page.reload();
  await expectFits(page);
  await page.getByRole('button', { name: 'Deliver reliably again' }).click();
  await expect.poll(() => world.wire.get().lostPercent).toBe(0);

  await tab('App access');
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByText('The app has to be told.').waitFor();
  await page.getByRole('button', { name: 'Take away write_customers' }).click();
  await page.getByText('The app requires more than it has').waitFor();
  await expectFits(page);

  await page.goto(page.url().replace(/settings.*/, `customers/${customerId}`));
  await page.getByRole('button', { name: 'Erase personal data' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Erase personal data' }).click();
  await page.getByText(/Will be erased on/).waitFor();
  await expectFits(page);

  await page.goto(page.url().replace(/customers.*/, 'settings/sandbox/scheduled'));
  await expectFits(page);
  await page.getByRole('button', { name: /Do it now/ }).click();
  await page.getByText('Nothing is waiting').waitFor();
  expect(world.customers.get(customerId ?? '')?.email).toBeNull();
});

test('an order is edited in the admin', async () => {
  const { world, page, order } = await openPanel(375);
  const { id, lines } = order();
  await page.goto(page.url().replace(/settings.*/, `orders/${id}`));
  await page.getByRole('link', { name: 'Edit' }).click();
  await expectFits(page);
  await page.getByRole('spinbutton', { name: 'Quantity of Coffee' }).fill('1');
  await page.getByRole('button', { name: 'Update order' }).click();
  await page.getByText('Partially refunded').first().waitFor();
  expect(world.orders.get(id)?.refunds[0]?.lines).toMatchObject([
    { lineId: lines[0]?.id, quantity: 1 },
  ]);
});
