import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { generate } from '@graphql-codegen/cli';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import {
  type DocumentNode,
  type GraphQLSchema,
  type IntrospectionQuery,
  NoDeprecatedCustomRule,
  OperationTypeNode,
  buildClientSchema,
  getOperationAST,
  parse,
  print,
  printSchema,
  separateOperations,
  specifiedRules,
  validate,
} from 'graphql';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';

import { ensureAdminSchema } from '../admin-schema.ts';
import { usedSchema } from './used-schema.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const OPERATIONS = join(PROJECT, 'app/shopify/operations');

/** Where the rendered operations are kept, in the repository. */
export const OPERATIONS_OUTPUT = join(PROJECT, 'app/shopify/generated/operations.server.ts');

/** Money and 64-bit integers stay the strings that Shopify sends: a JavaScript number would round them. */
const TYPES_CONFIG = {
  onlyOperationTypes: true,
  avoidOptionals: { field: true },
  enumsAsTypes: true,
  immutableTypes: true,
  skipTypename: true,
  disableDescriptions: true,
  strictScalars: true,
  scalars: {
    Date: 'string',
    DateTime: 'string',
    Decimal: 'string',
    JSON: 'unknown',
    Money: 'string',
    UnsignedInt64: 'string',
    URL: 'string',
  },
};

/**
 * Renders the operations of `app/shopify/operations` with the types of their answers and variables.
 * @returns the content of OPERATIONS_OUTPUT, formatted
 * @throws Error naming every operation that Shopify's schema refuses, or that uses what it calls deprecated
 */
export async function renderOperations(): Promise<string> {
  const schema = await readAdminSchema();
  const operations = await readOperations();
  const problems = validate(schema, operations, [...specifiedRules, NoDeprecatedCustomRule]);
  if (problems.length > 0) throw new Error(problems.map(String).join('\n'));
  const types = await renderTypes(usedSchema(schema, operations), operations);
  const content = [
    '// Rendered by `node codegen.ts` from app/shopify/operations. Change those, not this.',
    "import type { AdminOperation } from '../admin-api/admin-api.server.ts';",
    types,
    'const operation = <Data, Variables>(text: string): AdminOperation<Data, Variables> => ({ toString: () => text });',
    ...renderDocuments(operations),
  ].join('\n\n');
  return format(content, { ...(await resolveConfig(OPERATIONS_OUTPUT)), parser: 'typescript' });
}

async function readAdminSchema(): Promise<GraphQLSchema> {
  const compressed = await readFile(await ensureAdminSchema());
  // The file is pinned by its checksum: its shape is known.
  const { data } = JSON.parse(gunzipSync(compressed).toString()) as { data: IntrospectionQuery };
  return buildClientSchema(data, { assumeValid: true });
}

async function readOperations(): Promise<DocumentNode> {
  const names = (await readdir(OPERATIONS)).filter((name) => name.endsWith('.graphql')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(OPERATIONS, name), 'utf8')));
  return parse(texts.join('\n'), { noLocation: true });
}

/** By the names under which the generator looks for them. */
const PLUGINS: Readonly<Record<string, { plugin: typeof typescript.plugin }>> = {
  '@graphql-codegen/typescript': typescript,
  '@graphql-codegen/typescript-operations': typescriptOperations,
};

function loadPlugin(name: string): { plugin: typeof typescript.plugin } {
  const plugin = PLUGINS[name];
  if (!plugin) throw new Error(`Code generation asks for a plugin that it was not given: ${name}`);
  return plugin;
}

async function renderTypes(schema: GraphQLSchema, operations: DocumentNode): Promise<string> {
  const files: unknown = await generate(
    {
      schema: printSchema(schema),
      documents: print(operations),
      pluginLoader: loadPlugin,
      generates: {
        [OPERATIONS_OUTPUT]: {
          plugins: ['typescript', 'typescript-operations'],
          config: TYPES_CONFIG,
        },
      },
      silent: true,
    },
    false,
  );
  const [file] = z.tuple([z.object({ content: z.string() })]).parse(files);
  return file.content;
}

/** Each operation as a constant of its own, with the fragments it needs and no others. */
function renderDocuments(operations: DocumentNode): string[] {
  return Object.entries(separateOperations(operations)).map(([name, document]) => {
    const mutates = getOperationAST(document)?.operation === OperationTypeNode.MUTATION;
    const suffix = mutates ? 'Mutation' : 'Query';
    const result = `${name}${suffix}`;
    return `export const ${name} = operation<${result}, ${result}Variables>(\`${print(document)}\`);`;
  });
}
