import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, Page } from 'playwright';
import { format, resolveConfig } from 'prettier';

import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import { type RunningDemo, startDemo } from '#tests/browser/support/demo.ts';
import { switchOnEmbed } from '#tests/browser/support/merchant.ts';
import { invite, openBrowser } from '#tests/browser/support/people.ts';
import { signIn } from '#tests/browser/support/shopper.ts';

import { enliven } from './screenshots/lively-shop.ts';
import { type Picture, pictures } from './screenshots/pictures.ts';

const FOLDER = 'docs/pictures';
const LIST = 'docs/pictures.md';

/** A desk and a phone. */
const SIZES = [
  { suffix: 'wide', width: 1280, height: 900 },
  { suffix: 'phone', width: 375, height: 812 },
] as const;

/** How long a page may take to come to rest. */
const SETTLING_MS_MAX = 5_000;

/** Pictures of every page, of a demo that has had its year; written to docs/pictures and listed in docs/pictures.md. */
async function takePictures(): Promise<void> {
  const demo = await startDemo([]);
  try {
    const browser = await openBrowser();
    try {
      await mkdir(FOLDER, { recursive: true });
      await takeAll(browser, demo);
    } finally {
      await browser.close();
    }
  } finally {
    await demo.stop();
  }
  await writeList();
}

async function takeAll(browser: Browser, demo: RunningDemo): Promise<void> {
  const people = {
    merchant: await invite(browser, 'pictures-merchant', { locale: 'en-GB' }),
    guest: await invite(browser, 'pictures-guest', { locale: 'en-GB' }),
    member: await invite(browser, 'pictures-member', { locale: 'en-GB' }),
  };
  await switchOnEmbed(people.merchant.page, demo);
  await signIn(people.member.page, demo, DEMO_SHOPPERS.regular.email);
  await enliven({ merchant: people.merchant.page, member: people.member.page }, demo);
  for (const picture of pictures) await take(picture, people[picture.viewer].page, demo);
  for (const person of Object.values(people)) await person.leave();
}

async function take(picture: Picture, page: Page, demo: RunningDemo): Promise<void> {
  for (const { suffix, width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await picture.show(page, demo);
    // A page that goes on asking has been drawn by then all the same.
    await page.waitForLoadState('networkidle', { timeout: SETTLING_MS_MAX }).catch(() => undefined);
    await page.screenshot({
      path: path.join(FOLDER, `${picture.name}-${suffix}.png`),
      animations: 'disabled',
    });
    process.stdout.write(`${picture.name}-${suffix}\n`);
  }
}

async function writeList(): Promise<void> {
  const sections = pictures.map(
    ({ name, title }) => `## ${title}

<img src="pictures/${name}-wide.png" alt="${title}, on a desk" width="640"> <img src="pictures/${name}-phone.png" alt="${title}, on a phone" width="188">`,
  );
  const text = `# Pictures

Taken by \`npm run screenshots\`, wide and at 375 pixels.

${sections.join('\n\n')}
`;
  const options = await resolveConfig(LIST);
  await writeFile(LIST, await format(text, { ...options, filepath: LIST }));
}

await takePictures();
