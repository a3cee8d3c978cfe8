import type { FrameLocator, Page } from 'playwright';

import { DEMO_SHOPPERS } from '#sandbox/seed/shoppers.ts';
import type { RunningDemo } from '#tests/browser/support/demo.ts';
import { addToCart } from '#tests/browser/support/shopper.ts';

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
];
