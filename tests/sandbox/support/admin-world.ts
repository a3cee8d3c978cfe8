import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { adminShellApp } from '#sandbox/admin/app.ts';
import { createWorld } from '#sandbox/create-world.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { SandboxOptions } from '#sandbox/options.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const APP_TOML = `
name = "Points and more"
[access_scopes]
scopes = "read_orders,write_customers"
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "points"
[webhooks]
api_version = "2026-10"
`;

const EMBED = `<p>{{ block.settings.label }}</p>
{% schema %}
{ "name": "t:badge.name", "target": "body", "settings": [
  { "type": "text", "id": "label", "label": "t:badge.label", "default": "Rewards" },
  { "type": "range", "id": "size", "label": "t:badge.size", "min": 10, "max": 40, "step": 2, "default": 20 },
  { "type": "color", "id": "ink", "label": "t:badge.ink" }
] }
{% endschema %}`;

const BLOCK = `<p class="points">{{ block.settings.text }}</p>
{% schema %}
{ "name": "Points", "target": "section", "enabled_on": { "templates": ["index", "customers/account"] },
  "settings": [
    { "type": "text", "id": "text", "label": "Text", "default": "You have points" },
    { "type": "product", "id": "product", "label": "Product" }
  ] }
{% endschema %}`;

const TEXTS = { badge: { name: 'Points badge', label: 'Label', size: 'Size', ink: 'Ink' } };

/** A shop with its admin, an app named in a TOML, and a theme app extension of one embed and one block. */
export interface AdminFixture {
  world: World;
  admin: Hono;
  /** `/orders` means the page of the fixture's store. */
  get: (page: string) => Promise<Response>;
  /** Posts a form the way the admin's own page does, or from `origin`. */
  post: (page: string, form?: Record<string, string>, origin?: string) => Promise<Response>;
  /** Posts JSON to an address that belongs to no store. */
  postJson: (address: string, data: unknown, origin?: string) => Promise<Response>;
  /** An order of two bags of coffee at 10.00 and one filter at 5.00 for a new customer. */
  order: () => Order;
}

/** Opens a fresh one; it is closed when the test ends. */
export async function openAdmin(options: Partial<SandboxOptions> = {}): Promise<AdminFixture> {
  const projectFolder = await writeProject();
  const world = await createWorld({
    shopOrigin: 'http://shop.test',
    adminOrigin: 'http://admin.test',
    mailOrigin: 'http://mail.test',
    smtpPort: 0,
    appOrigin: 'http://app.test',
    apiKey: 'key',
    apiSecret: 'secret',
    dataFolder: ':memory:',
    projectFolder,
    ...options,
  });
  onTestFinished(() => world.close());
  const admin = adminShellApp(world);
  const { adminOrigin } = world.options;
  const store = `${adminOrigin}/store/fernhill-roastery`;
  return {
    world,
    admin,
    get: async (page) => admin.request(page.startsWith('/') ? `${store}${page}` : page),
    post: async (page, form = {}, origin = adminOrigin) =>
      admin.request(`${store}${page}`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams(form),
      }),
    postJson: async (address, data, origin = adminOrigin) =>
      admin.request(`${adminOrigin}${address}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify(data),
      }),
    order: () => placeOrder(world),
  };
}

/** Puts the app into the shop without the app having to answer. */
export function markInstalled(world: World): void {
  world.installation.put({
    id: world.newId(),
    installedAt: world.clock.now().toISOString(),
    uninstalledAt: null,
    scopes: ['read_orders', 'write_customers'],
  });
}

async function writeProject(): Promise<string> {
  const folder = temporaryFolder('admin');
  const extension = path.join(folder, 'extensions', 'evergreen-storefront');
  await mkdir(path.join(extension, 'blocks'), { recursive: true });
  await mkdir(path.join(extension, 'locales'));
  const write = (file: string, text: string) => writeFile(path.join(folder, file), text);
  await write('shopify.app.toml', APP_TOML);
  await write(
    'extensions/evergreen-storefront/shopify.extension.toml',
    'type = "theme"\nhandle = "points-theme"',
  );
  await write('extensions/evergreen-storefront/blocks/badge.liquid', EMBED);
  await write('extensions/evergreen-storefront/blocks/points.liquid', BLOCK);
  await write(
    'extensions/evergreen-storefront/locales/en.default.schema.json',
    JSON.stringify(TEXTS),
  );
  await write('extensions/evergreen-storefront/locales/en.default.json', '{}');
  return folder;
}

function placeOrder(world: World): Order {
  const product = (price: number, title: string) => {
    const id = world.newId();
    const time = world.clock.now().toISOString();
    const variantId = world.newId();
    world.products.put({
      id,
      handle: `product-${id}`,
      title: { en: title },
      description: { en: '' },
      vendor: 'Fernhill',
      productType: 'Coffee',
      tags: [],
      image: '/cdn/products/none.svg',
      variants: [{ id: variantId, title: 'One', sku: title, price, grams: 100 }],
      createdAt: time,
      updatedAt: time,
    });
    return variantId;
  };
  const customer = world.commands.createCustomer({
    firstName: 'Ada',
    lastName: 'Byron',
    email: `ada-${world.newId()}@example.com`,
    locale: 'en',
  });
  return world.commands.placeOrder({
    customerId: customer.id,
    email: customer.email,
    locale: 'en',
    lines: [
      { variantId: product(1000, 'Coffee'), quantity: 2 },
      { variantId: product(500, 'Filter'), quantity: 1 },
    ],
  });
}
