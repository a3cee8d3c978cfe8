import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import { openApp, openMember } from './support/merchant.ts';
import type { Person } from './support/people.ts';

let demo: RunningDemo;
let merchant: Person;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('reconcile');
});

const accessible = () => expectAccessible(merchant.page);

/** Asks the sandbox for something. */
async function control(path: string, method: string, body: object): Promise<unknown> {
  const response = await fetch(`${demo.admin}/_sandbox${path}`, {
    method,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was refused: ${await response.text()}`);
  return response.json();
}

/** An order of which Shopify tells nobody. */
async function placeUnheardOrder(): Promise<void> {
  await control('/delivery-faults', 'PUT', { lostPercent: 100 });
  const person = { firstName: 'Ida', lastName: 'Berg', email: 'ida.berg@example.com' };
  const answer = await control('/customers', 'POST', person);
  const { customer } = z.object({ customer: z.object({ id: z.string() }) }).parse(answer);
  const page = await (await fetch(`${demo.shop}/products/ethiopia-guji`)).text();
  const [, variantId = ''] = /name="id" value="(\d+)"/.exec(page) ?? [];
  const lines = [{ variantId, quantity: 2 }];
  await control('/orders', 'POST', { customerId: customer.id, lines, payment: 'paid' });
}

/** Changes something in the app's database that nobody should. */
async function tamper(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: demo.databaseUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test('before the first comparison the home page says what it will be', async () => {
  const app = await openApp(merchant.page, demo);
  await app.getByRole('heading', { name: 'In step with Shopify' }).waitFor();
  await app.getByText('The first comparison is still to come.').waitFor();
  await accessible();
});

test('an order whose event got lost is found when the merchant checks, and its points are there', async () => {
  await placeUnheardOrder();
  const app = await openApp(merchant.page, demo);
  await app.getByRole('button', { name: 'Check now' }).click();
  await app.getByText('1 order was missing and has been added').waitFor();
  await accessible();
  const page = await openMember(merchant.page, demo, 'Ida Berg');
  await page.getByText('How this was worked out').first().waitFor();
});

test('everything is in order when it is read in bulk', async () => {
  const app = await openApp(merchant.page, demo);
  await app.getByRole('button', { name: 'Check everything' }).click();
  await app.getByText('0 orders unaccounted for').waitFor();
  await app.getByText(/^Everything last checked/).waitFor();
  await accessible();
});

test('the ledger is proved on request', async () => {
  const app = await openApp(merchant.page, demo);
  await app.getByRole('button', { name: 'Prove now' }).click();
  await app.getByText('Every balance adds up').waitFor();
  await app.getByText('1 member and 1 order proved').waitFor();
  await accessible();
});

test('a ledger that does not add up is an alarm, until a proof finds nothing', async () => {
  await tamper('UPDATE accounts SET available = available + 5');
  const app = await openApp(merchant.page, demo);
  await app.getByRole('button', { name: 'Prove now' }).click();
  await app.getByText('2 figures in the ledger do not add up').waitFor();
  await app.getByText('nothing was changed automatically').waitFor();
  await app.getByRole('link', { name: 'Ida Berg' }).first().waitFor();
  await accessible();
  await tamper('UPDATE accounts SET available = available - 5');
  await app.getByRole('button', { name: 'Prove now' }).click();
  await app.getByText('Every balance adds up').waitFor();
  expect(await app.getByText('figures in the ledger do not add up').count()).toBe(0);
});

test('whatever staff asked for is in the activity log', async () => {
  const app = await openApp(merchant.page, demo);
  await merchant.page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Settings', exact: true })
    .click();
  await app.getByRole('link', { name: 'Activity of staff' }).click();
  for (const what of [
    'Proof of the ledger started',
    'Check of everything against Shopify started',
    'Check against Shopify started',
  ]) {
    await app.getByText(what).first().waitFor();
  }
});
