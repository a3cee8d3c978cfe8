import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'smol-toml';
import { z } from 'zod';

/** The parts of `shopify.app.toml` that the shop acts on; see https://shopify.dev/docs/apps/build/cli-for-apps/app-configuration */
const AppConfiguration = z.object({
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z
      .array(z.object({ topics: z.array(z.string()).default([]), uri: z.string() }))
      .default([]),
  }),
  app_proxy: z
    .object({ url: z.string(), prefix: z.string(), subpath: z.string() })
    .default({ url: '/proxy', prefix: 'apps', subpath: 'evergreen' }),
});

/** What the app asks of the shop. */
export interface AppConfiguration {
  readonly webhookApiVersion: string;
  /** Address that a topic is posted to, for each topic subscribed to. */
  readonly webhookAddresses: ReadonlyMap<string, string>;
  /** Path below the storefront that is forwarded to the app: `/apps/evergreen`. */
  readonly appProxyPath: string;
}

/** `shopify.app.toml` is missing or not understood. */
export class ConfigurationFailure extends Error {
  override name = 'ConfigurationFailure';
}

function readToml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationFailure(`The app's configuration cannot be read: ${path} (${reason})`, {
      cause: error,
    });
  }
}

/**
 * Reads the app's configuration, as a deploy would.
 * @param projectFolder where `shopify.app.toml` lies
 * @param appOrigin what relative addresses are relative to
 * @throws ConfigurationFailure when the file is missing or malformed
 */
export function readAppConfiguration(projectFolder: string, appOrigin: string): AppConfiguration {
  const path = join(projectFolder, 'shopify.app.toml');
  const parsed = AppConfiguration.safeParse(readToml(path));
  if (!parsed.success) {
    throw new ConfigurationFailure(
      `The app's configuration is not as Shopify wants it: ${path}\n${z.prettifyError(parsed.error)}`,
    );
  }
  const { webhooks, app_proxy: proxy } = parsed.data;
  const addresses = webhooks.subscriptions.flatMap(({ topics, uri }) =>
    topics.map((topic) => [topic, new URL(uri, appOrigin).href] as const),
  );
  return {
    webhookApiVersion: webhooks.api_version,
    webhookAddresses: new Map(addresses),
    appProxyPath: `/${proxy.prefix}/${proxy.subpath}`,
  };
}
