import { expect, test } from 'vitest';

import { needsHistory } from '#app/loyalty/orders/history-dependence.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import { LADDER, programOf, versionOf } from '../a-program.ts';

const tiers = programOf({ tiers: LADDER });
const yearly: Program = {
  ...tiers,
  qualification: { ...tiers.qualification, window: { kind: 'calendar_year' } },
};
const limited = programOf({
  order: { limits: [{ per: 'month', times: null, points: 100 }] },
  tiers: LADDER,
});

test.each([
  ['the first program', [firstProgram()], false],
  ['tiers by all points', [tiers], true],
  ['tiers by the year', [yearly], true],
  ['limits', [limited], true],
  ['tiers that came later', [firstProgram(), tiers], true],
] as const)('%s', (_, programs, expected) => {
  const versions = programs.map((program, index) => versionOf(program, { version: index + 1 }));
  expect(needsHistory(versions)).toBe(expected);
});
