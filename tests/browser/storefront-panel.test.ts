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

const balance = (points: number) => ({
  points,
  number: String(points),
  unit: 'Punkte',
  text: `${points} Punkte`,
});
const FIVE = {
  ...{ points: 500, choice: null, gift: '5,00 € Rabatt', price: '500 Punkte', missing: null },
  ...{ option: '5,00 € Rabatt für 500 Punkte', because: [] },
  question: '500 Punkte für 5,00 € Rabatt einlösen?',
};
const TWENTY = {
  ...{ points: 1900, choice: null, gift: '20,00 € Rabatt', price: '1.900 Punkte' },
  ...{ option: '20,00 € Rabatt für 1.900 Punkte', because: [], missing: 'Noch 660 Punkte' },
  question: '1.900 Punkte für 20,00 € Rabatt einlösen?',
};
const reward = (key: string, offers: readonly object[]) => ({
  ...{ key, name: 'Rabatt', kind: 'amount_off', terms: ['Ab einem Warenkorb von 20 €.'], offers },
});
const REWARDS = {
  state: 'member',
  balance: balance(1240),
  rewards: [reward('discount', [FIVE])],
  own: [],
};
const READY = {
  ...{ id: '12', key: null, name: '5,00 € Rabatt', kind: 'amount_off', state: 'ready' },
  ...{ code: 'K7MX-P9QB-4TRC', about: ['Gültig bis 31. Dezember 2026.'] },
  ...{ isCancellable: true, isForCart: true, isUnderWay: false },
};
const CARD = {
  ...{ name: 'Stempelkarte', progress: '3 von 10 Artikeln', reached: 3, goal: 10, isStamps: true },
  ...{ about: ['Dann bekommst du 25 Punkte.'], terms: ['10 Artikel kaufen.'] },
};
const way = (key: string, occasion: string, more: object = {}) => ({
  ...{ key, name: key, occasion, points: '40 Punkte' },
  way: { how: 'So geht es.', status: null, because: [] },
  ...more,
});
const WAYS = [
  way('Bewertung', 'claim', { proof: 'link', address: 'https://reviews.example' }),
  way('Geburtstag', 'birthday'),
  way('Werkstatt', 'code'),
];

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
  answers.app['rewards'] = [REWARDS];
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
const tab = (name: string) => panel().getByRole('tab', { name });
const content = () => panel().getByRole('tabpanel');
const outcome = () => panel().getByRole('status');
const panel = () => page.getByRole('dialog', { name: 'Treuepunkte' });

test('the page shows the balance by itself and asks the app only after the tap', async () => {
  await visit(MEMBER);
  await page.waitForLoadState('networkidle');
  expect(await launcher().innerText()).toContain('1.240 Punkte');
  expect(answers.asked).toEqual([]);
  await launcher().click();
  await panel().getByText('Rabatt', { exact: true }).waitFor();
  expect(answers.asked).toEqual(['rewards?locale=de']);
});

test('what a member did is turned page by page, by keyboard alone, and the focus comes back', async () => {
  await visit(MEMBER);
  answers.app['activity'] = [
    { state: 'member', entries: [line('Bestellung #2', '+26')], next: '1.posting.2' },
    { state: 'member', entries: [line('Bestellung #1', null)], next: null },
  ];
  await launcher().focus();
  await page.keyboard.press('Enter');
  await tab('Einlösen').focus();
  await page.keyboard.press('ArrowLeft');
  await panel().getByRole('tab', { name: 'Verlauf', selected: true }).waitFor();
  const more = panel().getByRole('button', { name: 'Mehr anzeigen' });
  await more.focus();
  await page.keyboard.press('Enter');
  const older = panel().locator('summary', { hasText: 'Bestellung #1' });
  await older.waitFor();
  expect(answers.asked.at(-1)).toBe('activity?locale=de&cursor=1.posting.2');
  await more.waitFor({ state: 'hidden' });
  expect(await older.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  expect(await panel().getByText('26,90 € → 26 Punkte').last().isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await panel().isVisible()).toBe(false);
  expect(await launcher().evaluate((element) => element === document.activeElement)).toBe(true);
});

test('what cannot be loaded is said, and loads when tried again', async () => {
  await visit(MEMBER);
  answers.app['rewards'] = ['<html>', { ...REWARDS, rewards: [], own: [] }];
  await launcher().click();
  await content().getByText('Das konnte gerade nicht geladen werden.').waitFor();
  await panel().getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await panel().getByText('Zurzeit gibt es nichts einzulösen.').waitFor();
  const retry = panel().getByRole('button', { name: 'Noch einmal versuchen' });
  expect(await retry.isVisible()).toBe(false);
});

test('who was signed out meanwhile is asked to sign in again', async () => {
  await visit(MEMBER);
  answers.app['rewards'] = [{ state: 'signed_out' }];
  await launcher().click();
  await content().getByText('Melde dich bitte neu an').waitFor();
});

test('a reward asks once, then is redeemed, and its code can be copied, applied and given back', async () => {
  await visit(MEMBER, { permissions: ['clipboard-read', 'clipboard-write'] });
  answers.app['rewards'] = [
    REWARDS,
    { ...REWARDS, balance: balance(740), own: [READY] },
    { ...REWARDS, balance: balance(1240), own: [] },
  ];
  answers.app['POST redemptions'] = [
    { state: 'redeemed', text: 'Dein Code ist K7MX-P9QB-4TRC.' },
    { state: 'cancelled', text: 'Zurückgegeben.' },
  ];
  await launcher().click();
  await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).click();
  await panel().getByText('500 Punkte für 5,00 € Rabatt einlösen?').waitFor();
  await panel().getByRole('button', { name: 'Jetzt nicht' }).click();
  expect(answers.asked).toHaveLength(1);
  await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).click();
  await page.keyboard.press('Enter');
  await outcome().getByText('Dein Code ist K7MX-P9QB-4TRC.').waitFor();
  await panel().getByText('Gültig bis 31. Dezember 2026.').waitFor();
  expect(await launcher().innerText()).toContain('740 Punkte');
  const apply = panel().getByRole('link', { name: 'Im Warenkorb anwenden' });
  expect(await apply.getAttribute('href')).toBe(
    '/de/discount/K7MX-P9QB-4TRC?redirect=%2Fde%2Fcart',
  );
  await panel().getByRole('button', { name: 'Kopieren' }).click();
  await outcome().getByText('Kopiert.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('K7MX-P9QB-4TRC');
  await panel().getByRole('button', { name: 'Zurückgeben' }).click();
  await panel().getByRole('button', { name: 'Ja, zurückgeben' }).click();
  await outcome().getByText('Zurückgegeben.').waitFor();
  await panel().getByText('K7MX-P9QB-4TRC', { exact: true }).waitFor({ state: 'hidden' });
});

/** The keys under which rewards were asked for. */
const keysAsked = () =>
  answers.asked.flatMap((asked) => /"key":"([\w-]{16,64})"/.exec(asked)?.[1] ?? []);

async function redeemFive(): Promise<void> {
  await launcher().click();
  await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).click();
  await panel().getByRole('button', { name: 'Ja, einlösen' }).click();
}

test('a wish without an answer has the same key when it is tried again, also after a reload', async () => {
  await visit(MEMBER);
  answers.app['POST redemptions'] = [
    '<html>',
    '<html>',
    { state: 'redeemed', text: 'Geschafft.' },
    { state: 'not_enough', text: 'Nicht genug.' },
  ];
  await redeemFive();
  await outcome().getByText('nichts wird doppelt abgezogen').waitFor();
  await panel().getByRole('button', { name: 'Ja, einlösen' }).click();
  await expect.poll(() => keysAsked()).toHaveLength(2);
  await page.reload();
  await redeemFive();
  await outcome().getByText('Geschafft.').waitFor();
  await page.reload();
  await redeemFive();
  await outcome().getByText('Nicht genug.').waitFor();
  const [first, again, reloaded, another] = keysAsked();
  expect([again, reloaded]).toEqual([first, first]);
  expect(another).not.toBe(first);
});

test('a wish keeps its key until it is known what became of it, whatever is answered meanwhile', async () => {
  await visit(MEMBER);
  const inBetween = [
    { state: 'unavailable', text: 'Gerade nicht.' },
    { errors: 'Internal Server Error' },
    { state: 'refused', text: 'Schon vergeben.' },
    { state: 'redeemed', text: 'Geschafft.' },
  ];
  answers.app['POST redemptions'] = ['<html>', ...inBetween];
  for (const text of [
    'nichts wird doppelt abgezogen',
    'Gerade nicht.',
    'nichts wird doppelt abgezogen',
    'Schon vergeben.',
    'Geschafft.',
  ]) {
    await redeemFive();
    await outcome().getByText(text).waitFor();
    await page.reload();
  }
  const [first, ...later] = keysAsked();
  expect(later.slice(0, 3)).toEqual([first, first, first]);
  expect(later.slice(3)).toHaveLength(1);
  expect(later[3]).not.toBe(first);
});

test('of several steps one is chosen, and what is missing for it is said', async () => {
  await visit(MEMBER);
  answers.app['rewards'] = [{ ...REWARDS, rewards: [reward('discount', [FIVE, TWENTY])] }];
  await launcher().click();
  const steps = panel().getByRole('combobox', { name: 'Welche' });
  await steps.waitFor();
  expect(await steps.inputValue()).toBe('0');
  await steps.selectOption('20,00 € Rabatt für 1.900 Punkte');
  const missing = panel().getByRole('progressbar', { name: 'Noch 660 Punkte' });
  expect(await missing.getAttribute('max')).toBe('1900');
  expect(
    await panel()
      .getByRole('button', { name: /^Einlösen/ })
      .count(),
  ).toBe(0);
});

test('a few rewards are shown at a time', async () => {
  await visit(MEMBER);
  const offers = ['A', 'B', 'C', 'D', 'E'].map((gift) => reward(gift, [{ ...FIVE, gift }]));
  answers.app['rewards'] = [{ ...REWARDS, rewards: offers }];
  await launcher().click();
  await panel().getByRole('button', { name: 'Einlösen D' }).waitFor();
  expect(await panel().getByRole('button', { name: 'Einlösen E' }).isVisible()).toBe(false);
  await panel().getByRole('button', { name: 'Mehr anzeigen' }).click();
  const last = panel().getByRole('button', { name: 'Einlösen E' });
  expect(await last.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('what is there stays where the shop cannot be reached meanwhile', async () => {
  await visit(MEMBER);
  answers.app['rewards'] = [REWARDS, '<html>'];
  await launcher().click();
  await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).waitFor();
  await tab('Einlösen').click();
  await outcome().getByText('Der Shop war nicht erreichbar.').waitFor();
  expect(await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).count()).toBe(1);
});

test('what is under way is looked at again, until it is there', async () => {
  await visit(MEMBER);
  const coming = { ...READY, state: 'pending', code: null, isForCart: false, isUnderWay: true };
  answers.app['rewards'] = [
    { ...REWARDS, own: [{ ...coming, about: ['Dein Code ist unterwegs.'] }] },
    { ...REWARDS, own: [READY] },
  ];
  await launcher().click();
  await panel().getByText('Dein Code ist unterwegs.').waitFor();
  await panel().getByText('K7MX-P9QB-4TRC').waitFor();
});

test('what was redeemed before is fetched when it is opened', async () => {
  await visit(MEMBER);
  const used = { name: '5,00 € Rabatt', outcome: 'Benutzt', date: '2. Mai 2026' };
  answers.app['redemptions'] = [
    { state: 'member', redemptions: [used], next: '7' },
    { state: 'member', redemptions: [{ ...used, date: '1. Mai 2026' }], next: null },
  ];
  await launcher().click();
  await panel().getByText('Benutzt und abgelaufen').click();
  await panel().getByText('2. Mai 2026').waitFor();
  await panel().getByRole('button', { name: 'Mehr anzeigen' }).click();
  await panel().getByText('1. Mai 2026').waitFor();
  expect(answers.asked.at(-1)).toBe('redemptions?locale=de&view=over&before=7');
});

test('a code is entered, something claimed and a birthday told, and the outcome is read aloud', async () => {
  await visit(MEMBER);
  answers.app['actions'] = [{ state: 'member', birthday: null, actions: WAYS }];
  answers.app['challenges'] = [{ state: 'member', challenges: [] }];
  answers.app['POST code'] = [{ state: 'no_such_code', text: 'Diesen Code gibt es nicht.' }];
  answers.app['POST claim'] = [{ state: 'awaiting', text: 'Gesendet.', because: [] }];
  answers.app['POST birthday'] = [{ state: 'saved', text: 'Gespeichert.' }];
  await launcher().click();
  await tab('Sammeln').click();
  await panel().getByLabel('Hast du einen Code?').fill('open-day');
  await page.keyboard.press('Enter');
  await outcome().getByText('Diesen Code gibt es nicht.').waitFor();
  await panel().getByText('Das habe ich gemacht').click();
  await panel().getByLabel('Link, der es zeigt').fill('https://reviews.example/1');
  await panel().getByRole('button', { name: 'Senden' }).click();
  await outcome().getByText('Gesendet.').waitFor();
  await panel().getByText('Verrate uns deinen Geburtstag').click();
  await panel().getByText('Wir brauchen ihn nur').waitFor();
  await panel().getByLabel('Tag', { exact: true }).fill('10');
  await panel().getByLabel('Monat').selectOption('Juni');
  await panel().getByRole('button', { name: 'Speichern' }).click();
  await outcome().getByText('Gespeichert.').waitFor();
  expect(answers.asked.filter((asked) => asked.startsWith('POST'))).toEqual([
    'POST code code=open-day&locale=de',
    'POST claim action=Bewertung&proof=https%3A%2F%2Freviews.example%2F1&locale=de',
    'POST birthday day=10&month=6&year=&locale=de',
  ]);
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
  [{ per: 1000, plus_hundredths: 99_900, minimum: 500 }, 501, '1 Punkt'],
  [{ per: 1000, plus_hundredths: 50_000, points: 3 }, 1_499, '4 Punkte'],
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
  await panel().getByText('bekommst du 1 Punkt.').waitFor();
  expect(await panel().getByRole('tab').count()).toBe(0);
  expect(await panel().getByText('Verlauf').isVisible()).toBe(false);
});

test('a tap before the script has arrived opens the panel all the same, and is caught up with', async () => {
  await visit(MEMBER);
  let arrive = (): void => undefined;
  answers.script = new Promise((resolve) => (arrive = resolve));
  await page.reload({ waitUntil: 'commit' });
  await launcher().click();
  await panel().getByText('1.240').waitFor();
  expect(await panel().getByRole('tab').count()).toBe(0);
  arrive();
  await panel().getByRole('button', { name: 'Einlösen 5,00 € Rabatt' }).waitFor();
});

test('the panel wears the page’s colours, and nothing in it is out of anybody’s reach', async () => {
  await visit(MEMBER, { bypassCSP: true, reducedMotion: 'reduce' });
  answers.app['rewards'] = [{ ...REWARDS, own: [READY] }];
  answers.app['actions'] = [{ state: 'member', birthday: null, actions: WAYS }];
  answers.app['challenges'] = [{ state: 'member', challenges: [CARD] }];
  answers.app['activity'] = [
    { state: 'member', entries: [line('Bestellung #1', '+14')], next: null },
  ];
  const scan = async () =>
    (await new AxeBuilder({ page }).include('.evergreen').analyze()).violations.map(({ id }) => id);
  expect(await scan()).toEqual([]);
  await launcher().click();
  await panel().getByText('K7MX-P9QB-4TRC').waitFor();
  expect(await scan()).toEqual([]);
  await tab('Sammeln').click();
  await panel().getByText('3 von 10 Artikeln').waitFor();
  for (const summary of await panel().locator('summary:visible').all()) await summary.click();
  expect(await scan()).toEqual([]);
  await tab('Verlauf').click();
  await panel().getByText('Bestellung #1').waitFor();
  expect(await scan()).toEqual([]);
  expect(await panel().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
    'rgb(22, 24, 27)',
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});
