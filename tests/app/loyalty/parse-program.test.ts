import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { PRESETS } from '#app/loyalty/presets.ts';
import { jsonSchemaOfProgram } from '#app/loyalty/program.ts';
import {
  PROGRAM_TEXT_LENGTH_MAX,
  readProgramText,
  writeProgramText,
} from '#app/loyalty/program-text.ts';
import { parseProgram, type ParsedProgram } from '#app/loyalty/upgrade-program.ts';
import { validateProgram } from '#app/loyalty/validate-program.ts';

/** The first preset's document with one field changed; undefined takes the field away. */
function changed(path: string, value: unknown): unknown {
  const document = structuredClone(PRESETS.plain) as unknown as Record<string, unknown>;
  const fields = path.split('.');
  const last = fields.pop() ?? '';
  let inner = document;
  for (const field of fields) inner = inner[field] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(inner, last);
  else inner[last] = value;
  return document;
}

/** What is wrong, one line a problem. */
function problemsIn(parsed: ParsedProgram): string[] {
  if (parsed.ok) return [];
  return parsed.problems.map(({ severity, path, code, detail }) => {
    expect(severity).toBe('error');
    return [path, code, ...Object.values(detail)].join(' ');
  });
}

describe('a document that is no program', () => {
  test.each([
    ['earning.expiry', undefined, 'earning.expiry missing'],
    ['earning.expiry.kind', undefined, 'earning.expiry.kind missing'],
    ['earning.expiry.kind', 'someday', 'earning.expiry.kind not_one_of never, after_days'],
    ['earning.expiry', { kind: 'after_days' }, 'earning.expiry.days missing'],
    ['earning.expiry', 3, 'earning.expiry wrong_type object'],
    ['earning.order.minimum', -1, 'earning.order.minimum too_small 0'],
    ['earning.order.minimum', 0.5, 'earning.order.minimum wrong_type int'],
    ['earning.order.channels', [], 'earning.order.channels too_few 1'],
    ['earning.order.channels', ['web', 7], 'earning.order.channels.1 wrong_type string'],
    ['earning.order.channels', 'web', 'earning.order.channels wrong_type list'],
    ['enrolment.who', 'nobody', 'enrolment.who not_one_of every_buyer, account_holders, who_joins'],
    ['enrolment.claimDays', 1e300, 'enrolment.claimDays too_big 3660'],
    ['enrolment.claimDayz', 1, 'enrolment.claimDayz unknown_field'],
    ['format', 3, 'format not_one_of 2'],
    ['name', '   ', 'name too_short 1'],
    ['name', 'x'.repeat(61), 'name too_long 60'],
    ['tiers', Array<null>(21).fill(null), /too_many 20|wrong_type/],
    ['tiers.1.key', 'Silver!', /^tiers\.1\.key wrong_format/],
    ['tiers.1.key', 'gold', 'tiers.2.key tier_twice'],
    ['tiers.0.from', 5, 'tiers.0.from ladder_starts_at_zero'],
    ['tiers.2.from', 250, 'tiers.2.from ladder_ascends'],
  ])('%s as %j', (path, value, expected) => {
    const [first, ...others] = problemsIn(parseProgram(changed(path, value)));
    expect(first).toMatch(typeof expected === 'string' ? new RegExp(`^${expected}$`) : expected);
    if (typeof expected === 'string') expect(others).toEqual([]);
  });

  test.each([null, 7, 'text', []])('%j is none at all', (document) => {
    expect(problemsIn(parseProgram(document))).toEqual([' wrong_type object']);
  });

  test('says everything that is wrong, but not without end', () => {
    const two = { ...(changed('name', 4) as object), refunds: {} };
    expect(problemsIn(parseProgram(two))).toEqual([
      'name wrong_type string',
      'refunds.beyondBalance missing',
    ]);
    const fields = Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]);
    const many = { ...PRESETS.plain, ...(Object.fromEntries(fields) as object) };
    expect(problemsIn(parseProgram(many))).toHaveLength(100);
  });
});

describe('a document of the first format', () => {
  test('is read as it was carried out', () => {
    const old = { format: 1, name: 'Beans', earning: { order: { pointsPerUnit: 3 } } };
    expect(parseProgram(old)).toMatchObject({
      ok: true,
      program: { name: 'Beans', earning: { order: { earns: { points: 3, amount: 1 } } } },
    });
  });
});

describe('as text', () => {
  test.each(Object.entries(PRESETS))('the preset %s comes back as it went', (_name, program) => {
    expect(readProgramText(writeProgramText(program))).toEqual({ ok: true, program });
    expect(readProgramText(`\uFEFF${writeProgramText(program)}`)).toEqual({ ok: true, program });
  });

  test.each([
    ['', ' not_json'],
    ['{', ' not_json'],
    ['{"format": 2', ' not_json'],
    ['['.repeat(17) + ']'.repeat(17), ' too_deep 16'],
    ['['.repeat(90_000), ' too_deep 16'],
    [`"${'\\"'.repeat(49_000)}`, ' not_json'],
    [`"${'['.repeat(60)}"`, ' wrong_type object'],
    [' '.repeat(PROGRAM_TEXT_LENGTH_MAX + 1), ` too_large ${PROGRAM_TEXT_LENGTH_MAX}`],
  ])('%.20s is refused', (text, expected) => {
    expect(problemsIn(readProgramText(text))).toEqual([expected]);
  });

  test('a field that no program has is refused, even one that means something to JavaScript', () => {
    const text = writeProgramText(PRESETS.plain).replace('{', '{"__proto__": {"format": 2},');
    expect(problemsIn(readProgramText(text))).toEqual(['__proto__ unknown_field']);
  });
});

test('the published schema is that of the code: npm run -s program:schema > public/schemas/program.json', () => {
  const published: unknown = JSON.parse(readFileSync('public/schemas/program.json', 'utf8'));
  expect(published).toEqual(jsonSchemaOfProgram());
});

test('the program that the documentation shows is one that makes sense', () => {
  const [, example = ''] =
    /```json\n([\s\S]*?)```/.exec(readFileSync('docs/programs.md', 'utf8')) ?? [];
  const parsed = readProgramText(example);
  expect(problemsIn(parsed)).toEqual([]);
  expect(parsed.ok && validateProgram(parsed.program, 'EUR')).toEqual([]);
});
