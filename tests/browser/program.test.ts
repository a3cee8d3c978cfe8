import { readFile } from 'node:fs/promises';

import type { FrameLocator, Locator } from 'playwright';
import { beforeAll, expect, test } from 'vitest';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp } from './support/merchant.ts';
import type { Person } from './support/people.ts';

let demo: RunningDemo;
let merchant: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('program');
});

/** The page can be used by everyone, and is no wider than a phone. */
async function usable(): Promise<void> {
  await expectAccessible(merchant.page);
  const size = merchant.page.viewportSize();
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  const app = merchant.page.frameLocator('iframe');
  const overflow = await app
    .locator('html')
    .evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  if (size) await merchant.page.setViewportSize(size);
}

/** By its label, as people do: Polaris draws its own button over the radio. */
async function choose(app: FrameLocator, label: string): Promise<void> {
  await app.getByText(label, { exact: true }).click();
  expect(await app.getByRole('radio', { name: label }).isChecked()).toBe(true);
}

async function openProgram(): Promise<FrameLocator> {
  const app = await openApp(merchant.page, demo);
  await merchant.page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Program', exact: true })
    .click();
  await app.getByRole('heading', { name: 'Program', level: 1 }).waitFor();
  return app;
}

async function openDraft(): Promise<FrameLocator> {
  const app = await openProgram();
  await app.getByRole('link', { name: /Change the program|Open the draft/ }).click();
  await app.getByRole('heading', { name: 'Draft', level: 1 }).waitFor();
  return app;
}

/** What is marked in a field. */
function selectedIn(field: Locator): Promise<string> {
  return field.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
}

test('the program in force is there in words', async () => {
  const app = await openProgram();
  await app.getByRole('heading', { name: 'In force: version 1' }).waitFor();
  await app.getByText('1 point for every €1.').waitFor();
  await app.getByText('Points do not expire.').waitFor();
  await app.getByRole('link', { name: 'Version 1' }).waitFor();
  await usable();
});

test('a preset becomes a draft that says what it changes', async () => {
  const app = await openDraft();
  await usable();
  await choose(app, 'Coffee');
  await app.getByRole('button', { name: 'Begin draft' }).click();
  await app.getByText('The draft is saved').waitFor();
  await app
    .getByRole('heading', { name: /Punch card/ })
    .first()
    .waitFor();
  await app.getByText('Points do not expire.').waitFor();
  await app.getByText('Buy 10 items.').first().waitFor();
  await usable();
});

test('what is wrong in a document is said beside its place, and nothing is saved', async () => {
  const app = await openDraft();
  const field = app.getByRole('textbox', { name: 'Program as JSON' });
  const text = await field.inputValue();
  await field.fill(text.replace('"rounding": "down"', '"rounding": "sideways"'));
  await app.getByRole('button', { name: 'Save draft' }).click();
  await app.getByText('Nothing was saved: this is no program yet').waitFor();
  await app.getByText('earning.order.rounding').waitFor();
  await app.getByText('Possible here: down, nearest, up.').waitFor();
  await app.getByText('Points for orders', { exact: true }).first().waitFor();
  await app.getByRole('button', { name: /^Show line \d+$/ }).click();
  expect(await selectedIn(field)).toMatch(/^\s*"rounding": "sideways",?$/);
  await field.fill(text.replace(',\n', '\n'));
  await app.getByRole('button', { name: 'Save draft' }).click();
  await app.getByText('This is not JSON. Perhaps a bracket or a comma is missing.').waitFor();
  await app.getByRole('button', { name: /^Show line \d+$/ }).click();
  await usable();
});

test('errors keep a draft from being published, and are said', async () => {
  const app = await openDraft();
  const field = app.getByRole('textbox', { name: 'Program as JSON' });
  const text = await field.inputValue();
  await field.fill(text.replace('"reward": "treat"', '"reward": "feast"'));
  await app.getByRole('button', { name: 'Save draft' }).click();
  await app.getByText('The draft is saved').waitFor();
  await app.getByText('There is no reward with the key feast.').waitFor();
  expect(await app.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
  await app.getByRole('textbox', { name: 'Program as JSON' }).fill(text);
  await app.getByRole('button', { name: 'Save draft' }).click();
  await app.getByText('There is no reward with the key feast.').waitFor({ state: 'detached' });
});

test('publishing puts it in force, with who did it and why', async () => {
  const app = await openDraft();
  await app.getByRole('textbox', { name: 'Note for your team' }).fill('For the new season');
  await app.getByRole('button', { name: 'Publish' }).click();
  await app.getByText('Version 2 is in force').waitFor();
  const program = await openProgram();
  await program.getByRole('heading', { name: 'In force: version 2' }).waitFor();
  await program.getByText('Note: For the new season').waitFor();
  await program.getByText(/^Published by you on/).waitFor();
});

test('a version that is scheduled can be withdrawn', async () => {
  const app = await openDraft();
  await choose(app, 'Cash back');
  await app.getByRole('button', { name: 'Begin draft' }).click();
  await choose(app, 'Later');
  const soon = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000).toISOString().slice(0, 16);
  await app.getByLabel('Date and time in the shop’s time zone').fill(soon);
  await app.getByRole('button', { name: 'Publish' }).click();
  await app.getByText(/^Version 3 is scheduled for/).waitFor();
  const program = await openProgram();
  await program.getByText('Scheduled', { exact: true }).waitFor();
  await program.getByRole('link', { name: 'Version 3' }).click();
  await program.getByRole('heading', { name: 'Version 3', level: 1 }).waitFor();
  await usable();
  await program.getByRole('button', { name: 'Withdraw' }).click();
  await program.getByText('The version is withdrawn').waitFor();
  await program.getByText('Withdrawn', { exact: true }).waitFor();
});

test('an older version can be downloaded, and gone back to', async () => {
  const app = await openProgram();
  await app.getByRole('link', { name: 'Version 1' }).click();
  await app.getByRole('heading', { name: 'Version 1', level: 1 }).waitFor();
  const begun = merchant.page.waitForEvent('download');
  await app.getByRole('button', { name: 'Download as a file' }).click();
  const file = await (await begun).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 3 });
  await app.getByRole('button', { name: 'Go back' }).click();
  await app.getByText('Version 4 is in force').waitFor();
  await usable();
});

test('a version that does not exist is said to be none', async () => {
  await merchant.page.goto(
    `${demo.admin}/store/fernhill-roastery/apps/evergreen/app/program/versions/99`,
  );
  const app = merchant.page.frameLocator('iframe');
  await app.getByRole('heading', { name: 'There is no such version', level: 1 }).waitFor();
  await app.getByRole('link', { name: 'Back to the program' }).click();
  await app.getByRole('heading', { name: 'Program', level: 1 }).waitFor();
});
