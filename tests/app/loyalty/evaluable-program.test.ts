import { describe, expect, test } from 'vitest';

import { evaluableProgram, type Told } from '#app/loyalty/replay/evaluable-program.ts';

import { programOf } from './a-program.ts';

const EVERYTHING: ReadonlySet<Told> = new Set<Told>([
  ...(['shipping', 'tax', 'duties', 'refunds', 'cancellations', 'channels', 'fulfilment'] as const),
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
