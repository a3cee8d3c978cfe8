import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { expect } from 'vitest';

import { ensureChromium } from '#scripts/chromium.ts';

/** The recordings, step by step with pictures. Look at one with `npx playwright show-trace <file>`. */
const RESULTS = 'test-results';

/** A desktop Chrome as people have it: the headless one calls itself a robot, and is refused as one. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** WCAG 2.1 AA, which Shopify asks of the admin, and we of the storefront. */
const ACCESSIBILITY_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Opens the browser in which people act. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium((line) => process.stderr.write(`${line}\n`)),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** Somebody with a browser profile of their own. */
export interface Person {
  readonly page: Page;
  /** Leaves, and writes the recording. */
  leave(): Promise<void>;
}

/**
 * @param name names the recording
 * @param options.locale language that the browser asks for
 */
export async function invite(
  browser: Browser,
  name: string,
  options: { locale: string; width?: number },
): Promise<Person> {
  const context = await browser.newContext({
    locale: options.locale,
    userAgent: USER_AGENT,
    viewport: { width: options.width ?? 1280, height: 900 },
  });
  await context.tracing.start({ screenshots: true, snapshots: true });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, leave: () => leave(context, name) };
}

async function leave(context: BrowserContext, name: string): Promise<void> {
  await context.tracing.stop({ path: path.join(RESULTS, `${name}.zip`) });
  await context.close();
}

/** Everything on the page, frames included, can be perceived and operated by everyone. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY_RULES).analyze();
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} at ${node.target.join(' ')}: ${violation.help}`),
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
