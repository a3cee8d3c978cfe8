import { describe, expect, test } from 'vitest';

import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import { evaluableProgram } from '#app/loyalty/replay/evaluable-program.ts';
import type { Told } from '#app/loyalty/replay/told.ts';

import { bonusOf, challengeOf, products } from '../a-history.ts';
import { LADDER, programOf, SHOP, versionOf } from '../a-program.ts';

const EVERYTHING: ReadonlySet<Told> = new Set<Told>([
  ...(['shipping', 'tax', 'duties', 'refunds', 'cancellations', 'channels', 'fulfilment'] as const),
  'units',
]);
const NOTHING: ReadonlySet<Told> = new Set();
/** What no history tells. */
const ALWAYS = ['claims', 'gift_cards', 'business_orders', 'test_orders'];

describe('a program that is asked of a history', () => {
  const asking = programOf({
    order: { counts: { shipping: true, tax: 'excluded', duties: true }, channels: ['pos'] },
    earning: { maturity: { kind: 'after_fulfilment', days: 14 } },
  });

  test('stays as it is where the history tells everything', () => {
    const { program, unevaluated } = evaluableProgram(asking, EVERYTHING);
    expect(program).toEqual(asking);
    expect(unevaluated).toEqual(ALWAYS);
  });

  test('says what the history does not tell, and does not take it for nothing', () => {
    const { program, unevaluated } = evaluableProgram(asking, NOTHING);
    expect([...unevaluated].sort()).toEqual(
      [...ALWAYS, ...EVERYTHING]
        .filter((what) => what !== 'units')
        .map((what) => (what === 'fulfilment' ? 'after_fulfilment' : what))
        .sort(),
    );
    expect(program.earning).toMatchObject({
      order: { channels: 'all', counts: { tax: 'as_priced' } },
      maturity: { kind: 'after_days', days: 14 },
    });
  });

  test('matures at once where it would on the day of shipping, which nobody knows', () => {
    const atShipping = programOf({ earning: { maturity: { kind: 'after_fulfilment', days: 0 } } });
    const { program } = evaluableProgram(atShipping, NOTHING);
    expect(program.earning.maturity).toEqual({ kind: 'at_once' });
  });

  test('does not miss what it does not ask for', () => {
    const modest = programOf({
      enrolment: { who: 'every_buyer', claimDays: 0 },
      order: { business: true },
    });
    expect(evaluableProgram(modest, NOTHING).unevaluated).toEqual([
      ...['gift_cards', 'test_orders', 'refunds', 'cancellations'],
    ]);
  });

  test('says that not everybody who buys is a member', () => {
    const joining = programOf({ enrolment: { who: 'who_joins', claimDays: 0 } });
    expect(evaluableProgram(joining, EVERYTHING).unevaluated).toContain('enrolment');
  });
});

describe('bonuses and challenges', () => {
  const tagged = { members: { tiers: 'all' as const, tags: { any: ['vip'], none: [] } } };
  const scoped = { only: products({ vendors: ['Roaster'] }) };

  test.each([
    ['bonus_products', bonusOf({ lines: scoped })],
    ['bonus_tags', bonusOf({ conditions: tagged })],
    ['bonus_subscriptions', bonusOf({ conditions: { subscriptions: 'except' } })],
    ['bonus_channels', bonusOf({ conditions: { channels: ['pos'] } })],
    ['bonus_units', bonusOf({ gives: { kind: 'per_item', points: 1 } })],
  ])('%s is left out, and said to be', (gap, bonus) => {
    const asking = programOf({ earning: { bonuses: [bonusOf({ key: 'all' }), bonus] } });
    const { program, unevaluated } = evaluableProgram(asking, NOTHING);
    expect(program.earning.bonuses.map(({ key }) => key)).toEqual(['all']);
    expect(unevaluated).toContain(gap);
    expect(() => new Replay([versionOf(program)], SHOP)).not.toThrow();
  });

  test.each([
    ['challenge_products', challengeOf({ goal: { kind: 'items', lines: scoped, count: 1 } })],
    [
      'challenge_products',
      challengeOf({ goal: { kind: 'variety', groups: [scoped.only], count: 1 } }),
    ],
    ['challenge_tags', challengeOf({ conditions: tagged })],
    ['challenge_subscriptions', challengeOf({ conditions: { subscriptions: 'only' } })],
    ['challenge_channels', challengeOf({ conditions: { channels: ['pos'] } })],
    ['challenge_units', challengeOf({ goal: { kind: 'items', lines: 'all', count: 1 } })],
  ])('%s is left out, and said to be', (gap, challenge) => {
    const asking = programOf({ earning: { challenges: [challengeOf({ key: 'all' }), challenge] } });
    const { program, unevaluated } = evaluableProgram(asking, NOTHING);
    expect(program.earning.challenges.map(({ key }) => key)).toEqual(['all']);
    expect(unevaluated).toContain(gap);
  });

  test('stay where the history tells what they ask for', () => {
    const earning = {
      bonuses: [
        bonusOf({ conditions: { channels: ['pos'] }, gives: { kind: 'per_item', points: 1 } }),
      ],
      challenges: [challengeOf({ goal: { kind: 'items', lines: 'all', count: 1 } })],
    };
    const asking = programOf({ earning });
    expect(evaluableProgram(asking, EVERYTHING)).toMatchObject({
      program: { earning },
      unevaluated: ALWAYS,
    });
  });
});

const qualifyingBy = (measure: Qualification['measure']) =>
  programOf({
    qualification: {
      measure,
      window: { kind: 'life' },
      demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
    },
  });

describe('what is no matter of orders, or asks for what no history tells', () => {
  const action: ActionRule = {
    ...{ key: 'join', name: null, occasion: { kind: 'joining' }, points: 10, limits: [] },
    window: { from: null, until: null },
    conditions: { tiers: 'all', tags: { any: [], none: [] } },
  };

  test.each([
    ['actions', programOf({ earning: { actions: [action] } })],
    [
      'entry_gifts',
      programOf({
        tiers: LADDER.map((tier) => ({ ...tier, entry: { kind: 'points' as const, points: 5 } })),
      }),
    ],
    ['referrals', qualifyingBy('referrals')],
    ['tiers_by_hand', qualifyingBy('by_hand')],
    [
      'products_left_out',
      programOf({ order: { lines: { except: products({ tags: ['sale'] }) } } }),
    ],
    [
      'customer_tags',
      programOf({ order: { members: { tiers: 'all', tags: { any: [], none: ['x'] } } } }),
    ],
  ])('%s', (what, asking) => {
    const { program, unevaluated } = evaluableProgram(asking, EVERYTHING);
    expect(new Set(unevaluated)).toEqual(new Set([...ALWAYS, what]));
    expect(program.earning.order).toMatchObject({ lines: 'all', members: { tags: { none: [] } } });
  });
});
