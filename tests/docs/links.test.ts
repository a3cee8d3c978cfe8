import { existsSync, globSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { anchorsOf, linksOf, PAGES } from './pages.ts';

/** Where code and its neighbours lie: a name in a page that begins so is a file's or a folder's. */
const PLACE = /`((?:app|bench|docs|extensions|prisma|public|sandbox|scripts|tests)\/[\w./$-]*)`/g;

/** Names of events of Shopify's, which look as if they were in the folder `app`. */
const EVENTS = new Set(['app/scopes_update', 'app/uninstalled']);

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe.each(PAGES.map((page) => [page.file, page] as const))('%s', (_, page) => {
  test('leads nowhere that is not there', () => {
    const dead = linksOf(page).filter(({ file, anchor }) => {
      if (!existsSync(file)) return true;
      const target = PAGES.find((candidate) => candidate.file === file);
      return anchor !== '' && !(target && anchorsOf(target).has(anchor));
    });
    expect(dead).toEqual([]);
  });

  test('names no file that is not there', () => {
    const named = [...page.text.matchAll(PLACE)].map(([, place = '']) => place);
    expect(named.filter((place) => !EVENTS.has(place) && !existsSync(place))).toEqual([]);
  });

  test('names no command that is not there', () => {
    const named = [...page.text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('every page can be reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const file of reached) {
    const page = PAGES.find((candidate) => candidate.file === file);
    if (page) linksOf(page).forEach((link) => reached.add(link.file));
  }
  // The README links the folder of the decisions as a whole.
  const alone = PAGES.map(({ file }) => file).filter(
    (file) => !reached.has(file) && !file.startsWith('docs/decisions/'),
  );
  expect(alone).toEqual([]);
});

test('every picture is on the page of pictures', () => {
  const pictures = PAGES.find(({ file }) => file === 'docs/pictures.md');
  const shown = new Set(pictures && linksOf(pictures).map(({ file }) => file));
  expect(globSync('docs/pictures/*').filter((file) => !shown.has(file))).toEqual([]);
});
