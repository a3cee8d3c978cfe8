import { describe, expect, test } from 'vitest';

import { comparePrograms } from '#app/loyalty/program/compare-programs.ts';
import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import { programOf } from '../a-program.ts';
import { aBonus, anAction, aReward, members } from '../some-rules.ts';

const plain: Program = PRESETS.plain;
const [bronze, silver, gold] = PRESETS.plain.tiers;

test('a program says nothing otherwise than itself, in whatever order its fields are kept', () => {
  const reversed = Object.fromEntries(Object.entries(plain).reverse()) as unknown as Program;
  expect(comparePrograms(plain, reversed)).toEqual([]);
});

test('changes come in the order of the document', () => {
  const after: Program = {
    ...plain,
    redemption: { graceDays: 60, afterReturn: 'given_back' },
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
  const iron = { key: 'iron', name: null, from: 100, earningPercent: 100, entry: null, perks: [] };
  const after: Program = { ...plain, tiers: [bronze, iron, { ...gold, from: 900, name: 'Oro' }] };
  expect(comparePrograms(plain, after)).toEqual([
    { path: 'tiers.iron', before: undefined, after: iron },
    { path: 'tiers.silver', before: silver, after: undefined },
    { path: 'tiers.gold.name', before: null, after: 'Oro' },
    { path: 'tiers.gold.from', before: 1_000, after: 900 },
  ]);
});

describe('rules and rewards', () => {
  const [one, other] = [aBonus({ key: 'one' }), aBonus({ key: 'other' })];

  test('are told apart by their keys, and in which order they stand means nothing', () => {
    const before = programOf({ earning: { bonuses: [one, other] } });
    const turned = programOf({ earning: { bonuses: [other, one] } });
    expect(comparePrograms(before, turned)).toEqual([]);
    const until = '2026-12-24T00:00:00Z';
    const after = programOf({
      earning: { bonuses: [{ ...other, window: { from: null, until } }], actions: [anAction()] },
    });
    expect(comparePrograms(before, after)).toEqual([
      { path: 'earning.bonuses.other.window.until', before: null, after: until },
      { path: 'earning.bonuses.one', before: one, after: undefined },
      { path: 'earning.actions.joining', before: undefined, after: anAction() },
    ]);
  });

  test('of which the lines are others, or all of them, have changed once', () => {
    const tags = (...words: string[]) => ({
      ...{ products: [], collections: [], vendors: [], types: [], tags: words },
    });
    const lines = (scope: Program['earning']['order']['lines']) =>
      programOf({ order: { lines: scope } });
    const only = { only: tags('tea') };
    const except = { except: tags('tea') };
    const path = 'earning.order.lines';
    expect(comparePrograms(lines('all'), lines(only))).toEqual([
      { path, before: 'all', after: only },
    ]);
    expect(comparePrograms(lines(only), lines(except))).toEqual([
      { path, before: only, after: except },
    ]);
    expect(comparePrograms(lines(only), lines({ only: tags('tea', 'mug') }))).toEqual([
      { path: `${path}.only.tags`, before: ['tea'], after: ['tea', 'mug'] },
    ]);
    expect(
      comparePrograms(lines({ only: tags('a', 'b') }), lines({ only: tags('b', 'a') })),
    ).toEqual([]);
  });

  test('name tags in any order, and have steps as one thing', () => {
    const reward = (any: string[], ...steps: { points: number; amount: number }[]) =>
      programOf({
        rewards: [
          aReward({
            gives: { kind: 'amount_off', steps, products: 'all' },
            conditions: members({ tags: { any, none: [] } }),
          }),
        ],
      });
    const [small, large] = [
      { points: 100, amount: 500 },
      { points: 200, amount: 1_000 },
    ];
    expect(comparePrograms(reward(['a', 'b'], small), reward(['b', 'a'], small, large))).toEqual([
      { path: 'rewards.five-off.gives.steps', before: [small], after: [small, large] },
    ]);
  });

  test('of perks too', () => {
    const perked = (name: string): Program => ({
      ...plain,
      tiers: [bronze, silver, { ...gold, perks: [{ key: 'cup', name, every: 'month' }] }],
    });
    expect(comparePrograms(perked('A cup'), perked('A pot'))).toEqual([
      { path: 'tiers.gold.perks.cup.name', before: 'A cup', after: 'A pot' },
    ]);
  });
});
