import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { PRESETS } from '#app/loyalty/presets/presets.ts';
import { jsonSchemaOfProgram } from '#app/loyalty/program/program.ts';
import {
  PROGRAM_TEXT_LENGTH_MAX,
  readProgramText,
  writeProgramText,
} from '#app/loyalty/program/program-text.ts';
import { parseProgram, type ParsedProgram } from '#app/loyalty/program/upgrade-program.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';

import { aBonus, aReward } from '../some-rules.ts';

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

const NO_PRODUCTS = { products: [], collections: [], vendors: [], types: [], tags: [] };
const STEP = { points: 100, amount: 500 };

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
    [
      'earning.expiry.kind',
      'someday',
      'earning.expiry.kind not_one_of never, after_days, after_inactivity, yearly',
    ],
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
    ['format', 4, 'format not_one_of 3'],
    ['name', '   ', 'name too_short 1'],
    ['name', 'x'.repeat(61), 'name too_long 60'],
    ['tiers', Array<null>(21).fill(null), /too_many 20|wrong_type/],
    ['tiers.1.key', 'Silver!', /^tiers\.1\.key wrong_format/],
    ['tiers.1.key', 'gold', 'tiers.2.key tier_twice'],
    ['tiers.0.from', 5, 'tiers.0.from ladder_starts_at_zero'],
    ['tiers.2.from', 250, 'tiers.2.from ladder_ascends'],
    ['tiers.1.entry', { kind: 'points' }, 'tiers.1.entry.points missing'],
    ['earning.order.lines', { only: NO_PRODUCTS }, 'earning.order.lines.only scope_names_nothing'],
    [
      'earning.order.lines',
      { except: NO_PRODUCTS },
      'earning.order.lines.except scope_names_nothing',
    ],
    [
      'earning.order.lines',
      { except: { ...NO_PRODUCTS, tags: [''] } },
      'earning.order.lines.except.tags.0 too_short 1',
    ],
    ['earning.order.lines', 'some', 'earning.order.lines wrong_type object'],
    [
      'earning.order.limits',
      [{ per: 'day', times: null, points: null }],
      'earning.order.limits.0 limit_limits_nothing',
    ],
    [
      'earning.order.limits',
      [{ per: 'decade', times: 1, points: null }],
      'earning.order.limits.0.per not_one_of day, week, month, quarter, year, ever',
    ],
    [
      'earning.bonuses',
      [aBonus({ window: { from: '2026-06-01T00:00:00Z', until: '2026-06-01T02:00:00+02:00' } })],
      'earning.bonuses.0.window.until window_ends_before_it_begins',
    ],
    [
      'earning.bonuses',
      [aBonus({ window: { from: 'tomorrow', until: null } })],
      'earning.bonuses.0.window.from wrong_format datetime',
    ],
    [
      'rewards',
      [aReward({ gives: { kind: 'gift_card', steps: [STEP, STEP], expiresDays: null } })],
      'rewards.0.gives.steps.1.points steps_ascend',
    ],
    ['redemption.afterReturn', 'maybe', 'redemption.afterReturn not_one_of given_back, kept'],
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

  test('loses what no database can keep', () => {
    const program = { ...PRESETS.plain, name: 'Bean\u0000 Club \ud83c' };
    expect(readProgramText(writeProgramText(program))).toMatchObject({
      ok: true,
      program: { name: 'Bean Club \ufffd' },
    });
  });

  test.each([
    ['', ' not_json'],
    ['{', ' not_json'],
    ['{"format": 3', ' not_json'],
    ['['.repeat(17) + ']'.repeat(17), ' too_deep 16'],
    ['['.repeat(90_000), ' too_deep 16'],
    [`"${'\\"'.repeat(49_000)}`, ' not_json'],
    [`"${'['.repeat(60)}"`, ' wrong_type object'],
    [' '.repeat(PROGRAM_TEXT_LENGTH_MAX + 1), ` too_large ${PROGRAM_TEXT_LENGTH_MAX}`],
  ])('%.20s is refused', (text, expected) => {
    expect(problemsIn(readProgramText(text))).toEqual([expected]);
  });

  test('a field that no program has is refused, even one that means something to JavaScript', () => {
    const text = writeProgramText(PRESETS.plain).replace('{', '{"__proto__": {"format": 3},');
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
