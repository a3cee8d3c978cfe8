import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { ensureChromium } from '#scripts/chromium.ts';
import { faceOf, summaryOf } from '#tests/extensions/support/render-block.ts';
import { type Answers, servePage } from '#tests/extensions/support/serve-page.ts';

const PRODUCT = {
  variants: [
    { id: 11, price: 1490 },
    { id: 12, price: 2690 },
  ],
};
const MEMBER = { firstName: 'Lena', summary: summaryOf({ points: 1240 }) };

const line = (text: string, points: string | null) => ({
  at: '2026-11-02T10:00:00Z',
  date: '2. November 2026',
  points,
  text,
  because: ['26,90 € → 26 Punkte'],
});

let browser: Browser;
let server: Awaited<ReturnType<typeof servePage>>;
let page: Page;
let answers: Answers;
let complaints: string[];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: await ensureChromium(() => undefined),
    args: ['--no-sandbox', '--disable-gpu'],
  });
});

afterEach(async () => {
  await page.context().close();
  await server.close();
  // The console reports what the Content-Security-Policy forbade, and what went wrong in the script.
  expect(complaints).toEqual([]);
});

afterAll(() => browser.close());

async function visit(
  shopper: typeof MEMBER | undefined,
  options: Parameters<Browser['newContext']>[0] = {},
  program = faceOf({}),
): Promise<void> {
  server = await servePage({
    locale: 'de',
    program,
    product: PRODUCT,
    ...(shopper && { customer: shopper }),
  });
  ({ answers } = server);
  const context = await browser.newContext({ viewport: { width: 375, height: 740 }, ...options });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url);
}

const launcher = () => page.locator('.evergreen-launcher');
const panel = () => page.getByRole('dialog', { name: 'Treuepunkte' });

test('the page shows the balance by itself and asks the app only after the tap', async () => {
  await visit(MEMBER);
  answers.activity = [{ state: 'member', entries: [line('Bestellung #1', '+14')], next: null }];
  await page.waitForLoadState('networkidle');
  expect(await launcher().innerText()).toContain('1.240 Punkte');
  expect(answers.asked).toEqual([]);
  await launcher().click();
  await panel().getByText('Bestellung #1').waitFor();
  expect(answers.asked).toEqual(['/apps/evergreen/activity?locale=de']);
});

test('the panel is used by keyboard alone, page by page, and gives the focus back', async () => {
  await visit(MEMBER);
  answers.activity = [
    { state: 'member', entries: [line('Bestellung #2', '+26')], next: '1.posting.2' },
    { state: 'member', entries: [line('Bestellung #1', null)], next: null },
  ];
  await launcher().focus();
  await page.keyboard.press('Enter');
  const more = panel().getByRole('button', { name: 'Mehr anzeigen' });
  await more.focus();
  await page.keyboard.press('Enter');
  const older = panel().locator('summary', { hasText: 'Bestellung #1' });
  await older.waitFor();
  expect(answers.asked[1]).toBe('/apps/evergreen/activity?locale=de&cursor=1.posting.2');
  expect(await older.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await more.isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  expect(await panel().getByText('26,90 € → 26 Punkte').last().isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await panel().isVisible()).toBe(false);
  expect(await launcher().evaluate((element) => element === document.activeElement)).toBe(true);
});

test('what cannot be loaded is said, and loads when tried again', async () => {
  await visit(MEMBER);
  answers.activity = ['<html>', { state: 'member', entries: [], next: null }];
  await launcher().click();
  await panel().getByText('Deine Aktivitäten konnten gerade nicht geladen werden.').waitFor();
  await panel().getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await panel().getByText('Noch nichts da.').waitFor();
  expect(await panel().getByRole('button', { name: 'Noch einmal versuchen' }).isVisible()).toBe(
    false,
  );
});

test('who was signed out meanwhile is asked to sign in again', async () => {
  await visit(MEMBER);
  answers.activity = [{ state: 'signed_out' }];
  await launcher().click();
  await panel().getByText('Melde dich bitte neu an').waitFor();
});

test('another variant shows its own worth, and the cart what it holds now', async () => {
  await visit(undefined);
  const gift = { gift_card: true, final_line_price: 5000 };
  answers.cart = { currency: 'EUR', total_price: 105_000, items: [gift] };
  expect(
    await page.getByText('Mit diesem Produkt sammelst du 14 Punkte.').first().isVisible(),
  ).toBe(true);
  await page.getByLabel('Size').selectOption('12');
  await page.locator('main').getByText('Mit diesem Produkt sammelst du 26 Punkte.').waitFor();
  await launcher().click();
  await panel().getByText('Dein Warenkorb bringt dir 1.000 Punkte.').waitFor();
  expect(answers.asked).toEqual([]);
});

test.each([
  [{ per: 1000, plus: 999, minimum: 500 }, 501, '1 Punkt'],
  [{ per: 1000, plus: 500, points: 3 }, 1_499, '4 Punkte'],
  [{ per: null, points: 50, minimum: 1 }, 1, '50 Punkte'],
  [{ gift_cards: true }, 6_000, '60 Punkte'],
])('by %j the cart of %i is worth %s as it changes', async (earns, total, worth) => {
  await visit(undefined, {}, faceOf({ earns }));
  const card = { gift_card: 'gift_cards' in earns, final_line_price: total };
  answers.cart = { currency: 'EUR', total_price: total, items: [card] };
  await launcher().click();
  await panel().getByText(`Dein Warenkorb bringt dir ${worth}.`).waitFor();
});

test('a cart below what the program asks for promises nothing', async () => {
  await visit(undefined, {}, faceOf({ earns: { minimum: 2_000 } }));
  answers.cart = { currency: 'EUR', total_price: 2_000, items: [] };
  await launcher().click();
  await panel().getByText('Dein Warenkorb bringt dir 20 Punkte.').waitFor();
  await page.keyboard.press('Escape');
  answers.cart = { currency: 'EUR', total_price: 1_999, items: [] };
  await launcher().click();
  await panel().getByText('Dein Warenkorb').waitFor({ state: 'hidden' });
});

test('a tap beside the panel closes it', async () => {
  await visit(undefined);
  await launcher().click();
  await panel().waitFor();
  await page.mouse.click(180, 20);
  await panel().waitFor({ state: 'hidden' });
});

test('without script the panel still opens with all that is in the page', async () => {
  await visit(MEMBER, { javaScriptEnabled: false });
  await launcher().click();
  await panel().getByText('1.240').waitFor();
  expect(await panel().getByText('Letzte Aktivitäten').isVisible()).toBe(false);
});

test('the panel wears the page’s colours, and nothing in it is out of anybody’s reach', async () => {
  await visit(MEMBER, { bypassCSP: true, reducedMotion: 'reduce' });
  answers.activity = [{ state: 'member', entries: [line('Bestellung #1', '+14')], next: null }];
  const scan = async () =>
    (await new AxeBuilder({ page }).include('.evergreen').analyze()).violations.map(({ id }) => id);
  expect(await scan()).toEqual([]);
  await launcher().click();
  await panel().getByText('Bestellung #1').waitFor();
  expect(await scan()).toEqual([]);
  expect(await panel().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
    'rgb(22, 24, 27)',
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});
