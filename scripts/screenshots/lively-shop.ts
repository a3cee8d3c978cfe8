import type { FrameLocator, Page } from 'playwright';

import type { RunningDemo } from '#tests/browser/support/demo.ts';

import { FULL_PROGRAM } from './full-program.ts';

const APP = '/store/fernhill-roastery/apps/evergreen';

/** How often a reward is asked for until its code lies ready. */
const ATTEMPTS_MAX = 30;

/** Publishes a program in which there is everything, as a merchant does; then a member makes use of it. */
export async function enliven(
  { merchant, member }: { readonly merchant: Page; readonly member: Page },
  demo: RunningDemo,
): Promise<void> {
  await publish(merchant, demo);
  await member.goto(demo.shop);
  await redeem(member, { reward: 'discount', points: 100 });
  await redeem(member, { reward: 'tasting', points: 150 });
  await claimReview(member);
}

async function publish(page: Page, demo: RunningDemo): Promise<void> {
  const draft = await open(page, demo, '/app/program/draft');
  await draft.getByText('Coffee', { exact: true }).click();
  await draft.getByRole('button', { name: 'Begin draft' }).click();
  await draft.getByText('The draft is saved').waitFor();
  const field = draft.getByRole('textbox', { name: 'Program as JSON' });
  await field.fill(JSON.stringify(FULL_PROGRAM, undefined, 2));
  await draft.getByRole('button', { name: 'Save draft' }).click();
  await draft.getByText('Own cup').first().waitFor();
  await draft.getByRole('textbox', { name: 'Note for your team' }).fill('For the new season');
  await draft.getByRole('button', { name: 'Publish' }).click();
  await draft.getByText('Version 2 is in force').waitFor();
  const rewards = await open(page, demo, '/app/rewards');
  await rewards.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await rewards.getByRole('button', { name: 'Allow' }).waitFor({ state: 'hidden' });
}

async function open(page: Page, demo: RunningDemo, path: string): Promise<FrameLocator> {
  await page.goto(`${demo.admin}${APP}${path}`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

/** What the storefront's script sends; again until the shop has the reward. */
async function redeem(
  page: Page,
  wish: { readonly reward: string; readonly points: number },
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const state = await page.evaluate(async (wanted) => {
      const body = JSON.stringify({ intent: 'redeem', key: crypto.randomUUID(), ...wanted });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch('/apps/evergreen/redemptions', { method: 'POST', headers, body });
      return ((await answer.json()) as { readonly state: string }).state;
    }, wish);
    if (state === 'redeemed') return;
    await page.waitForTimeout(1_000);
  }
  throw new Error(`${wish.reward} could not be redeemed`);
}

async function claimReview(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const proof = 'https://reviews.example/fernhill';
    const body = new URLSearchParams({ action: 'review', proof, locale: 'en' });
    await fetch('/apps/evergreen/claim', { method: 'POST', body });
  });
}
