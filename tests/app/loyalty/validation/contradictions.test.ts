import { describe, expect, test } from 'vitest';

import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';

import { orderRule, programOf } from '../a-program.ts';
import { anAction, aBonus, aChallenge, aReward, conditions, members } from '../some-rules.ts';
import { problemsOf, scope } from './problems-of.ts';

const withBonuses = (...bonuses: Bonus[]) => programOf({ earning: { bonuses } });
const withActions = (...actions: ActionRule[]) => programOf({ earning: { actions } });
const withChallenges = (...challenges: Challenge[]) => programOf({ earning: { challenges } });

test('rules that make sense are not spoken of', () => {
  const program = programOf({
    earning: { bonuses: [aBonus()], actions: [anAction()], challenges: [aChallenge()] },
    rewards: [aReward()],
  });
  expect(problemsOf(program)).toEqual([]);
});

describe('keys', () => {
  test('are not given twice, in whichever list a rule stands, for histories know rules by them alone', () => {
    const program = programOf({
      earning: { bonuses: [aBonus({ key: 'x' })], actions: [anAction({ key: 'x' })] },
      rewards: [aReward({ key: 'x' }), aReward({ key: 'x' })],
    });
    expect(problemsOf(program)).toEqual([
      'error earning.actions.0.key key_twice',
      'error rewards.1.key key_twice',
    ]);
  });

  test('leave the base rule its own', () => {
    expect(problemsOf(withBonuses(aBonus({ key: 'order' })))).toEqual([
      'error earning.bonuses.0.key key_reserved',
    ]);
  });

  test('of tiers and rewards must exist', () => {
    const program = programOf({
      earning: {
        bonuses: [
          aBonus({ conditions: conditions({ members: members({ tiers: ['platinum'] }) }) }),
        ],
        challenges: [aChallenge({ prize: { kind: 'reward', reward: 'mug' } })],
      },
    });
    expect(problemsOf(program)).toEqual([
      'error earning.bonuses.0.conditions.members.tiers.0 unknown_tier',
      'error earning.challenges.0.prize.reward unknown_reward',
    ]);
  });
});

describe('conditions that never hold', () => {
  test('ask for a tag and bar it', () => {
    const tagged = (any: string[], none: string[]) =>
      withBonuses(
        aBonus({ conditions: conditions({ members: members({ tags: { any, none } }) }) }),
      );
    expect(problemsOf(tagged(['VIP'], ['vip']))).toEqual([
      'error earning.bonuses.0.conditions.members.tags tags_contradict',
    ]);
    expect(problemsOf(tagged(['vip', 'press'], ['vip']))).toEqual([
      'warning earning.bonuses.0.conditions.members.tags tag_barred_too',
    ]);
    expect(problemsOf(tagged(['vip'], ['staff']))).toEqual([]);
  });

  test('are those of orders that earn nothing', () => {
    const bonus = aBonus({
      conditions: conditions({
        channels: ['pos'],
        members: members({ tiers: ['gold'] }),
        minimum: 400,
      }),
    });
    const base = orderRule({
      channels: ['web'],
      members: members({ tiers: ['silver'] }),
      minimum: 500,
    });
    expect(problemsOf(programOf({ order: base, earning: { bonuses: [bonus] } }))).toEqual([
      'error earning.bonuses.0.conditions.members.tiers never_for_base_members',
      'error earning.bonuses.0.conditions.channels never_in_base_channels',
      'warning earning.bonuses.0.conditions.minimum minimum_says_nothing',
    ]);
  });

  test.each([
    [{ only: scope({ vendors: ['A'] }) }, { only: scope({ vendors: ['B'] }) }, true],
    [{ only: scope({ vendors: ['A'] }) }, { only: scope({ vendors: ['a', 'B'] }) }, false],
    [{ except: scope({ tags: ['sale'] }) }, { only: scope({ tags: ['SALE'] }) }, true],
    [{ except: scope({ tags: ['sale'] }) }, { only: scope({ tags: ['sale', 'new'] }) }, false],
    [{ only: scope({ tags: ['new'] }) }, { except: scope({ tags: ['new', 'sale'] }) }, true],
    // A product can have both tags, and be in both collections.
    [{ only: scope({ tags: ['new'] }) }, { only: scope({ tags: ['sale'] }) }, false],
    [{ only: scope({ collections: ['1'] }) }, { only: scope({ products: ['2'] }) }, false],
    ['all', { only: scope({ tags: ['sale'] }) }, false],
  ] as const)('lines of %j for a bonus on %j', (base, lines, isNever) => {
    const program = programOf({
      order: { lines: base as never },
      earning: { bonuses: [aBonus({ lines: lines as never })] },
    });
    expect(problemsOf(program)).toEqual(
      isNever ? ['error earning.bonuses.0.lines lines_never_earn'] : [],
    );
  });

  test('are over before the program begins', () => {
    const ended = withBonuses(
      aBonus({ window: { from: null, until: '2026-06-01T00:00:00+02:00' } }),
    );
    expect(problemsOf(ended, new Date('2026-05-31T21:59:59Z'))).toEqual([]);
    expect(problemsOf(ended, new Date('2026-05-31T22:00:00Z'))).toEqual([
      'warning earning.bonuses.0.window.until window_over',
    ]);
  });
});

describe('bonuses', () => {
  test('that give the same twice may be meant, or one was forgotten', () => {
    const spring = { from: null, until: '2026-06-01T00:00:00Z' };
    const summer = { from: '2026-06-01T00:00:00Z', until: null };
    const twice = withBonuses(aBonus(), aBonus({ key: 'again' }));
    const inTurn = withBonuses(aBonus({ window: spring }), aBonus({ key: 'b', window: summer }));
    expect(problemsOf(twice)).toEqual(['warning earning.bonuses.1 bonus_twice']);
    expect(problemsOf(inTurn)).toEqual([]);
  });

  test('that multiply by one give nothing', () => {
    expect(problemsOf(withBonuses(aBonus({ gives: { kind: 'multiple', percent: 100 } })))).toEqual([
      'warning earning.bonuses.0.gives.percent multiple_of_one',
    ]);
  });

  test('are cut off by limits below what they give', () => {
    const limits = [
      { per: 'day' as const, times: null, points: 30 },
      { per: 'day' as const, times: 2, points: null },
    ];
    expect(
      problemsOf(withBonuses(aBonus({ gives: { kind: 'per_order', points: 50 }, limits }))),
    ).toEqual([
      'warning earning.bonuses.0.limits.0.points limit_below_gift',
      'warning earning.bonuses.0.limits.1.per limit_period_twice',
    ]);
  });
});

describe('actions', () => {
  const once = [{ per: 'ever' as const, times: 1, points: null }];
  const code = (key: string, text: string) =>
    anAction({ key, occasion: { kind: 'code', code: text }, limits: once });

  test('are told apart by their codes', () => {
    expect(problemsOf(withActions(code('a', 'FAIR-26'), code('b', 'FAIR-26')))).toEqual([
      'error earning.actions.1.occasion.code code_twice',
    ]);
    expect(problemsOf(withActions(code('a', 'FAIR-26'), code('b', 'FAIR-27')))).toEqual([]);
  });

  test('for joining are for who has just joined', () => {
    const gold = anAction({ conditions: members({ tiers: ['gold'] }) });
    expect(problemsOf(withActions(gold))).toEqual([
      'error earning.actions.0.conditions.tiers newcomers_have_lowest_tier',
    ]);
  });

  test('for the same occasion twice give twice', () => {
    expect(problemsOf(withActions(anAction(), anAction({ key: 'b' })))).toEqual([
      'warning earning.actions.1 occasion_twice',
    ]);
  });
});

describe('challenges that nobody can win', () => {
  test('ask for more groups than there are', () => {
    const groups = [scope({ tags: ['tea'] }), scope({ tags: ['coffee'] })];
    const goal = { kind: 'variety', groups, count: 3 } as const;
    expect(problemsOf(withChallenges(aChallenge({ goal })))).toEqual([
      'error earning.challenges.0.goal.count count_exceeds_groups',
    ]);
  });

  test('ask for more weeks in a row than a month has', () => {
    const streak = (count: number) =>
      withChallenges(
        aChallenge({ goal: { kind: 'streak', period: 'week', count }, within: 'month' }),
      );
    expect(problemsOf(streak(7))).toEqual([
      'error earning.challenges.0.goal.count streak_longer_than_period',
    ]);
    expect(problemsOf(streak(6))).toEqual([]);
  });

  test('ask for several first orders', () => {
    const first = aChallenge({
      goal: { kind: 'orders', count: 2 },
      conditions: conditions({ orders: 'first' }),
    });
    expect(problemsOf(withChallenges(first))).toEqual([
      'error earning.challenges.0.conditions.orders first_order_comes_once',
    ]);
  });
});
