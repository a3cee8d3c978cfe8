import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'smol-toml';
import { z } from 'zod';

/** What the sandbox needs to know of the app's configuration: https://shopify.dev/docs/apps/build/cli-for-apps/app-configuration */
const Configuration = z.object({
  name: z.string().default('Evergreen'),
  access_scopes: z
    .object({ scopes: z.string().default(''), optional_scopes: z.array(z.string()).default([]) })
    .default({ scopes: '', optional_scopes: [] }),
  customer: z
    .object({
      metafields: z
        .object({ app: z.record(z.string(), z.object({ type: z.string() })).default({}) })
        .default({ app: {} }),
    })
    .default({ metafields: { app: {} } }),
});

export interface AppConfiguration {
  readonly name: string;
  readonly scopes: readonly string[];
  /** What the app may ask for later; see `optional_scopes`. */
  readonly optionalScopes: readonly string[];
  /** Type of each customer metafield that the app declares for its own namespace, by key. */
  readonly customerMetafieldTypes: Readonly<Record<string, string>>;
}

/** `shopify.app.toml` is missing or says something that Shopify would not accept. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/**
 * Reads what `shopify app deploy` would tell Shopify of the app.
 * @param projectFolder the folder of `shopify.app.toml`
 * @throws ConfigurationError
 */
export function readAppConfiguration(projectFolder: string): AppConfiguration {
  const path = join(projectFolder, 'shopify.app.toml');
  try {
    const configuration = Configuration.parse(parse(readFileSync(path, 'utf8')));
    const definitions = Object.entries(configuration.customer.metafields.app);
    return {
      name: configuration.name,
      scopes: configuration.access_scopes.scopes
        .split(',')
        .map((scope) => scope.trim())
        .filter(Boolean),
      optionalScopes: configuration.access_scopes.optional_scopes,
      customerMetafieldTypes: Object.fromEntries(definitions.map(([key, { type }]) => [key, type])),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${path} cannot be used: ${reason}`, { cause: error });
  }
}
