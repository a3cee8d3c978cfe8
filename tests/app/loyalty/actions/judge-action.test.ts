import { expect, test } from 'vitest';

import { judgeAction, ruleInForce } from '#app/loyalty/actions/judge-action.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';

import { versionOf } from '../a-program.ts';
import { actionRule, programWith } from './an-action.ts';

const AT = Date.parse('2026-06-10T10:00:00Z');
const nobody = { tier: 'bronze', tags: [], done: [] };

function judge(change: Partial<ActionRule>, member: Partial<typeof nobody> = {}, late = false) {
  const rule = actionRule(change);
  const version = versionOf(programWith(rule));
  const thing = { at: AT, isToldTooLate: late };
  return judgeAction({ rule, version }, thing, { ...nobody, ...member }, 'Europe/Berlin');
}

test('an action brings its points, and says by which version', () => {
  expect(judge({})).toMatchObject({ points: 10, nothing: null, programVersion: 1, rule: 'refill' });
});

test('what happens at the beginning of its window is in it, what happens at its end is not', () => {
  const moment = new Date(AT).toISOString();
  const later = new Date(AT + 1).toISOString();
  expect(judge({ window: { from: moment, until: later } }).nothing).toBeNull();
  expect(judge({ window: { from: later, until: null } }).nothing).toBe('not_begun');
  expect(judge({ window: { from: null, until: moment } }).nothing).toBe('ended');
});

test('an action for some tiers brings nothing in others, nor where there are none', () => {
  const conditions = { tiers: ['gold'], tags: { any: [], none: [] } };
  expect(judge({ conditions }, { tier: 'gold' })).toMatchObject({ points: 10, tier: 'gold' });
  expect(judge({ conditions }).nothing).toBe('other_tier');
});

test('tags are compared as Shopify does, without regard to case', () => {
  const conditions = { tiers: 'all' as const, tags: { any: ['VIP'], none: ['blocked'] } };
  const tagged = (...tags: never[] | string[]) =>
    judgeAction(
      { rule: actionRule({ conditions }), version: versionOf(programWith()) },
      { at: AT, isToldTooLate: false },
      { ...nobody, tags },
      'Europe/Berlin',
    ).nothing;
  expect(tagged('vip')).toBeNull();
  expect(tagged()).toBe('missing_tag');
  expect(tagged('vip', 'Blocked')).toBe('excluded_tag');
});

test('a birthday that was told too late brings nothing this time', () => {
  expect(judge({ occasion: { kind: 'birthday', toldDaysBefore: 30 } }, {}, true)).toMatchObject({
    points: 0,
    nothing: 'told_too_late',
  });
});

test('what staff must approve of says what it is to bring', () => {
  const occasion = { kind: 'claim', proof: 'link', approval: 'staff', address: null } as const;
  expect(judge({ occasion })).toMatchObject({ points: 10, nothing: 'awaiting_approval' });
});

test('the rule is that of the version that was in force when it was done', () => {
  const before = versionOf(programWith(actionRule({ points: 10 })));
  const after = versionOf(programWith(actionRule({ points: 99 })), {
    version: 2,
    inForceFrom: new Date('2026-06-11T00:00:00Z'),
  });
  const found = (iso: string) => ruleInForce([before, after], 'refill', new Date(iso));
  expect(found('2026-06-10T23:59:59Z')?.rule.points).toBe(10);
  expect(found('2026-06-11T00:00:00Z')?.rule.points).toBe(99);
  expect(found('2025-06-11T00:00:00Z')).toBeUndefined();
});
