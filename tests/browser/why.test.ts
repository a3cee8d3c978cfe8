import type { FrameLocator } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { expectAccessible } from './support/accessibility.ts';
import type { RunningDemo } from './support/demo.ts';
import { emptyShop } from './support/empty-shop.ts';
import type { Person } from './support/people.ts';

const WHY = '/store/fernhill-roastery/apps/evergreen/app/why';

let demo: RunningDemo;
let merchant: Person;
/** Name of an order of two bags. */
let orderName: string;

const beginning = emptyShop();

beforeAll(async () => {
  demo = await beginning.open();
  merchant = await beginning.letIn('why');
  orderName = await placeOrder();
});

async function control(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${demo.admin}/_sandbox${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was refused: ${await response.text()}`);
  return response.json();
}

async function placeOrder(): Promise<string> {
  const person = { firstName: 'Ida', lastName: 'Berg', email: 'ida.berg@example.com' };
  const { customer } = z
    .object({ customer: z.object({ id: z.string() }) })
    .parse(await control('/customers', person));
  const page = await (await fetch(`${demo.shop}/products/ethiopia-guji`)).text();
  const [, variantId = ''] = /name="id" value="(\d+)"/.exec(page) ?? [];
  const lines = [{ variantId, quantity: 2 }];
  const placed = await control('/orders', { customerId: customer.id, lines, payment: 'paid' });
  return z.object({ order: z.object({ name: z.string() }) }).parse(placed).order.name;
}

async function open(search = ''): Promise<FrameLocator> {
  await merchant.page.goto(`${demo.admin}${WHY}${search}`);
  const app = merchant.page.frameLocator('iframe');
  await app.getByRole('heading', { name: 'Why points were given, or not', level: 1 }).waitFor();
  return app;
}

async function look(app: FrameLocator, order: string): Promise<void> {
  await app.getByRole('textbox', { name: 'Order' }).fill(order);
  await app.getByRole('button', { name: 'Explain' }).click();
}

test('an order is looked up by its name, and explained down to where its points are', async () => {
  const app = await open();
  await look(app, orderName);
  await app.getByRole('heading', { name: `Order ${orderName}` }).waitFor();
  await app.getByText(`Earned with order ${orderName}`).first().waitFor();
  await app
    .getByText(/1 point per €1.*program version 1/)
    .first()
    .waitFor();
  await app.getByText(/points can be spent and do not expire/).waitFor();
  await expectAccessible(merchant.page);
  await merchant.page.setViewportSize({ width: 375, height: 812 });
  const overflow = await app
    .locator('html')
    .evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await merchant.page.setViewportSize({ width: 1280, height: 900 });
});

test('from there it is one step to the member, and back to what she did besides buying', async () => {
  const app = await open(`?order=${encodeURIComponent(orderName)}`);
  await app.getByRole('link', { name: 'Ida Berg' }).click();
  await app.getByRole('heading', { name: 'Ida Berg', level: 1 }).waitFor();
  await app.getByRole('link', { name: 'Why points were given, or not' }).click();
  await app.getByRole('heading', { name: 'What Ida Berg did besides buying' }).waitFor();
  await expectAccessible(merchant.page);
});

test('an order that nobody knows is said to be none', async () => {
  const app = await open();
  await look(app, '#424242');
  await app.getByText('No order of this name or number is known here.').waitFor();
  await expectAccessible(merchant.page);
});
