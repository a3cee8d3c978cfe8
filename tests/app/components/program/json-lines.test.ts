import { expect, test } from 'vitest';

import { lineOfPlace, readJsonLines } from '#app/components/program/json-lines.ts';
import { COFFEE } from '#app/loyalty/presets/coffee.ts';

const WRITTEN = `{
  "name": "A \\"quoted\\" {name}",
  "empty": [],
  "rewards": [
    { "key": "a", "steps": [{ "points": 1 }] },
    {
      "key": "b",
      "validDays": -90
    }
  ]
}
`;

test.each([
  ['', 1],
  ['name', 2],
  ['empty', 3],
  ['rewards', 4],
  ['rewards.0', 5],
  ['rewards.0.steps.0.points', 5],
  ['rewards.1', 6],
  ['rewards.1.validDays', 8],
])('%s stands on line %i', (path, line) => {
  const lines = readJsonLines(WRITTEN);
  expect(lines.brokenAt).toBeNull();
  expect(lineOfPlace(lines, path)).toBe(line);
});

test('what is missing is missing from what is around it', () => {
  const lines = readJsonLines(WRITTEN);
  expect(lineOfPlace(lines, 'rewards.1.gives.kind')).toBe(6);
  expect(lineOfPlace(lines, 'rewards.7')).toBe(4);
  expect(lineOfPlace(lines, 'tiers')).toBe(1);
});

test.each([
  ['a comma is missing', '{\n  "a": 1\n  "b": 2\n}', 3],
  ['a comma is too many', '[\n  1,\n]', 3],
  ['a bracket is missing', '{\n  "a": [1, 2\n}\n', 3],
  ['the end is missing', '{\n  "a": 1,\n', 3],
  ['quotes are missing', '{\n  a: 1\n}', 2],
  ['quotes are not closed', '{\n  "a": "x\n}', 2],
  ['a word is none', '{\n\n  "a": maybe\n}', 3],
  ['something stands behind it', '{}\n\n{}', 3],
  ['the colon is missing', '{ "a"\n 1 }', 2],
  ['nothing is there', '', 1],
])('where %s, the line is told', (_, text, line) => {
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(readJsonLines(text).brokenAt).toBe(line);
});

test('every place of a whole program is found, however it is written', () => {
  for (const indent of [0, 2, 8]) {
    const text = JSON.stringify(COFFEE, undefined, indent);
    const { byPath, brokenAt } = readJsonLines(text);
    expect(brokenAt).toBeNull();
    expect([...byPath.keys()].sort()).toEqual(['', ...placesIn(COFFEE, '')].sort());
  }
});

/** The paths of everything in a document. */
function placesIn(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return [inner, ...placesIn(each, inner)];
  });
}
