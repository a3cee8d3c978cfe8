import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { OPERATIONS_OUTPUT, renderOperations } from '#scripts/codegen/render-operations.ts';

/** Rendering reads Shopify's whole schema, which a busy machine takes its time for. */
const PATIENCE_MS = 60_000;

test(
  'the committed operations are those that code generation renders today',
  async () => {
    expect(await readFile(OPERATIONS_OUTPUT, 'utf8')).toBe(await renderOperations());
  },
  PATIENCE_MS,
);
