import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: port.default(3000),
  /** Where metrics and health are answered besides; a worker has no other port. */
  METRICS_PORT: port.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  SHOPIFY_API_KEY: z.string(),
  SHOPIFY_API_SECRET: z.string(),
  /** The secret before a rotation. Until it is revoked, and a while longer, Shopify signs with it. */
  SHOPIFY_API_SECRET_BEFORE: z.string().optional(),
  SHOPIFY_APP_URL: url,
  /** Where the browser loads App Bridge from; Shopify's CDN unless a development environment says otherwise. */
  APP_BRIDGE_URL: url.default('https://cdn.shopify.com/shopifycloud/app-bridge.js'),
  /** Origins besides Shopify's own that may show the admin pages in a frame, separated by spaces. */
  EXTRA_FRAME_ANCESTORS: z.string().default(''),
  /** Public apps must use offline tokens that expire; custom apps may keep those that do not. */
  EXPIRING_OFFLINE_TOKENS: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
  /** How many days the raw bodies of webhooks are kept. */
  WEBHOOK_BODY_DAYS: z.coerce.number().int().min(1).max(3_650).default(14),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Environment = z.infer<typeof Environment>;

/** Every variable that the processes read. */
export const environmentVariables = Object.keys(Environment.shape) as (keyof Environment)[];

const PORT_ADVICE = 'a number from 1 to 65535, such as';

/** What whoever sees a problem with a variable can put there. */
const advice: Readonly<Record<keyof Environment, string>> = {
  NODE_ENV: '"production", "development" or "test"',
  PORT: `${PORT_ADVICE} 3000`,
  METRICS_PORT: `${PORT_ADVICE} 9464, and another than PORT; or leave it out`,
  DATABASE_URL: 'the address of a PostgreSQL database: postgresql://user:password@host:5432/name',
  SHOPIFY_API_KEY: "the app's client id, from the Dev Dashboard under Settings",
  SHOPIFY_API_SECRET: "the app's client secret, from the Dev Dashboard under Settings",
  SHOPIFY_API_SECRET_BEFORE: 'the client secret before a rotation, or leave it out',
  SHOPIFY_APP_URL: 'the address where Shopify reaches the app: https://loyalty.example.com',
  APP_BRIDGE_URL: 'an https address, or leave it out for that of Shopify',
  EXTRA_FRAME_ANCESTORS: 'origins separated by spaces, or leave it out',
  EXPIRING_OFFLINE_TOKENS: '"true" or "false"',
  WEBHOOK_BODY_DAYS: 'a number of days from 1 to 3650, such as 14',
  LOG_LEVEL: '"fatal", "error", "warn", "info", "debug" or "silent"',
};

/** What is missing or malformed in the environment, one line a variable, without its value. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/**
 * Reads and checks the process environment. A variable that is set to nothing counts as not set: so compose files and
 * platforms hand on what nobody filled in.
 * @param source usually `process.env`
 * @returns the typed environment
 * @throws EnvironmentError naming every variable that is missing or malformed and what to put there (never its value:
 * it may be a secret)
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(
    environmentVariables.flatMap((name) => {
      const value = source[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = Environment.safeParse(given);
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])));
  if (isSamePort(given)) wrong.add('METRICS_PORT');
  if (parsed.success && wrong.size === 0) return parsed.data;
  const problems = environmentVariables
    .filter((name) => wrong.has(name))
    .map((name) => `  ${name} ${name in given ? 'cannot be that' : 'is not set'}: ${advice[name]}`);
  throw new EnvironmentError(
    `The environment is not complete. Set these variables and start again (see .env.example):\n${problems.join('\n')}`,
  );
}

function isSamePort({ PORT = '3000', METRICS_PORT }: Record<string, string>): boolean {
  return (
    METRICS_PORT !== undefined && Number(METRICS_PORT) > 0 && Number(METRICS_PORT) === Number(PORT)
  );
}
