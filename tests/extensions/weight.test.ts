import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { EXTENSION_FOLDER } from './support/render-block.ts';

function filesIn(folder: string): { name: string; content: Buffer }[] {
  const full = path.join(EXTENSION_FOLDER, folder);
  return readdirSync(full).map((name) => ({ name, content: readFileSync(path.join(full, name)) }));
}

function bytesOf(folder: string): number {
  return filesIn(folder).reduce((sum, file) => sum + file.content.length, 0);
}

/** What a shopper's browser loads: Shopify's CDN compresses. */
const KILOBYTE = 1024;

const compressed = new Map(
  filesIn('assets').map((file) => [file.name, gzipSync(file.content).length]),
);

test('a page loads less than 4 KB of script and 4 KB of style', () => {
  expect(compressed.get('evergreen.js')).toBeLessThan(4 * KILOBYTE);
  expect(compressed.get('evergreen.css')).toBeLessThan(4 * KILOBYTE);
});

test('the first tap of a member loads less than 9 KB more, and a guest’s nothing', () => {
  const scripts = [...compressed].filter(([name]) => name.endsWith('.js'));
  const later = scripts.filter(([name]) => name !== 'evergreen.js');
  expect(later.length).toBeGreaterThan(0);
  expect(later.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(9 * KILOBYTE);
});

// https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#file-and-content-size-limits
test('the extension stays within what Shopify accepts', () => {
  expect(bytesOf('blocks') + bytesOf('snippets')).toBeLessThan(100 * KILOBYTE);
  for (const locale of filesIn('locales')) {
    expect(locale.content.length, locale.name).toBeLessThan(15 * KILOBYTE);
  }
  for (const { name, content } of filesIn('blocks')) {
    const schema = /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(content.toString());
    expect(JSON.parse(schema?.[1] ?? ''), name).toMatchObject({
      stylesheet: 'evergreen.css',
      javascript: 'evergreen.js',
    });
  }
});
