import { fileURLToPath } from 'node:url';

import { adminApiApp } from '#sandbox/admin-api/app.ts';
import { loadAdminSchema } from '#sandbox/admin-api/schema.ts';
import { expiringToken } from '#sandbox/auth/tokens.ts';
import { createWorld } from '#sandbox/create-world.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

/** An answer of the Admin API, as far as tests look into it. */
export interface ApiAnswer {
  status: number;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
  cost: {
    requestedQueryCost: number;
    actualQueryCost: number | null;
    throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
  };
}

export interface AdminShop {
  readonly world: World;
  /** Sends a request as it is, with a valid token unless the headers say otherwise. */
  send(body: string, headers?: Record<string, string>, version?: string): Promise<Response>;
  /** Moves the time by which tokens expire and the rate limit refills. */
  passSeconds(seconds: number): void;
  /** The moment of that time, in milliseconds. */
  now(): number;
  /** Runs an operation with a token of these scopes; unless told, with everything the tests need. */
  ask(query: string, variables?: object, scopes?: string[]): Promise<ApiAnswer>;
  close(): Promise<void>;
}

const ALL_SCOPES = ['read_orders', 'write_customers', 'read_products'];

/** A sandbox shop in memory with the app installed and nothing listening. */
export async function openAdminShop(): Promise<AdminShop> {
  const world = await createWorld({
    shopOrigin: 'http://localhost:4200',
    adminOrigin: 'http://localhost:4201',
    mailOrigin: 'http://localhost:4202',
    smtpPort: 4225,
    appOrigin: 'http://localhost:4203',
    apiKey: 'test-key',
    apiSecret: 'test-secret-of-at-least-32-characters',
    dataFolder: ':memory:',
    projectFolder: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  await loadAdminSchema();
  install(world);
  let now = Date.now();
  const api = adminApiApp(world, () => now);
  const send: AdminShop['send'] = async (body, headers = {}, version = '2026-10') => {
    const { token } = expiringToken(world, now);
    return api.request(`/admin/api/${version}/graphql.json`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Access-Token': token,
        ...headers,
      },
      body,
    });
  };
  return {
    world,
    send,
    now: () => now,
    passSeconds(seconds) {
      now += seconds * 1_000;
    },
    async ask(query, variables = {}, scopes = ALL_SCOPES) {
      install(world, scopes);
      const response = await send(JSON.stringify({ query, variables }));
      return toAnswer(response.status, await response.json());
    },
    close: () => world.close(),
  };
}

/** Puts the app into the shop with these scopes, without asking the app. */
export function install(world: World, scopes: string[] = ALL_SCOPES): void {
  world.installation.put({
    id: world.installation.get()?.id ?? world.newId(),
    installedAt: '2026-11-01T00:00:00Z',
    uninstalledAt: null,
    scopes,
  });
}

/** An order of the first product's first variant, for a new customer. */
export function buyCoffee(world: World, quantity = 2): Order {
  const [product] = world.products.all();
  const [variant] = product?.variants ?? [];
  if (!variant) throw new Error('The catalogue is empty.');
  const customer = world.commands.createCustomer({
    firstName: 'Mara',
    lastName: 'Winter',
    email: `mara.${world.newId()}@example.com`,
    locale: 'de',
  });
  return world.commands.placeOrder({
    customerId: customer.id,
    email: customer.email,
    locale: 'de',
    lines: [{ variantId: variant.id, quantity }],
    payment: 'paid',
  });
}

function toAnswer(status: number, body: unknown): ApiAnswer {
  const { data, errors, extensions } = body as {
    data?: ApiAnswer['data'];
    errors?: ApiAnswer['errors'];
    extensions?: { cost: ApiAnswer['cost'] };
  };
  return {
    status,
    data,
    errors: errors ?? [],
    cost: extensions?.cost ?? NOT_COSTED,
  };
}

const NOT_COSTED: ApiAnswer['cost'] = {
  requestedQueryCost: Number.NaN,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 0, currentlyAvailable: 0, restoreRate: 0 },
};
