import type { BrowserContext, Page } from 'playwright';

import type { RunningDemo } from './demo.ts';

export interface Shopper {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Opens an account and signs in, as a person would: asks for a code, and reads it in the mailbox. */
export async function signUp(page: Page, demo: RunningDemo, shopper: Shopper): Promise<void> {
  await page.goto(demo.shop);
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill(shopper.firstName);
  await page.getByRole('textbox', { name: 'Last name' }).fill(shopper.lastName);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(shopper.email);
  await page.getByRole('button', { name: 'Create account' }).click();
  await enterCode(page, demo, shopper.email);
}

/** Signs in to an account that exists. */
export async function signIn(page: Page, demo: RunningDemo, email: string): Promise<void> {
  await page.goto(`${demo.shop}/account/login`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await enterCode(page, demo, email);
}

async function enterCode(page: Page, demo: RunningDemo, email: string): Promise<void> {
  const code = await readCode(page.context(), demo, email);
  await page.getByRole('textbox', { name: 'Six-digit code' }).fill(code);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/account$/);
}

async function readCode(
  context: BrowserContext,
  demo: RunningDemo,
  email: string,
): Promise<string> {
  const mailbox = await context.newPage();
  await mailbox.goto(demo.mail);
  await mailbox.getByRole('searchbox', { name: 'Recipient' }).fill(email);
  await mailbox.getByRole('button', { name: 'Search' }).click();
  const newest = mailbox.getByRole('link', { name: /is your sign-in code/ }).first();
  const [code] = /\d{6}/.exec((await newest.textContent()) ?? '') ?? [];
  await mailbox.close();
  if (!code) throw new Error(`The mailbox has no code for ${email}`);
  return code;
}

/** Puts a product into the cart from its own page. */
export async function addToCart(
  page: Page,
  demo: RunningDemo,
  product: { handle: string; title: string },
): Promise<void> {
  await page.goto(`${demo.shop}/products/${product.handle}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText(`${product.title} is in your cart.`).waitFor();
}

/** From the cart to the thanks. */
export async function checkOut(page: Page, demo: RunningDemo, buyer: Shopper): Promise<void> {
  await page.goto(`${demo.shop}/cart`);
  await page.getByRole('button', { name: 'Check out' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill(buyer.firstName);
  await page.getByRole('textbox', { name: 'Last name' }).fill(buyer.lastName);
  await page.getByRole('textbox', { name: 'Street and number' }).fill('Kastanienallee 12');
  await page.getByRole('textbox', { name: 'Postcode' }).fill('10119');
  await page.getByRole('textbox', { name: 'City' }).fill('Berlin');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByRole('heading', { name: /^Thank you/ }).waitFor();
}
