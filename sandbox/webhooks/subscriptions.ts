import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'smol-toml';
import { z } from 'zod';

import { ConfigurationError } from '../app-configuration.ts';

/** Where the shop finds the app; see https://shopify.dev/docs/apps/build/cli-for-apps/app-configuration */
const Addresses = z.object({
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z
      .array(
        z.object({
          topics: z.array(z.string()).default([]),
          // Requests by law: https://shopify.dev/docs/apps/build/privacy-law-compliance
          compliance_topics: z
            .array(z.enum(['customers/data_request', 'customers/redact', 'shop/redact']))
            .default([]),
          // https://shopify.dev/docs/apps/build/webhooks/customize/modify-payloads
          include_fields: z.array(z.string().regex(/^\w+$/)).optional(),
          uri: z.string(),
        }),
      )
      .default([]),
  }),
  app_proxy: z.object({ prefix: z.string(), subpath: z.string() }),
});

/** What the app subscribes to, and where it hangs below the storefront. */
export interface Subscriptions {
  readonly apiVersion: string;
  /** Address that a topic is posted to, for each topic subscribed to. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Which fields of the body are sent, for each topic of which not all are. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Path below the storefront that is forwarded to the app: `/apps/evergreen`. */
  readonly appProxyPath: string;
}

async function readToml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${path} cannot be used: ${reason}`, { cause: error });
  }
}

/**
 * Reads the subscriptions of `shopify.app.toml`, as a deploy would.
 * @param projectFolder where the file lies
 * @param appOrigin what relative addresses are relative to
 * @throws ConfigurationError when the file is missing or malformed
 */
export async function readSubscriptions(
  projectFolder: string,
  appOrigin: string,
): Promise<Subscriptions> {
  const path = join(projectFolder, 'shopify.app.toml');
  const parsed = Addresses.safeParse(await readToml(path));
  if (!parsed.success) {
    throw new ConfigurationError(`${path} cannot be used:\n${z.prettifyError(parsed.error)}`);
  }
  const { webhooks, app_proxy: proxy } = parsed.data;
  const addresses = webhooks.subscriptions.flatMap(({ topics, compliance_topics, uri }) =>
    [...topics, ...compliance_topics].map(
      (topic) => [topic, new URL(uri, appOrigin).href] as const,
    ),
  );
  return {
    apiVersion: webhooks.api_version,
    addresses: new Map(addresses),
    fields: new Map(
      webhooks.subscriptions.flatMap(({ topics, include_fields: fields }) =>
        fields ? topics.map((topic) => [topic, fields] as const) : [],
      ),
    ),
    appProxyPath: `/${proxy.prefix}/${proxy.subpath}`,
  };
}
