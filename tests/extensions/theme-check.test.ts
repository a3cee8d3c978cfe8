import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type Offense, themeCheckRun } from '@shopify/theme-check-node';
import { expect, test } from 'vitest';

import { EXTENSION_FOLDER } from './support/render-block.ts';

// Theme-check would fetch newer descriptions of Liquid where it can. Those that came with it are the ones to test by.
process.env.SHOPIFY_TLD_ROOT = path.join(os.tmpdir(), 'no-newer-descriptions');

async function offencesIn(folder: string): Promise<string[]> {
  const { offenses } = await themeCheckRun(folder);
  return offenses.map(describeOffence);
}

function describeOffence({ check, message, start, uri }: Offense): string {
  return `${path.basename(uri)}:${start.line + 1} ${check}: ${message}`;
}

test('theme-check has nothing to object to', async () => {
  expect(await offencesIn(EXTENSION_FOLDER)).toEqual([]);
});

test('theme-check would object to a text that no language has', async () => {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'evergreen-extension-'));
  try {
    await cp(EXTENSION_FOLDER, copy, { recursive: true });
    await writeFile(path.join(copy, 'snippets', 'rate.liquid'), "{{ 'no.such.text' | t }}\n");
    const offences = await offencesIn(copy);
    expect(offences).toContainEqual(expect.stringContaining('rate.liquid:1 TranslationKeyExists'));
  } finally {
    await rm(copy, { recursive: true });
  }
});
