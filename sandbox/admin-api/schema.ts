import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

import { type GraphQLSchema, type IntrospectionQuery, buildClientSchema } from 'graphql';

import { ensureAdminSchema } from '#scripts/admin-schema.ts';

let loading: Promise<GraphQLSchema> | undefined;

/**
 * Shopify's own schema of the Admin API, built once a process. Unpacking, parsing and building take about 0.35 s;
 * a cache of anything in between would save none of the building, which is half of it.
 */
export function loadAdminSchema(): Promise<GraphQLSchema> {
  loading ??= readAdminSchema().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readAdminSchema(): Promise<GraphQLSchema> {
  const compressed = await readFile(await ensureAdminSchema());
  // The file is pinned by its checksum: its shape is known.
  const { data } = JSON.parse(gunzipSync(compressed).toString()) as { data: IntrospectionQuery };
  return buildClientSchema(data, { assumeValid: true });
}
