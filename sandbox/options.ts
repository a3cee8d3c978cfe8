import { resolve } from 'node:path';

import { z } from 'zod';

/** Where the sandbox listens and whom it serves; read from the environment by `sandbox/options.ts`. */
export interface SandboxOptions {
  /** The shop itself: storefront, `/admin/api`, `/admin/oauth` (what `*.myshopify.com` is in reality). */
  shopOrigin: string; // http://localhost:4000
  /** The admin (what `admin.shopify.com` is), `app-bridge.js` and the control API `/_sandbox/*`. */
  adminOrigin: string; // http://localhost:4001
  /** The mailbox's page. */
  mailOrigin: string; // http://localhost:4002
  smtpPort: number; // 4025
  /** Where the app listens. */
  appOrigin: string; // http://localhost:3000
  apiKey: string;
  /** What the app was started with; after a rotation see `World.secrets`. */
  apiSecret: string;
  /** Folder of the state (one SQLite file), or `:memory:`. */
  dataFolder: string;
  /** Root of the project: `shopify.app.toml` and `extensions/` are read from there. */
  projectFolder: string;
}

const origin = z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).origin);

const Environment = z.object({
  SANDBOX_SHOP_ORIGIN: origin.default('http://localhost:4000'),
  SANDBOX_ADMIN_ORIGIN: origin.default('http://localhost:4001'),
  SANDBOX_MAIL_ORIGIN: origin.default('http://localhost:4002'),
  SANDBOX_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).default(4025),
  SHOPIFY_APP_URL: origin.default('http://localhost:3000'),
  SHOPIFY_API_KEY: z.string().min(1).default('evergreen-sandbox-key'),
  SHOPIFY_API_SECRET: z.string().min(1).default('evergreen-sandbox-secret'),
  SANDBOX_DATA_FOLDER: z.string().min(1).default('.data/sandbox'),
});

/** What is malformed in the environment, one line a variable, without its value. */
export class OptionsError extends Error {
  override name = 'OptionsError';
}

/**
 * Reads the sandbox's options.
 * @param environment usually `process.env`; every variable has a default
 * @param projectFolder root of the project
 * @throws OptionsError naming every variable that is malformed
 */
export function readOptions(
  environment: Record<string, string | undefined>,
  projectFolder: string,
): SandboxOptions {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
    );
    throw new OptionsError(
      `These variables are not as the sandbox needs them:\n${problems.join('\n')}`,
    );
  }
  const values = parsed.data;
  const inMemory = values.SANDBOX_DATA_FOLDER === ':memory:';
  return {
    shopOrigin: values.SANDBOX_SHOP_ORIGIN,
    adminOrigin: values.SANDBOX_ADMIN_ORIGIN,
    mailOrigin: values.SANDBOX_MAIL_ORIGIN,
    smtpPort: values.SANDBOX_SMTP_PORT,
    appOrigin: values.SHOPIFY_APP_URL,
    apiKey: values.SHOPIFY_API_KEY,
    apiSecret: values.SHOPIFY_API_SECRET,
    dataFolder: inMemory ? ':memory:' : resolve(projectFolder, values.SANDBOX_DATA_FOLDER),
    projectFolder,
  };
}
