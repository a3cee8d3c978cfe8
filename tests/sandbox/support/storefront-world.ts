import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { vi } from 'vitest';

import { createWorld } from '#sandbox/create-world.ts';
import { type RunningSmtp, startSmtp } from '#sandbox/mailbox/smtp.ts';
import { readOptions } from '#sandbox/options.ts';
import { storefrontApp } from '#sandbox/storefront/app.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

export const SHOP_ORIGIN = 'http://shop.test:4000';
export const APP_SECRET = 'a secret between the shop and the app';

/** Milliseconds. */
const MAIL_ARRIVES = { timeout: 60_000, interval: 20 };

const APP_CONFIGURATION = `
[webhooks]
api_version = "2026-10"

[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "evergreen"
`;

export interface StorefrontTest {
  readonly world: World;
  readonly shopper: Shopper;
  /** Moves the real time that sessions and codes end by. */
  passMinutes(minutes: number): void;
  close(): Promise<void>;
}

export interface StorefrontTestOptions {
  /** Files of the theme app extension, by path below its folder. */
  readonly extension?: Readonly<Record<string, string>>;
  readonly appOrigin?: string;
  readonly installed?: boolean;
}

/** A shop in memory with its mail server, and one shopper's browser. */
export async function openStorefront(options: StorefrontTestOptions = {}): Promise<StorefrontTest> {
  const projectFolder = temporaryFolder('storefront');
  writeFileSync(path.join(projectFolder, 'shopify.app.toml'), APP_CONFIGURATION);
  writeExtension(projectFolder, options.extension ?? {});
  const environment = {
    SANDBOX_SHOP_ORIGIN: SHOP_ORIGIN,
    SANDBOX_SMTP_PORT: '0',
    SANDBOX_DATA_FOLDER: ':memory:',
    SHOPIFY_API_SECRET: APP_SECRET,
    SHOPIFY_APP_URL: options.appOrigin ?? 'http://127.0.0.1:9',
  };
  const world = await createWorld(readOptions(environment, projectFolder));
  const smtp = await startSmtp(world);
  world.options.smtpPort = smtp.port;
  if (options.installed) {
    const installedAt = world.clock.now().toISOString();
    world.installation.put({ id: '4711', installedAt, uninstalledAt: null, scopes: [] });
  }
  let now = Date.now();
  const app = storefrontApp(world, { now: () => now });
  return {
    world,
    shopper: new Shopper((request) => app.fetch(request)),
    passMinutes: (minutes) => (now += minutes * 60_000),
    close: () => closeAll(world, smtp),
  };
}

async function closeAll(world: World, smtp: RunningSmtp): Promise<void> {
  await smtp.close();
  await world.close();
}

function writeExtension(projectFolder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(projectFolder, 'extensions/evergreen-storefront', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A browser without a window: keeps cookies, posts forms, and follows redirects when asked to. */
export class Shopper {
  readonly #fetch: (request: Request) => Response | Promise<Response>;
  readonly cookies = new Map<string, string>();

  constructor(fetch: (request: Request) => Response | Promise<Response>) {
    this.#fetch = fetch;
  }

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('cookie', cookie);
    const answer = await this.#fetch(
      new Request(new URL(address, SHOP_ORIGIN), { ...init, headers }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Opens a page, following redirects. */
  async open(address: string): Promise<{ status: number; html: string; address: string }> {
    const answer = await this.request(address);
    const location = answer.headers.get('location');
    if (location !== null) return this.open(location);
    return { status: answer.status, html: await answer.text(), address };
  }

  /** Sends a form as a page of the shop does; the answer is not followed. */
  submit(address: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const headers = { origin: SHOP_ORIGIN };
    return this.request(address, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Posts JSON, as scripts of a theme do. */
  async post(address: string, body: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/json', origin: SHOP_ORIGIN };
    const init = { method: 'POST', body: JSON.stringify(body), headers };
    const answer = await this.request(address, init);
    return { status: answer.status, body: await answer.json() };
  }

  async cart(): Promise<Cart> {
    return (await (await this.request('/cart.js')).json()) as Cart;
  }
}

/** The cart as the Ajax API shows it, as far as the tests look. */
export interface Cart {
  readonly token: string;
  readonly item_count: number;
  readonly total_price: number;
  readonly attributes: Record<string, string>;
  readonly discount_codes: { code: string; applicable: boolean }[];
  readonly items: { key: string; variant_id: string; quantity: number; final_line_price: number }[];
}

/** A variant of a product, by the product's handle. */
export function variantOf(world: World, handle: string, index = 0): { id: string; price: number } {
  const product = world.products.all().find((candidate) => candidate.handle === handle);
  const variant = product?.variants[index];
  if (!variant) throw new Error(`The shop has no ${handle} with ${index + 1} variants`);
  return variant;
}

/** Waits until a mail to this address has arrived. */
export function mailTo(world: World, address: string, subject: RegExp) {
  return vi.waitFor(() => {
    const found = world.mails.all().findLast((m) => m.to === address && subject.test(m.subject));
    if (!found) throw new Error(`No mail to ${address} with the subject ${subject}`);
    return found;
  }, MAIL_ARRIVES);
}

/** Signs in by the code from the mail. */
export async function signIn({ world, shopper }: StorefrontTest, email: string): Promise<void> {
  await shopper.submit('/account/login', { email });
  const mail = await mailTo(world, email.toLowerCase(), /\d{6}/);
  const code = /\d{6}/.exec(mail.subject)?.[0] ?? '';
  const answer = await shopper.submit('/account/login/code', { code });
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`);
}
