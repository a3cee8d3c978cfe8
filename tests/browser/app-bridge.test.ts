import { type ServerType, serve } from '@hono/node-server';
import type { Browser, FrameLocator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { freePort } from '#tests/support/free-port.ts';
import { markInstalled, openAdmin } from '#tests/sandbox/support/admin-world.ts';
import { tinyEmbeddedApp, type Visit } from '#tests/sandbox/support/tiny-embedded-app.ts';

import { openBrowser } from './support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('App Bridge', () => {
  let page: Page;
  let app: FrameLocator;
  let visits: Visit[];
  let shell: string;

  beforeEach(async () => {
    const opened = await openTinyApp();
    ({ page, visits, shell } = opened);
    app = page.frameLocator('.app-frame');
    await page.goto(`${shell}/app`);
    await expectTitle(page, 'Points');
  });

  it('lends the app the admin’s navigation, title and address', async () => {
    await page.getByRole('link', { name: 'Members' }).click();
    await expectTitle(page, 'Members');
    await page.waitForURL(`${shell}/app/members`);
    expect(await page.locator('.app-nav [aria-current="page"]').textContent()).toBe('Members');

    await page.reload();
    await expectTitle(page, 'Members');
    await page.getByRole('button', { name: 'Points' }).click();
    await page.waitForURL(`${shell}/app`);
  });

  it('keeps the admin’s address in step with the app’s history', async () => {
    await app.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL(`${shell}/app/rewards?page=2`);

    await page.goBack();

    await page.waitForURL(`${shell}/app`);
  });

  it('puts a session token on requests to the app, and a new one when that was refused', async () => {
    await app.getByRole('button', { name: 'Fetch' }).click();
    await app.locator('#fetched', { hasText: '{"members":3}' }).waitFor();

    const tokens = visits.filter(({ path }) => path === '/data');
    expect(tokens).toHaveLength(2);
    for (const { authorization } of tokens) expect(authorization).toMatch(/^Bearer \S+\.\S+\.\S+$/);
  });

  it('gets a token for a page that the app could not authenticate', async () => {
    await page.goto(`${shell}/bounced`);
    await expectTitle(page, 'Bounced');

    expect(visits.find(({ path }) => path === '/auth/session-token')).toBeDefined();
    expect(visits.at(-1)?.idToken).toMatch(/^\S+\.\S+\.\S+$/);
    expect(page.url()).toBe(`${shell}/bounced`);
  });

  it('passes presses in the admin on to the app’s own buttons', async () => {
    await page.getByRole('button', { name: 'Create reward' }).click();

    await app.locator('#pressed', { hasText: 'create' }).waitFor();
  });

  it('shows toasts, and modals over the app', async () => {
    await app.getByRole('button', { name: 'Toast' }).click();
    await page.getByText('Reward saved').waitFor();

    await app.getByRole('button', { name: 'Ask' }).click();
    await app.getByRole('dialog', { name: 'Delete reward' }).getByText('Shall it be?').waitFor();
    await app.getByRole('button', { name: 'Delete', exact: true }).click();
    await app.locator('#pressed', { hasText: 'delete' }).waitFor();
  });

  it('asks before unsaved changes are lost, and saves them by the admin’s button', async () => {
    await app.getByLabel('Name').fill('Stars');
    await page.getByText('Unsaved changes').waitFor();

    await page.getByRole('link', { name: 'Orders', exact: true }).click({ force: true });
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(page.url()).toBe(`${shell}/app`);

    await page.getByRole('button', { name: 'Save' }).click();
    await app.locator('#pressed', { hasText: 'submitted' }).waitFor();
    await page.locator('.save-bar').waitFor({ state: 'hidden' });
  });

  it('shows an app’s own save bar', async () => {
    await app.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();

    await app.locator('#pressed', { hasText: 'discard' }).waitFor();
    await page.locator('.save-bar').waitFor({ state: 'hidden' });
  });

  it('answers for the shop: the app’s extensions and its products', async () => {
    await app.getByRole('button', { name: 'Extensions' }).click();
    await app.locator('#listed', { hasText: 'theme_app_extension' }).waitFor();

    await app.getByRole('button', { name: 'Pick' }).click();
    await page.getByLabel(/House Blend/).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await app.locator('#picked', { hasText: 'House Blend' }).waitFor();
  });

  it('opens pages of the admin in the admin', async () => {
    await app.getByRole('link', { name: 'Orders of the shop' }).click();

    await page.waitForURL(/\/store\/fernhill-roastery\/orders$/);
  });
});

async function expectTitle(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

/** The admin with the tiny app in it, each at an origin of its own. */
async function openTinyApp() {
  const [adminPort, appPort] = [await freePort(), await freePort()];
  const adminOrigin = `http://localhost:${adminPort}`;
  const appOrigin = `http://localhost:${appPort}`;
  const { world, admin } = await openAdmin({ adminOrigin, appOrigin });
  markInstalled(world);
  const tiny = tinyEmbeddedApp(adminOrigin);
  const servers: ServerType[] = [
    serve({ fetch: admin.fetch, port: adminPort, hostname: 'localhost' }),
    serve({ fetch: tiny.app.fetch, port: appPort, hostname: 'localhost' }),
  ];
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  onTestFinished(async () => {
    await page.close();
    for (const server of servers) server.close();
  });
  const shell = `${adminOrigin}/store/fernhill-roastery/apps/evergreen`;
  return { page, visits: tiny.visits, shell };
}
