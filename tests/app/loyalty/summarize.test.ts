import { describe, expect, test } from 'vitest';

import { faceOfProgram } from '#app/loyalty/summarize.ts';
import { ProgramFace } from '#app/loyalty/summary.ts';

import { programOf } from './a-program.ts';

const perTen = { kind: 'per_amount', points: 3, amount: 10 } as const;

describe('the program’s public face', () => {
  test.each([
    ['down', 0],
    ['nearest', 500],
    ['up', 999],
  ] as const)('rounds %s by adding %i before it divides', (rounding, plus) => {
    const face = faceOfProgram(programOf({ order: { earns: perTen, rounding } }), 'EUR');
    expect(ProgramFace.parse(face).earns).toMatchObject({ points: 3, per: 1_000, plus });
  });

  test('says that every order earns the same', () => {
    for (const rounding of ['down', 'nearest', 'up'] as const) {
      const order = { earns: { kind: 'per_order', points: 50 }, rounding } as const;
      const face = faceOfProgram(programOf({ order }), 'EUR');
      expect(ProgramFace.parse(face).earns).toMatchObject({ points: 50, per: null, plus: 0 });
    }
  });

  test.each([
    ['EUR', 1_234, 1_234],
    ['JPY', 1_234, 123_400],
    ['KWD', 1_234, 124],
  ])('writes a minimum in %s with two decimals', (currency, minimum, written) => {
    const face = faceOfProgram(programOf({ order: { minimum } }), currency);
    expect(ProgramFace.parse(face)).toMatchObject({ currency, earns: { minimum: written } });
  });

  test('promises nothing where the online shop earns nothing', () => {
    const posOnly = programOf({ order: { channels: ['pos'] } });
    expect(faceOfProgram(posOnly, 'EUR').earns).toBeNull();
    const both = programOf({ order: { channels: ['pos', 'web'] } });
    expect(faceOfProgram(both, 'EUR').earns).not.toBeNull();
  });
});
