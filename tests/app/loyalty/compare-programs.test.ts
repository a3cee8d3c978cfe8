import { describe, expect, test } from 'vitest';

import { comparePrograms } from '#app/loyalty/compare-programs.ts';
import { PRESETS } from '#app/loyalty/presets.ts';
import type { Program } from '#app/loyalty/program.ts';

const plain: Program = PRESETS.plain;
const [bronze, silver, gold] = PRESETS.plain.tiers;

test('a program says nothing otherwise than itself, in whatever order its fields are kept', () => {
  const reversed = Object.fromEntries(Object.entries(plain).reverse()) as unknown as Program;
  expect(comparePrograms(plain, reversed)).toEqual([]);
});

test('changes come in the order of the document', () => {
  const after: Program = {
    ...plain,
    redemption: { graceDays: 60 },
    name: 'Bean Club',
    earning: { ...plain.earning, order: { ...plain.earning.order, rounding: 'up', minimum: 500 } },
  };
  expect(comparePrograms(plain, after)).toEqual([
    { path: 'name', before: null, after: 'Bean Club' },
    { path: 'earning.order.rounding', before: 'down', after: 'up' },
    { path: 'earning.order.minimum', before: 0, after: 500 },
    { path: 'redemption.graceDays', before: 30, after: 60 },
  ]);
});

describe('a choice', () => {
  const expiring = (days: number): Program => ({
    ...plain,
    earning: { ...plain.earning, expiry: { kind: 'after_days', days } },
  });

  test('that became another one is one change', () => {
    expect(comparePrograms(plain, expiring(365))).toEqual([
      {
        path: 'earning.expiry',
        before: { kind: 'never' },
        after: { kind: 'after_days', days: 365 },
      },
    ]);
  });

  test('that stayed changes field by field', () => {
    expect(comparePrograms(expiring(365), expiring(730))).toEqual([
      { path: 'earning.expiry.days', before: 365, after: 730 },
    ]);
  });
});

test('sales channels are a set', () => {
  const sold = (...channels: string[]): Program => ({
    ...plain,
    earning: { ...plain.earning, order: { ...plain.earning.order, channels } },
  });
  expect(comparePrograms(sold('web', 'pos'), sold('pos', 'web'))).toEqual([]);
  expect(comparePrograms(plain, sold('pos'))).toEqual([
    { path: 'earning.order.channels', before: 'all', after: ['pos'] },
  ]);
});

test('tiers are told apart by their keys, wherever they stand', () => {
  const iron = { key: 'iron', name: null, from: 100, earningPercent: 100 };
  const after: Program = { ...plain, tiers: [bronze, iron, { ...gold, from: 900, name: 'Oro' }] };
  expect(comparePrograms(plain, after)).toEqual([
    { path: 'tiers.iron', before: undefined, after: iron },
    { path: 'tiers.silver', before: silver, after: undefined },
    { path: 'tiers.gold.name', before: null, after: 'Oro' },
    { path: 'tiers.gold.from', before: 1_000, after: 900 },
  ]);
});
