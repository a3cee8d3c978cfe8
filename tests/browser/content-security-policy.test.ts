import type { Frame, Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';

import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import type { Person } from './support/people.ts';
import { takeRefusals } from './support/refusals.ts';

const STORE = '/store/fernhill-roastery';

let demo: RunningDemo;
let merchant: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('content-security-policy');
});

/** Opens a page of the app in the admin, and waits until it has come to rest. */
async function openInAdmin(page: Page, path: string): Promise<Frame> {
  await page.goto(`${demo.admin}${STORE}/apps/evergreen${path}`);
  return shownApp(page);
}

async function shownApp(page: Page): Promise<Frame> {
  await page.frameLocator('iframe').getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new Error('The admin shows no app');
  return frame;
}

const originOf = (frame: Frame) => new URL(frame.url()).origin;

/** Home, and every page that the app's navigation leads to. */
async function pagesOfNavigation(page: Page): Promise<string[]> {
  await openInAdmin(page, '/app');
  const links = page.locator('.app-nav a');
  await links.first().waitFor({ state: 'attached' });
  const hrefs = await links.evaluateAll((all) =>
    all.map((link) => (link as HTMLElement).dataset['href'] ?? ''),
  );
  return ['/app', ...hrefs];
}

// What is refused on the way is found by fail-on-refusals.ts.
describe('the policy lets every page of the admin be what it is', () => {
  test.each([
    { language: 'en', size: { width: 1280, height: 900 } },
    { language: 'de', size: { width: 375, height: 812 } },
  ])('in $language, $size.width pixels wide', async ({ language, size }) => {
    const { page } = merchant;
    await page.setViewportSize(size);
    await page.request.post(`${demo.admin}${STORE}/settings/language`, {
      form: { locale: language },
      headers: { Origin: demo.admin },
    });
    const paths = await pagesOfNavigation(page);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of [...paths, '/app/no-such-page']) {
      const frame = await openInAdmin(page, path);
      expect(await frame.evaluate(() => document.documentElement.lang)).toBe(language);
    }
  });

  test('also where the session token is missing and App Bridge fetches one', async () => {
    const { page } = merchant;
    const frame = await openInAdmin(page, '/app');
    const bounced = page.waitForResponse((response) =>
      response.url().includes('/auth/session-token'),
    );
    const address = new URL(frame.url());
    address.pathname = '/app/members';
    address.searchParams.delete('id_token');
    await frame.goto(address.href);
    await bounced;
    await shownApp(page);
  });

  test('and the pages outside of it', async () => {
    const origin = originOf(await openInAdmin(merchant.page, '/app'));
    for (const path of ['/', '/no-such-page']) {
      await merchant.page.goto(`${origin}${path}`);
      await merchant.page.getByRole('heading', { level: 1 }).waitFor();
    }
  });
});

describe('the policy refuses', () => {
  test('a script that somebody gets into the page, however it is written', async () => {
    const frame = await openInAdmin(merchant.page, '/app');
    const hasRun = await frame.evaluate(async () => {
      const run = 'window.hasRun = true';
      const script = document.createElement('script');
      script.textContent = run;
      const image = document.createElement('img');
      image.setAttribute('onerror', run);
      image.src = 'data:,';
      const link = document.createElement('a');
      link.href = `javascript:${run}`;
      document.body.append(script, image, link);
      link.click();
      await new Promise((resolve) => image.addEventListener('error', resolve));
      try {
        (0, eval)(run);
      } catch {
        // As it should be.
      }
      return 'hasRun' in window;
    });
    expect(hasRun).toBe(false);
    const refused = takeRefusals().join('\n');
    expect(refused).toMatch(/inline script/);
    expect(refused).toMatch(/inline event handler/);
    expect(refused).toMatch(/JavaScript URL/i);
  });

  test('scripts, requests, forms and a base of other sites', async () => {
    const frame = await openInAdmin(merchant.page, '/app');
    const origin = originOf(frame);
    const base = await frame.evaluate(async () => {
      const elsewhere = 'https://elsewhere.example';
      const script = Object.assign(document.createElement('script'), { src: `${elsewhere}/x.js` });
      const refusal = new Promise((resolve) => script.addEventListener('error', resolve));
      const base = Object.assign(document.createElement('base'), { href: elsewhere });
      const form = Object.assign(document.createElement('form'), { action: elsewhere });
      document.head.append(script, base);
      document.body.append(form);
      form.submit();
      await Promise.all([refusal, fetch(elsewhere).catch(() => undefined)]);
      return document.baseURI;
    });
    expect(base).toContain(origin);
    // A form is sent a moment after it was submitted, and refused then.
    let refused = '';
    await expect.poll(() => (refused += takeRefusals().join('\n'))).toContain('form-action');
    for (const directive of ['script-src', 'connect-src', 'form-action', 'base-uri']) {
      expect(refused).toContain(directive);
    }
  });

  test('to be shown in a frame of another site', async () => {
    const origin = originOf(await openInAdmin(merchant.page, '/app'));
    const page = await merchant.page.context().newPage();
    await page.setContent(`<iframe src="${origin}/"></iframe>`);
    await expect.poll(() => takeRefusals().join('\n')).toContain('frame-ancestors');
    await page.close();
  });
});
