import { beforeAll, expect, test } from 'vitest';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp, openMember } from './support/merchant.ts';
import type { Person } from './support/people.ts';
import { addToCart, checkOut, type Shopper, signUp } from './support/shopper.ts';

const ADA: Shopper = {
  email: 'ada.forster@example.com',
  firstName: 'Ada',
  lastName: 'Forster',
};
const NAME = 'Ada Forster';

let demo: RunningDemo;
let merchant: Person;
let shopper: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('adjusting');
  shopper = await beginning.letIn('adjusted');
});

const SIZES = [
  { width: 375, height: 812 },
  { width: 1280, height: 900 },
];

/** On a phone and on a desk. */
async function expectAccessibleEverywhere(): Promise<void> {
  for (const size of SIZES) {
    await merchant.page.setViewportSize(size);
    await expectAccessible(merchant.page);
  }
}

async function openMembers() {
  const app = await openApp(merchant.page, demo);
  await merchant.page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Members' })
    .click();
  await app.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  return app;
}

/** Her order arrives in the app a moment later. */
async function untilSheIsAMember(): Promise<void> {
  await expect
    .poll(
      async () => {
        const app = await openMembers();
        await app.getByRole('heading', { level: 2 }).or(app.getByRole('table')).first().waitFor();
        return app.getByRole('link', { name: NAME }).count();
      },
      { interval: 500 },
    )
    .toBe(1);
}

async function upload(name: string, text: string) {
  const app = await openMembers();
  await app.getByRole('link', { name: 'Adjust points by file' }).first().click();
  await app.getByRole('heading', { name: 'Adjust points by file', level: 1 }).waitFor();
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await app.locator('input[type="file"]').setInputFiles(file);
  await app.getByRole('heading', { name, level: 1 }).waitFor();
  return app;
}

test('a shopper buys, and is a member', async () => {
  await signUp(shopper.page, demo, ADA);
  await addToCart(shopper.page, demo, { handle: 'house-blend', title: 'House Blend' });
  await checkOut(shopper.page, demo, ADA);
  await untilSheIsAMember();
});

test('staff give a member points, with a reason that stands in her history', async () => {
  const app = await openMember(merchant.page, demo, NAME);
  await app.getByRole('button', { name: 'Adjust points' }).first().click();
  await app.getByRole('heading', { name: 'Adjust points', level: 1 }).waitFor();
  await app.getByRole('button', { name: 'Give points' }).click();
  await app.getByText('Enter a whole number from 1 to 1,000,000.').waitFor();
  await expectAccessibleEverywhere();
  await app.getByLabel('Points', { exact: true }).fill('150');
  await app.getByLabel('Reason').fill('Thank you for your patience');
  await app.getByRole('button', { name: 'Give points' }).click();
  await app.getByRole('heading', { name: NAME, level: 1 }).waitFor();
  await app.getByText('Points given by the shop').first().waitFor();
  await app.getByText('Thank you for your patience').first().waitFor();
});

test('more than there is cannot be taken unless the rest is owed', async () => {
  const app = await openMember(merchant.page, demo, NAME);
  await app.getByRole('button', { name: 'Adjust points' }).first().click();
  await app.locator('label').filter({ hasText: 'Take points' }).click();
  await app.getByLabel('Points', { exact: true }).fill('999999');
  await app.getByLabel('Reason').fill('Given twice');
  await app.getByRole('button', { name: 'Take points' }).click();
  await app.getByRole('heading', { name: 'Not so many points' }).waitFor();
  await expectAccessibleEverywhere();
});

test('a file with mistakes is refused, line by line, and nothing of it is carried out', async () => {
  const app = await upload('wrong.csv', 'customer,points,reason\n1,5,Thanks\nIda,1.5,Thanks\n');
  await app.getByText('2 lines have problems.').waitFor();
  await app.getByText('Line 2: no member has this customer ID or email address').waitFor();
  await app.getByText('Line 3: neither a customer ID nor an email address').waitFor();
  await expectAccessibleEverywhere();
});

test('a file is checked, carried out once it is confirmed, and taken back', async () => {
  const lines = `Kunde;Punkte;Grund\n${ADA.email};1.000;Danke\n${ADA.email};-400;Doppelt\n`;
  const app = await upload('goodwill.csv', lines);
  await app.getByText('Carry this out?').waitFor();
  expect(await app.getByText('1,000').count()).toBeGreaterThan(0);
  const balances = app.getByRole('row', { name: /Doppelt/ });
  await balances.getByText(/^[\d,]+ → [\d,]+$/).waitFor();
  await expectAccessibleEverywhere();
  await app.getByRole('button', { name: 'Adjust 2 lines' }).click();
  await app.getByText('1,000 points given, 400 points taken.').waitFor();
  expect(
    await app
      .getByRole('row', { name: /Doppelt/ })
      .getByText('−400')
      .count(),
  ).toBe(2);
  await expectAccessibleEverywhere();
  await app.getByRole('button', { name: 'Take back' }).click();
  await app.getByRole('button', { name: 'Yes, take the whole file back' }).click();
  await app.getByRole('heading', { name: 'Taken back' }).waitFor();
});

test('what a file would take beyond what is there is said before it is confirmed, either way', async () => {
  const lines = `customer,points,reason\n${ADA.email},-900000,Given in error\n`;
  const app = await upload('too-much.csv', lines);
  const row = app.getByRole('row', { name: /Given in error/ });
  await row.getByText(/ → 0, only [\d,]+ of 900,000 are there$/).waitFor();
  await app.locator('label').filter({ hasText: 'owed' }).click();
  await row.getByText(/ → 0, owes [\d,]+ points$/).waitFor();
  await expectAccessibleEverywhere();
  await app.getByRole('button', { name: 'Discard' }).click();
  await app.getByText('Nothing of this file was carried out.').waitFor();
  expect(await row.count()).toBe(0);
});

test('a workbook is told from a CSV, and a file that does not exist leads back', async () => {
  const app = await upload('points.xlsx', 'PK\u0003\u0004 and more');
  await app.getByText("This is a spreadsheet program's own file.").waitFor();
  await merchant.page.goto(merchant.page.url().replace(/\d+$/, '999999'));
  await app.getByRole('heading', { name: 'File not found', level: 1 }).waitFor();
  await app.getByRole('link', { name: 'Back to the files' }).click();
  await app.getByRole('link', { name: 'points.xlsx' }).waitFor();
});

test('every file is in the list, and what staff did in the log', async () => {
  const app = await openMembers();
  await app.getByRole('link', { name: 'Adjust points by file' }).first().click();
  await app.getByRole('link', { name: 'goodwill.csv' }).waitFor();
  await app.getByText('Not possible').first().waitFor();
  await expectAccessibleEverywhere();
  await merchant.page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Settings', exact: true })
    .click();
  await app.getByRole('link', { name: 'Activity of staff' }).click();
  await app.getByText('150 points given').waitFor();
  await app.getByText('Points adjusted by a file: 2 lines, +1,000, −400').waitFor();
  await app.getByText('File of adjustments taken back').waitFor();
});
