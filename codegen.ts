import { writeFile } from 'node:fs/promises';

import { OPERATIONS_OUTPUT, renderOperations } from '#scripts/codegen/render-operations.ts';

/** `node codegen.ts` writes the typed operations anew; a test tells when that has been forgotten. */
await writeFile(OPERATIONS_OUTPUT, await renderOperations());
