import { describe, expect, test } from 'vitest';

import { minorDigits } from '#app/loyalty/money.ts';
import { presetFor, type PresetName, PRESETS } from '#app/loyalty/presets/presets.ts';
import { Program } from '#app/loyalty/program/program.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';

const names = Object.keys(PRESETS) as PresetName[];

describe.each(['EUR', 'JPY', 'KWD'])('in %s', (currency) => {
  test.each(names)('the preset %s is a program that nothing is to be said about', (name) => {
    const program = presetFor(name, currency);
    expect(Program.parse(program)).toEqual(program);
    expect(validateProgram(program, currency)).toEqual([]);
  });
});

test('what is given back is the same share of what was spent in every currency', () => {
  const back = (currency: string) => {
    const [reward] = presetFor('cash_back', currency).rewards;
    const step = reward?.gives.kind === 'store_credit' ? reward.gives.steps[0] : undefined;
    return step && step.amount / 10 ** minorDigits(currency) / step.points;
  };
  expect([back('EUR'), back('JPY'), back('KWD')]).toEqual([0.01, 0.01, 0.01]);
});

test('tiers by spend are reached by as much in every currency', () => {
  expect(presetFor('fashion', 'JPY').tiers.map(({ from }) => from)).toEqual([0, 300, 1_000]);
});
