import type { FrameLocator, Page } from 'playwright';

import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import type { RunningDemo } from '#tests/browser/support/demo.ts';
import { addToCart } from '#tests/browser/support/shopper.ts';
import { dataRequestBody, deliver } from '#tests/browser/support/webhooks.ts';

import { onlyOnce } from './only-once.ts';

/** Brings a page to what is to be seen. */
export type View = (page: Page, demo: RunningDemo) => Promise<unknown>;

const STORE = '/store/fernhill-roastery';

/** The first comparison reads a whole year within Shopify's rate limit. */
const COMPARISON_MS_MAX = 600_000;

/** How often a page is opened until it shows what has just happened. */
const ATTEMPTS_MAX = 20;

export const storefront = (path: string) => (page: Page, demo: RunningDemo) =>
  page.goto(`${demo.shop}${path}`);

export const admin = (path: string) => (page: Page, demo: RunningDemo) =>
  page.goto(`${demo.admin}${STORE}${path}`);

/** A page of the app, inside the admin's frame, once the app has said its title. */
export const app = (path: string) => async (page: Page, demo: RunningDemo) => {
  await page.goto(`${demo.admin}${STORE}/apps/evergreen${path}`);
  return shownApp(page);
};

async function shownApp(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

export const panel = (path: string) => async (page: Page, demo: RunningDemo) => {
  await page.goto(`${demo.shop}${path}`);
  await page.locator('button.evergreen-launcher').click();
  await page.getByRole('dialog').waitFor();
  await page.waitForLoadState('networkidle');
};

/** A tab of the member's panel, once what it lists has arrived. */
export const panelTab = (path: string, tab: string) => async (page: Page, demo: RunningDemo) => {
  await panel(path)(page, demo);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: tab }).click();
  await dialog.getByRole('tabpanel').getByRole('listitem').first().waitFor();
};

export async function filledCart(page: Page, demo: RunningDemo): Promise<void> {
  await addToCart(page, demo, { handle: 'ethiopia-guji', title: 'Ethiopia Guji' });
  await page.goto(`${demo.shop}/cart`);
}

export async function regularMember(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app(`/app/members?query=${DEMO_SHOPPERS.regular.email}`)(page, demo);
  await frame.getByRole('link', { name: DEMO_SHOPPERS.regular.lastName }).first().click();
  await frame.getByRole('button', { name: 'How this was worked out' }).first().waitFor();
}

export async function memberOfGermanList(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app(`/app/members?query=${DEMO_SHOPPERS.regular.email}`)(page, demo);
  await frame.getByRole('link', { name: DEMO_SHOPPERS.regular.lastName }).first().click();
  await frame.getByRole('heading', { name: DEMO_SHOPPERS.regular.lastName }).waitFor();
}

export async function firstOrder(page: Page, demo: RunningDemo): Promise<void> {
  await admin('/orders')(page, demo);
  await page.getByRole('main').getByRole('link', { name: /^#\d+/ }).first().click();
}

export async function refundOfFirstOrder(page: Page, demo: RunningDemo): Promise<void> {
  await admin('/orders?status=unfulfilled')(page, demo);
  await page.getByRole('row', { name: /Paid/ }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Refund' }).click();
}

/** The card that says whether all of Shopify's orders are in the ledger, once it has looked. */
export const checks =
  ({ title, found }: { title: string; found: string }) =>
  async (page: Page, demo: RunningDemo) => {
    const frame = await app('')(page, demo);
    await frame.getByText(found).first().waitFor({ timeout: COMPARISON_MS_MAX });
    await frame.getByRole('heading', { name: title }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
  };

/** An event that nobody can read, the first time that it is to be seen. */
const unreadableEvent = onlyOnce((demo: RunningDemo) =>
  deliver(demo, 'orders/paid', '{"id": 450789469, "name": "#1001", "line_items": ['),
);

export async function eventsToAttendTo(page: Page, demo: RunningDemo): Promise<FrameLocator> {
  await unreadableEvent(demo);
  const frame = await app('/app/deliveries?view=attention')(page, demo);
  await frame.getByRole('link', { name: 'Order paid' }).first().waitFor();
  return frame;
}

export async function eventToAttendTo(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await eventsToAttendTo(page, demo);
  await frame.getByRole('link', { name: 'Order paid' }).first().click();
  await frame.getByRole('heading', { name: 'Order paid', level: 1 }).waitFor();
}

export async function activityOfStaff(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app('/app/deliveries')(page, demo);
  await frame.getByRole('button', { name: 'Send test event' }).click();
  await frame.getByText(/^Test event processed in/).waitFor();
  await app('/app/activity')(page, demo);
}

/** A customer who wants her data, the first time that she is to be seen. */
const dataRequest = onlyOnce((demo: RunningDemo) =>
  deliver(demo, 'customers/data_request', dataRequestBody(207119551)),
);

export async function dataRequests(page: Page, demo: RunningDemo): Promise<void> {
  await dataRequest(demo);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const frame = await app('/app/data-requests')(page, demo);
    // It is listed as soon as the worker has read it.
    if ((await frame.getByRole('button').count()) > 0) return;
  }
}

/** The same page for staff who chose German. It stays chosen: these come last. */
export const inGerman = (show: View) => async (page: Page, demo: RunningDemo) => {
  await page.request.post(`${demo.admin}${STORE}/settings/language`, {
    form: { locale: 'de' },
    headers: { Origin: demo.admin },
  });
  await show(page, demo);
};
