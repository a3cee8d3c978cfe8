import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { OPERATIONS_OUTPUT, renderOperations } from '#scripts/codegen/render-operations.ts';

test('the committed operations are those that code generation renders today', async () => {
  expect(await readFile(OPERATIONS_OUTPUT, 'utf8')).toBe(await renderOperations());
});
