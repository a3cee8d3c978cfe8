import { describe, expect, test } from 'vitest';

import type { Reward } from '#app/loyalty/program/reward.ts';
import { mayRedeem, type RedeemCase } from '#app/loyalty/rewards/may-redeem.ts';
import { aReward } from '#tests/app/usecases/support/a-reward.ts';

const NOON = Date.parse('2026-05-20T12:00:00Z');

const judge = (reward: Partial<Reward>, given: Partial<RedeemCase> = {}) =>
  mayRedeem(aReward(reward), {
    redeemer: { tier: 'silver', tags: ['VIP'] },
    points: 500,
    past: [],
    taken: 0,
    now: NOON,
    timezone: 'Europe/Berlin',
    ...given,
  });

const tags = (any: string[], none: string[] = []) => ({
  conditions: { tiers: 'all' as const, tags: { any, none } },
});
const past = (...times: string[]) => times.map((at) => ({ at: Date.parse(at), points: 500 }));

describe('a reward', () => {
  test('is had by whom nothing stands against', () => {
    expect(judge({})).toBeNull();
  });

  test.each(['no', 'prize'] as const)('is not had where it is offered as: %s', (offered) => {
    expect(judge({ offered })).toEqual({ why: 'not_offered' });
  });

  test('is had in its tiers alone', () => {
    const gold = { conditions: { tiers: ['gold'], tags: { any: [], none: [] } } };
    expect(judge(gold)).toEqual({ why: 'other_tier' });
    expect(judge(gold, { redeemer: { tier: 'gold', tags: null } })).toBeNull();
    expect(judge(gold, { redeemer: { tier: null, tags: null } })).toEqual({ why: 'other_tier' });
  });

  test('asks for one of its tags, whatever their case, and for none of others', () => {
    expect(judge(tags(['vip', 'staff']))).toBeNull();
    expect(judge(tags(['staff']))).toEqual({ why: 'missing_tag' });
    expect(judge(tags([], ['vip']))).toEqual({ why: 'excluded_tag' });
    expect(judge(tags([], ['staff']))).toBeNull();
  });

  test('is not had by whose tags nobody knows', () => {
    const redeemer = { tier: null, tags: null };
    expect(judge(tags(['vip']), { redeemer })).toEqual({ why: 'missing_tag' });
    expect(judge(tags([], ['vip']), { redeemer })).toEqual({ why: 'excluded_tag' });
  });

  test('is gone once as many are taken as there were', () => {
    expect(judge({ stock: 3 }, { taken: 2 })).toBeNull();
    expect(judge({ stock: 3 }, { taken: 3 })).toEqual({ why: 'out_of_stock' });
    expect(judge({ stock: 0 })).toEqual({ why: 'out_of_stock' });
  });
});

describe('a limit', () => {
  test('counts in the shop’s calendar, and says until when', () => {
    const limits = [{ per: 'day' as const, times: 1, points: null }];
    // 23:30 of the day before in Berlin, and half an hour into this one.
    expect(judge({ limits }, { past: past('2026-05-19T21:30:00Z') })).toBeNull();
    // From its very first moment on.
    for (const today of ['2026-05-19T22:00:00Z', '2026-05-19T22:30:00Z']) {
      expect(judge({ limits }, { past: past(today) })).toEqual({
        why: 'limit_reached',
        until: Date.parse('2026-05-20T22:00:00Z'),
      });
    }
  });

  test('of points leaves no room for what would go beyond it', () => {
    const limits = [{ per: 'month' as const, times: null, points: 1_200 }];
    const one = past('2026-05-02T10:00:00Z');
    const two = past('2026-05-02T10:00:00Z', '2026-05-03T10:00:00Z');
    expect(judge({ limits }, { past: one })).toBeNull();
    expect(judge({ limits }, { past: two })).toMatchObject({ why: 'limit_reached' });
    // What fills it up to the last point fits.
    expect(judge({ limits }, { past: one, points: 700 })).toBeNull();
    expect(judge({ limits }, { past: one, points: 701 })).not.toBeNull();
  });

  test('that holds for ever never ends', () => {
    const limits = [{ per: 'ever' as const, times: 1, points: null }];
    expect(judge({ limits }, { past: past('2020-01-01T00:00:00Z') })).toEqual({
      why: 'limit_reached',
      until: null,
    });
  });
});
