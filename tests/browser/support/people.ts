import path from 'node:path';

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';

import { ensureChromium } from '#scripts/chromium.ts';

import { noteRefusals } from './refusals.ts';

/** The recordings, step by step with pictures. Look at one with `npx playwright show-trace <file>`. */
const RESULTS = 'test-results';

/** A desktop Chrome as people have it: the headless one calls itself a robot, and is refused as one. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Opens the browser in which people act. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium((line) => process.stderr.write(`${line}\n`)),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  noteRefusals(browser);
  return browser;
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
  page.setDefaultTimeout(60_000);
  return { page, leave: () => leave(context, name) };
}

async function leave(context: BrowserContext, name: string): Promise<void> {
  await context.tracing.stop({ path: path.join(RESULTS, `${name}.zip`) });
  await context.close();
}
