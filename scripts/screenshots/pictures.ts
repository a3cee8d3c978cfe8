import type { FrameLocator, Page } from 'playwright';

import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import type { RunningDemo } from '#tests/browser/support/demo.ts';
import { addToCart } from '#tests/browser/support/shopper.ts';
import { dataRequestBody, deliver } from '#tests/browser/support/webhooks.ts';

/** A page worth showing. */
export interface Picture {
  /** Begins the names of its files. */
  readonly name: string;
  readonly title: string;
  readonly viewer: 'guest' | 'member' | 'merchant';
  /** Brings the page to what is to be seen. */
  show(page: Page, demo: RunningDemo): Promise<unknown>;
}

const STORE = '/store/fernhill-roastery';

/** The first comparison reads a whole year within Shopify's rate limit. */
const COMPARISON_MS_MAX = 600_000;

/** How often a page is opened until it shows what has just happened. */
const ATTEMPTS_MAX = 20;

const storefront = (path: string) => (page: Page, demo: RunningDemo) =>
  page.goto(`${demo.shop}${path}`);

const admin = (path: string) => (page: Page, demo: RunningDemo) =>
  page.goto(`${demo.admin}${STORE}${path}`);

/** A page of the app, inside the admin's frame, once the app has said its title. */
const app = (path: string) => async (page: Page, demo: RunningDemo) => {
  await page.goto(`${demo.admin}${STORE}/apps/evergreen${path}`);
  return shownApp(page);
};

async function shownApp(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

const panel = (path: string) => async (page: Page, demo: RunningDemo) => {
  await page.goto(`${demo.shop}${path}`);
  await page.locator('button.evergreen-launcher').click();
  await page.getByRole('dialog').waitFor();
  await page.waitForLoadState('networkidle');
};

async function filledCart(page: Page, demo: RunningDemo): Promise<void> {
  await addToCart(page, demo, { handle: 'ethiopia-guji', title: 'Ethiopia Guji' });
  await page.goto(`${demo.shop}/cart`);
}

async function regularMember(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app(`/app/members?query=${DEMO_SHOPPERS.regular.email}`)(page, demo);
  await frame.getByRole('link', { name: DEMO_SHOPPERS.regular.lastName }).first().click();
  await frame.getByRole('button', { name: 'How this was worked out' }).first().waitFor();
}

async function memberOfGermanList(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app(`/app/members?query=${DEMO_SHOPPERS.regular.email}`)(page, demo);
  await frame.getByRole('link', { name: DEMO_SHOPPERS.regular.lastName }).first().click();
  await frame.getByRole('heading', { name: DEMO_SHOPPERS.regular.lastName }).waitFor();
}

async function firstOrder(page: Page, demo: RunningDemo): Promise<void> {
  await admin('/orders')(page, demo);
  await page.getByRole('main').getByRole('link', { name: /^#\d+/ }).first().click();
}

async function refundOfFirstOrder(page: Page, demo: RunningDemo): Promise<void> {
  await admin('/orders?status=unfulfilled')(page, demo);
  await page.getByRole('row', { name: /Paid/ }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Refund' }).click();
}

/** The card that says whether all of Shopify's orders are in the ledger, once it has looked. */
const checks =
  ({ title, found }: { title: string; found: string }) =>
  async (page: Page, demo: RunningDemo) => {
    const frame = await app('')(page, demo);
    await frame.getByText(found).first().waitFor({ timeout: COMPARISON_MS_MAX });
    await frame.getByRole('heading', { name: title }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
  };

/** An event that nobody can read, the first time that it is to be seen. */
const unreadableEvent = onlyOnce((demo) =>
  deliver(demo, 'orders/paid', '{"id": 450789469, "name": "#1001", "line_items": ['),
);

async function eventsToAttendTo(page: Page, demo: RunningDemo): Promise<FrameLocator> {
  await unreadableEvent(demo);
  const frame = await app('/app/deliveries?view=attention')(page, demo);
  await frame.getByRole('link', { name: 'Order paid' }).first().waitFor();
  return frame;
}

async function eventToAttendTo(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await eventsToAttendTo(page, demo);
  await frame.getByRole('link', { name: 'Order paid' }).first().click();
  await frame.getByRole('heading', { name: 'Order paid', level: 1 }).waitFor();
}

async function activityOfStaff(page: Page, demo: RunningDemo): Promise<void> {
  const frame = await app('/app/deliveries')(page, demo);
  await frame.getByRole('button', { name: 'Send test event' }).click();
  await frame.getByText(/^Test event processed in/).waitFor();
  await app('/app/activity')(page, demo);
}

/** A customer who wants her data, the first time that she is to be seen. */
const dataRequest = onlyOnce((demo) =>
  deliver(demo, 'customers/data_request', dataRequestBody(207119551)),
);

async function dataRequests(page: Page, demo: RunningDemo): Promise<void> {
  await dataRequest(demo);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const frame = await app('/app/data-requests')(page, demo);
    // It is listed as soon as the worker has read it.
    if ((await frame.getByRole('button').count()) > 0) return;
  }
}

/** Pictures are taken in several sizes; what they show has happened once. */
function onlyOnce(happen: (demo: RunningDemo) => Promise<void>) {
  let happened: Promise<void> | undefined;
  return (demo: RunningDemo) => (happened ??= happen(demo));
}

/** The same page for staff who chose German. It stays chosen: these come last. */
const inGerman = (show: Picture['show']) => async (page: Page, demo: RunningDemo) => {
  await page.request.post(`${demo.admin}${STORE}/settings/language`, {
    form: { locale: 'de' },
    headers: { Origin: demo.admin },
  });
  await show(page, demo);
};

/** In the order in which docs/pictures.md shows them. */
export const pictures: readonly Picture[] = [
  { name: 'storefront-home', title: 'The shop', viewer: 'member', show: storefront('/') },
  {
    name: 'storefront-panel-member',
    title: "The member's panel",
    viewer: 'member',
    show: panel('/products/house-blend'),
  },
  {
    name: 'storefront-panel-guest',
    title: 'The panel for somebody who looks around',
    viewer: 'guest',
    show: panel('/'),
  },
  {
    name: 'storefront-panel-german',
    title: 'The panel in German',
    viewer: 'member',
    show: panel('/de/products/house-blend'),
  },
  {
    name: 'storefront-product',
    title: 'A product',
    viewer: 'guest',
    show: storefront('/products/ethiopia-guji'),
  },
  {
    name: 'storefront-collection',
    title: 'A collection',
    viewer: 'guest',
    show: storefront('/collections/all'),
  },
  { name: 'storefront-cart', title: 'The cart', viewer: 'guest', show: filledCart },
  {
    name: 'storefront-sign-in',
    title: 'Signing in',
    viewer: 'guest',
    show: storefront('/account/login'),
  },
  {
    name: 'storefront-account',
    title: "The shopper's account",
    viewer: 'member',
    show: storefront('/account'),
  },
  { name: 'admin-home', title: "The merchant's home", viewer: 'merchant', show: app('') },
  { name: 'admin-members', title: 'Members', viewer: 'merchant', show: app('/app/members') },
  { name: 'admin-member', title: 'A member', viewer: 'merchant', show: regularMember },
  { name: 'admin-settings', title: 'Settings', viewer: 'merchant', show: app('/app/settings') },
  {
    name: 'admin-events',
    title: 'Events from Shopify',
    viewer: 'merchant',
    show: app('/app/deliveries'),
  },
  {
    name: 'admin-events-attention',
    title: 'Events that need attention',
    viewer: 'merchant',
    show: eventsToAttendTo,
  },
  {
    name: 'admin-event',
    title: 'An event that could not be read',
    viewer: 'merchant',
    show: eventToAttendTo,
  },
  {
    name: 'admin-activity',
    title: 'Activity of staff',
    viewer: 'merchant',
    show: activityOfStaff,
  },
  {
    name: 'admin-data-requests',
    title: 'Privacy requests',
    viewer: 'merchant',
    show: dataRequests,
  },
  {
    name: 'admin-theme-editor',
    title: 'The theme editor of the sandbox',
    viewer: 'merchant',
    show: admin('/themes/current/editor'),
  },
  {
    name: 'admin-orders',
    title: 'Orders in the sandbox',
    viewer: 'merchant',
    show: admin('/orders'),
  },
  {
    name: 'admin-customers',
    title: 'Customers in the sandbox',
    viewer: 'merchant',
    show: admin('/customers'),
  },
  {
    name: 'admin-products',
    title: 'Products in the sandbox',
    viewer: 'merchant',
    show: admin('/products'),
  },
  { name: 'admin-order', title: 'An order in the sandbox', viewer: 'merchant', show: firstOrder },
  {
    name: 'admin-refund',
    title: 'A refund in the sandbox',
    viewer: 'merchant',
    show: refundOfFirstOrder,
  },
  {
    name: 'admin-sandbox-panel',
    title: "The sandbox's panel",
    viewer: 'merchant',
    show: admin('/settings/sandbox'),
  },
  {
    name: 'admin-home-checks',
    title: 'Whether every order is in the ledger',
    viewer: 'merchant',
    show: checks({ title: 'In step with Shopify', found: 'unaccounted for' }),
  },
  {
    name: 'mailbox',
    title: 'The mailbox',
    viewer: 'merchant',
    show: (page, demo) => page.goto(demo.mail),
  },
  {
    name: 'admin-home-german',
    title: "The merchant's home in German",
    viewer: 'merchant',
    show: inGerman(app('')),
  },
  {
    name: 'admin-members-german',
    title: 'Members in German',
    viewer: 'merchant',
    show: inGerman(app('/app/members')),
  },
  {
    name: 'admin-member-german',
    title: 'A member in German',
    viewer: 'merchant',
    show: inGerman(memberOfGermanList),
  },
  {
    name: 'admin-events-german',
    title: 'Events from Shopify in German',
    viewer: 'merchant',
    show: inGerman(app('/app/deliveries')),
  },
  {
    name: 'admin-data-requests-german',
    title: 'Privacy requests in German',
    viewer: 'merchant',
    show: inGerman(dataRequests),
  },
];
