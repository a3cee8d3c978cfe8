import type { Page } from 'playwright';

import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import type { RunningDemo } from '#tests/browser/support/demo.ts';

import { onlyOnce } from './only-once.ts';
import { app, memberOfGermanList, regularMember } from './views.ts';

/** The page that explains an order, of the last one that brought the member points. */
export async function whyOfLastOrder(page: Page, demo: RunningDemo): Promise<void> {
  await regularMember(page, demo);
  const earned = page
    .frameLocator('iframe')
    .getByText(/^Earned with order #\d+$/)
    .first();
  const [order = ''] = /#\d+/.exec((await earned.textContent()) ?? '') ?? [];
  await app(`/app/why?order=${encodeURIComponent(order)}`)(page, demo);
}

/** In whichever language. */
export async function adjustRegularMember(page: Page, demo: RunningDemo): Promise<void> {
  await memberOfGermanList(page, demo);
  await page.goto(`${page.url()}/adjust`);
  await page.frameLocator('iframe').getByRole('textbox').first().waitFor();
}

/** A key, the first time that it is to be seen. */
const madeKey = onlyOnce(async (page: Page, demo: RunningDemo) => {
  const frame = await app('/app/api-keys')(page, demo);
  await frame.getByRole('textbox', { name: 'Name' }).fill('Event check-in');
  await frame.getByRole('button', { name: 'Create key' }).click();
  await frame.getByRole('textbox', { name: 'Key', exact: true }).waitFor();
});

export async function apiKeys(page: Page, demo: RunningDemo): Promise<void> {
  await madeKey(page, demo);
  const frame = await app('/app/api-keys')(page, demo);
  await frame.getByRole('heading', { name: 'Event check-in' }).waitFor();
}

/** A draft by another preset, the first time that it is to be seen. */
const fashionDraft = onlyOnce(async (page: Page, demo: RunningDemo) => {
  const frame = await app('/app/program/draft')(page, demo);
  await frame.getByText('Fashion', { exact: true }).click();
  await frame.getByRole('button', { name: 'Begin draft' }).click();
  await frame.getByText('The draft is saved').waitFor();
});

export async function draftAndItsChanges(page: Page, demo: RunningDemo): Promise<void> {
  await fashionDraft(page, demo);
  await app('/app/program/draft')(page, demo);
}

/** A file of adjustments, the first time that it is to be seen: where its page is. */
const uploadedFile = onlyOnce(async (page: Page, demo: RunningDemo) => {
  const frame = await app('/app/adjustments')(page, demo);
  const { regular, occasional } = DEMO_SHOPPERS;
  const lines = `customer,points,reason\n${regular.email},50,Sorry for the delay\n${occasional.email},-5,Given twice\n`;
  const file = { name: 'goodwill.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) };
  await frame.locator('input[type="file"]').setInputFiles(file);
  await frame.getByText('Carry this out?').waitFor();
});

export async function fileBeforeItIsCarriedOut(page: Page, demo: RunningDemo): Promise<void> {
  await uploadedFile(page, demo);
  const frame = await app('/app/adjustments')(page, demo);
  await frame.getByRole('link', { name: 'goodwill.csv' }).first().click();
  await frame.getByRole('heading', { name: 'goodwill.csv', level: 1 }).waitFor();
  await frame.getByText('Given twice').waitFor();
}

export async function promisedRedemption(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app('/app/redemptions?view=promised')(page, demo);
  await frame.getByRole('link', { name: 'Tasting for two' }).first().click();
  await frame.getByRole('heading', { name: 'Tasting for two', level: 1 }).waitFor();
}
