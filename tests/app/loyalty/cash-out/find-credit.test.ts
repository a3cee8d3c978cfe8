import { describe, expect, test } from 'vitest';

import { findCredit, type ListedCredit } from '#app/loyalty/cash-out/find-credit.ts';

const ASKED = { seenId: '100', amount: 500, expiresAt: null };

const credit = (change: Partial<ListedCredit> = {}): ListedCredit => ({
  id: '101',
  amount: 500,
  expiresAt: null,
  isAdjustment: true,
  ...change,
});

const look = (
  credits: readonly ListedCredit[],
  { areAll = true, taken = [] as string[], expiresAt = null as Date | null } = {},
) => findCredit({ ...ASKED, expiresAt }, credits, { areAll, taken: new Set(taken) });

test('the one credit that is newer, as much and of the same end is it', () => {
  expect(look([credit()])).toEqual({ kind: 'found', id: '101' });
});

describe('it is none of', () => {
  test.each([
    ['what was there before', credit({ id: '100' })],
    ['another amount', credit({ amount: 501 })],
    ['another end', credit({ expiresAt: new Date('2027-01-01T00:00:00Z') })],
    ['what an order gave back', credit({ isAdjustment: false })],
  ])('%s', (_what, other) => {
    expect(look([other])).toEqual({ kind: 'none' });
    expect(look([credit(), other])).toEqual({ kind: 'found', id: '101' });
  });

  test('another redemption’s', () => {
    expect(look([credit()], { taken: ['101'] })).toEqual({ kind: 'none' });
  });
});

test('ids are compared as numbers, however long they are', () => {
  const seen = '9007199254740993';
  const asked = { ...ASKED, seenId: seen };
  const page = { areAll: true, taken: new Set<string>() };
  expect(findCredit(asked, [credit({ id: '9007199254740992' })], page).kind).toBe('none');
  expect(findCredit(asked, [credit({ id: '9007199254740994' })], page).kind).toBe('found');
});

test('the end is compared to the second, as Shopify keeps it', () => {
  const ends = new Date('2027-01-01T00:00:00.900Z');
  const kept = credit({ expiresAt: new Date('2027-01-01T00:00:00Z') });
  expect(look([kept], { expiresAt: ends }).kind).toBe('found');
});

test('several that could be it, or a list that goes on, are for a person to look at', () => {
  expect(look([credit(), credit({ id: '102' })])).toEqual({ kind: 'ambiguous' });
  expect(look([credit()], { areAll: false })).toEqual({ kind: 'ambiguous' });
});
