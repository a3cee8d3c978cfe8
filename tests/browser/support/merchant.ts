import type { FrameLocator, Page } from 'playwright';

import type { RunningDemo } from './demo.ts';

const STORE = '/store/fernhill-roastery';

/** The app's own pages, which the admin shows in a frame. */
function appIn(page: Page): FrameLocator {
  return page.frameLocator('iframe');
}

/** Opens Evergreen from the admin's navigation. */
export async function openApp(page: Page, demo: RunningDemo): Promise<FrameLocator> {
  await page.goto(demo.admin);
  await page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Evergreen' })
    .click();
  const app = appIn(page);
  await app.getByRole('heading', { name: 'Your loyalty program', level: 1 }).waitFor();
  return app;
}

/** Follows the app's own link to the theme editor, and saves what it has prepared there. */
export async function switchOnEmbed(page: Page, demo: RunningDemo): Promise<void> {
  const app = await openApp(page, demo);
  const editorOpens = page.context().waitForEvent('page');
  await app.getByRole('link', { name: 'Switch on in theme editor' }).first().click();
  const editor = await editorOpens;
  await editor.getByRole('switch', { name: 'Points panel', checked: true }).waitFor();
  await editor.getByRole('button', { name: 'Save' }).click();
  await editor.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' });
  await editor.close();
}

/** Opens a member's page by the search in the list of members. */
export async function openMember(
  page: Page,
  demo: RunningDemo,
  name: string,
): Promise<FrameLocator> {
  const app = await openApp(page, demo);
  await page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Members' })
    .click();
  await app.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  await app.getByRole('link', { name }).click();
  await app.getByRole('heading', { name, level: 1 }).waitFor();
  return app;
}

/** Refunds every unit of one line of the newest order. */
export async function refundLine(page: Page, demo: RunningDemo, title: string): Promise<void> {
  await page.goto(`${demo.admin}${STORE}/orders`);
  await page.getByRole('main').getByRole('link', { name: /^#\d+/ }).first().click();
  await page.getByRole('link', { name: 'Refund' }).click();
  await page.getByRole('spinbutton', { name: `Quantity of ${title}` }).fill('1');
  await page.getByRole('button', { name: 'Refund' }).click();
  await page.getByText('Partially refunded').first().waitFor();
}
