import { describe, expect, test } from 'vitest';

import { faceOfProgram } from '#app/loyalty/members/summarize.ts';
import { ProgramFace } from '#app/loyalty/members/summary.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';

import { programOf } from '../a-program.ts';
import { aReward } from '../some-rules.ts';

const perTen = { kind: 'per_amount', points: 3, amount: 10 } as const;

describe('the program’s public face', () => {
  test.each([
    ['down', 0],
    ['nearest', 50_000],
    ['up', 99_999],
  ] as const)('rounds %s by adding %i before it divides', (rounding, plus_hundredths) => {
    const face = faceOfProgram(programOf({ order: { earns: perTen, rounding } }), 'EUR');
    expect(ProgramFace.parse(face).earns).toMatchObject({ points: 3, per: 1_000, plus_hundredths });
  });

  test('says that every order earns the same', () => {
    const roundings = [
      ['down', 0],
      ['nearest', 50],
      ['up', 99],
    ] as const;
    for (const [rounding, plus_hundredths] of roundings) {
      const order = { earns: { kind: 'per_order', points: 50 }, rounding } as const;
      const face = faceOfProgram(programOf({ order }), 'EUR');
      expect(ProgramFace.parse(face).earns).toMatchObject({
        points: 50,
        per: null,
        plus_hundredths,
      });
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

describe('what guests are told that points buy', () => {
  const reward = (key: string, points: number, change: Partial<Reward> = {}) =>
    aReward({ key, gives: { kind: 'free_shipping', points, upTo: null }, ...change });
  const rewardsOf = (rewards: Reward[], currency = 'EUR', withheld: string[] = []) => {
    const face = faceOfProgram(programOf({ rewards }), currency, new Set(withheld));
    return ProgramFace.parse(face).rewards;
  };

  test('is a few rewards, the cheapest first', () => {
    const five = [500, 100, 400, 200, 300].map((points) => reward(`r${points}`, points));
    expect(rewardsOf(five).map(({ points }) => points)).toEqual([100, 200, 300, 400]);
  });

  test('is nothing that guests could not have, or that the shop cannot give', () => {
    const tags = { any: [], none: [] };
    const rewards = [
      reward('prize', 100, { offered: 'prize' }),
      reward('no', 100, { offered: 'no' }),
      reward('gold', 100, { conditions: { tiers: ['gold'], tags } }),
      reward('vip', 100, { conditions: { tiers: 'all', tags: { any: ['vip'], none: [] } } }),
      reward('none-left', 100, { stock: 0 }),
      reward('gone', 100),
      reward('shipping', 200),
    ];
    expect(rewardsOf(rewards, 'EUR', ['gone']).map(({ points }) => points)).toEqual([200]);
  });

  test.each([
    ['EUR', 500, 500],
    ['JPY', 500, 50_000],
    ['BHD', 5_005, 500],
  ])('says amounts of %s as Liquid writes prices', (currency, amount, written) => {
    const steps = [
      { points: 100, amount },
      { points: 200, amount: amount * 2 },
    ];
    const gives = { kind: 'amount_off', steps, products: 'all' } as const;
    expect(rewardsOf([aReward({ gives })], currency)).toMatchObject([
      { kind: 'amount_off', points: 100, amount: written, has_more: true },
    ]);
  });
});
