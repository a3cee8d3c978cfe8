import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { DemoOptions } from './options.ts';
import { answers, type ProcessPlan } from './processes.ts';

export type Mode = 'production' | 'development';

/** Where everything answers, for people and for processes. */
export interface Addresses {
  readonly app: string;
  readonly shop: string;
  readonly admin: string;
  readonly mail: string;
}

/** Where a browser finds what the demo starts on these ports. */
export function addressesOf({ ports }: DemoOptions): Addresses {
  return {
    app: `http://localhost:${ports.app}`,
    shop: `http://localhost:${ports.shop}`,
    admin: `http://localhost:${ports.admin}`,
    mail: `http://localhost:${ports.mail}`,
  };
}

/** Where the sandbox keeps its state. */
export function sandboxFolder({ dataFolder }: DemoOptions): string {
  return path.join(dataFolder, 'sandbox');
}

/** The secret that app and shop begin with: made once, then kept, so that what was signed stays valid. */
export async function readOrCreateSecret(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'api-secret');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return kept;
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

/**
 * What the demo consists of besides PostgreSQL, in the order of starting.
 * @param given.mode `development` serves the pages through Vite and restarts worker and sandbox when a file changes
 */
export function planProcesses(given: {
  options: DemoOptions;
  mode: Mode;
  /** The app's secret, and the one before it after a rotation. */
  secrets: { readonly current: string; readonly before: string | null };
  databaseUrl: string;
}): ProcessPlan[] {
  const addresses = addressesOf(given.options);
  const environment = environmentOf(given, addresses);
  const watch = given.mode === 'development' ? ['--watch', '--watch-preserve-output'] : [];
  const always = ['--import', './scripts/demo/end-with-parent.ts'];
  const app = [...always, '--import', './sandbox/preload.ts'];
  return [
    {
      name: 'sandbox',
      args: [...watch, ...always, 'sandbox/main.ts'],
      environment,
      isReady: async () =>
        (await answers(`${addresses.admin}/_sandbox/health`)) && (await answers(addresses.mail)),
    },
    {
      name: 'web',
      // Vite itself reloads what changes in the pages.
      args: [...app, 'server.ts'],
      environment,
      isReady: () => answers(`${addresses.app}/readyz`),
    },
    {
      name: 'worker',
      args: [...watch, ...app, 'worker.ts'],
      environment,
      isReady: (log) => Promise.resolve(log.includes('the worker is ready')),
    },
  ];
}

function environmentOf(
  { options, mode, secrets, databaseUrl }: Parameters<typeof planProcesses>[0],
  addresses: Addresses,
): Record<string, string> {
  return {
    NODE_ENV: mode,
    PORT: String(options.ports.app),
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'evergreen-sandbox-key',
    SHOPIFY_API_SECRET: secrets.current,
    ...(secrets.before !== null && { SHOPIFY_API_SECRET_BEFORE: secrets.before }),
    SHOPIFY_APP_URL: addresses.app,
    APP_BRIDGE_URL: `${addresses.admin}/app-bridge.js`,
    EXTRA_FRAME_ANCESTORS: addresses.admin,
    SANDBOX_SHOP_ORIGIN: addresses.shop,
    SANDBOX_ADMIN_ORIGIN: addresses.admin,
    SANDBOX_MAIL_ORIGIN: addresses.mail,
    SANDBOX_SMTP_PORT: String(options.ports.smtp),
    SANDBOX_DATA_FOLDER: sandboxFolder(options),
    LOG_LEVEL: 'info',
  };
}
