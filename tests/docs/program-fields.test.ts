import { expect, test } from 'vitest';

import { PLAIN } from '#app/loyalty/program/plain.ts';
import { Program } from '#app/loyalty/program/program.ts';

import { PAGES } from './pages.ts';
import { fieldsOf, PARTS } from './program-fields.ts';

/** The page's tables by the name of their section; of each row its cells. */
function tables(): Map<string, string[][]> {
  const text = PAGES.find(({ file }) => file === 'docs/program-fields.md')?.text ?? '';
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const rows = lines.filter((line) => line.startsWith('| `'));
      return [
        heading,
        rows.map((row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
      ];
    }),
  );
}

const isPart = (heading: string) => heading.toLowerCase() in PARTS;

/** What the program of a new shop has there, where that is one word or number. */
function atFirst(path: string): string | undefined {
  let value: unknown = PLAIN;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

test('every field of a program is explained, with what it may be', () => {
  const rows = [...tables()].filter(([heading]) => !isPart(heading)).flatMap(([, of]) => of);
  const explained = rows.map(([path, values]) => `${path}: ${values}`);
  const expected = fieldsOf(Program).map(({ path, values }) => `\`${path}\`: ${values}`);
  expect(explained.toSorted()).toEqual(expected.toSorted());
  expect(rows.filter((row) => row.at(-1) === '')).toEqual([]);
});

test('what a new shop has is what the page says', () => {
  const rows = [...tables()].filter(([heading]) => !isPart(heading)).flatMap(([, of]) => of);
  const told = rows.filter(([path = '']) => atFirst(path.replaceAll('`', '')) !== undefined);
  expect(told.map(([path, , first]) => [path, first])).toEqual(
    told.map(([path = '']) => [path, atFirst(path.replaceAll('`', ''))]),
  );
  expect(told.length).toBeGreaterThan(20);
});

test.each(Object.entries(PARTS))('%s are explained, with what they may be', (name, type) => {
  const rows = [...tables()].find(([heading]) => heading.toLowerCase() === name)?.[1] ?? [];
  expect(rows.map(([path, values]) => `${path}: ${values}`)).toEqual(
    fieldsOf(type).map(({ path, values }) => `\`${path}\`: ${values}`),
  );
  expect(rows.filter((row) => row.at(-1) === '')).toEqual([]);
});
