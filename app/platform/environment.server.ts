import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
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
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Environment = z.infer<typeof Environment>;

/** What is missing or malformed in the environment, one line a variable, without its value. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/**
 * Reads and checks the process environment.
 * @param source usually `process.env`
 * @returns the typed environment
 * @throws EnvironmentError naming every variable that is missing or malformed (never its value: it may be a secret)
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const parsed = Environment.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new EnvironmentError(
    `The environment is not complete. Set these variables and start again (see .env.example):\n${problems.join('\n')}`,
  );
}
