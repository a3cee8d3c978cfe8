import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CustomerId } from '#app/loyalty/ids.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { approveAction, rejectAction } from '#app/usecases/actions/decide-claim.server.ts';
import { enterCode } from '#app/usecases/actions/enter-code.server.ts';
import { readAwaitingActions } from '#app/usecases/actions/read-awaiting-actions.server.ts';
import { redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import { setBirthday } from '#app/usecases/actions/set-birthday.server.ts';
import { takeEmailConsents } from '#app/usecases/actions/take-email-consents.server.ts';
import { readMemberData } from '#app/usecases/privacy/read-member-data.server.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { answeringAdminApi } from '#tests/support/admin-api.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { findEverywhere } from '#tests/support/every-table.ts';
import { balancesOf, expectBalancedLedger } from '#tests/support/ledger.ts';
import { staffUserId } from '#tests/support/program-versions.ts';

import { openShopOfActions, type ShopOfActions } from './a-shop-of-actions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const review = (change: Partial<ActionRule> = {}) =>
  actionRule({
    key: 'review',
    points: 40,
    occasion: { kind: 'claim', proof: 'link', approval: 'staff', address: null },
    limits: [{ per: 'month', times: 2, points: null }],
    ...change,
  });

const shopper = ({ shop }: ShopOfActions, customerId = '7') => ({
  shopDomain: shop.domain,
  customerId: CustomerId.parse(customerId),
});

function claim(place: ShopOfActions, proof: string | null = 'https://reviews.example/1') {
  return claimAction(place.services, shopper(place), { action: 'review', proof });
}

const available = async ({ shop }: ShopOfActions) =>
  (await balancesOf(opened.database, shop, '7'))?.available;

async function onlyWaiting({ services, shop }: ShopOfActions): Promise<string> {
  const { actions } = await readAwaitingActions(services, shop.id, null);
  const [action] = actions;
  if (!action || actions.length > 1) throw new Error('not one claim waits');
  return action.id;
}

describe('a claim that staff decide about', () => {
  test('brings nothing until they approve, then what it was judged at, once', async () => {
    const place = await openShopOfActions(opened.database, [review()]);
    await place.join('7');
    expect(await claim(place)).toMatchObject({ state: 'awaiting', receipt: { points: 40 } });
    expect(await available(place)).toBe(0);
    const id = await onlyWaiting(place);
    const decision = { staffUserId, id };
    const both = await Promise.all([
      approveAction(place.services, place.shop, decision),
      approveAction(place.services, place.shop, decision),
    ]);
    expect(both.toSorted()).toEqual(['done', 'not_open']);
    expect(await available(place)).toBe(40);
    const { rows } = await opened.database.pool.query(
      'SELECT kind, key, detail FROM notices WHERE shop_id = $1',
      [place.shop.id],
    );
    expect(rows).toEqual([
      { kind: 'action_decided', key: id, detail: { rule: 'review', state: 'given', points: 40 } },
    ]);
    await expectBalancedLedger(opened.database, place.shop);
  });

  test('is rejected with a reason, and does not count towards the limit any more', async () => {
    const rule = review({ limits: [{ per: 'month', times: 1, points: null }] });
    const place = await openShopOfActions(opened.database, [rule]);
    const member = await place.join('7');
    await claim(place);
    const second = await claim(place, 'https://reviews.example/2');
    expect(second).toMatchObject({ state: 'refused', receipt: { nothing: 'limit_reached' } });
    const id = await onlyWaiting(place);
    const decision = { staffUserId, id, reason: ' It is another shop. ' };
    expect(await rejectAction(place.services, place.shop, decision)).toBe('done');
    expect(await approveAction(place.services, place.shop, decision)).toBe('not_open');
    expect(await claim(place)).toMatchObject({
      state: 'refused',
      isRepeated: true,
      receipt: { nothing: 'rejected', reason: 'It is another shop.' },
    });
    expect((await claim(place, 'https://reviews.example/2')).state).toBe('awaiting');
    expect(await place.actionsOf(member)).toEqual([
      ['refused', 0],
      ['awaiting', 40],
    ]);
  });

  test('sent twice at once waits once', async () => {
    const place = await openShopOfActions(opened.database, [review()]);
    const member = await place.join('7');
    await Promise.all([claim(place), claim(place), claim(place)]);
    expect(await place.actionsOf(member)).toEqual([['awaiting', 40]]);
  });

  test.each([
    [null, 'proof_needed'],
    ['  ', 'proof_needed'],
    ['my review', 'proof_invalid'],
    ['javascript:alert(1)', 'proof_invalid'],
  ])('with %j as its link is refused', async (proof, state) => {
    const place = await openShopOfActions(opened.database, [review()]);
    await place.join('7');
    expect(await claim(place, proof)).toEqual({ state });
  });

  test('and a birthday are handed over to who asks for what is known of her', async () => {
    const place = await openShopOfActions(opened.database, [review()]);
    await place.join('7');
    await claim(place);
    const customerId = CustomerId.parse('7');
    const teller = { kind: 'shopper', customerId } as const;
    await setBirthday(place.services, place.shop, teller, { month: 2, day: 29, year: null });
    const news = { customerId, isSubscribed: true, at: new Date('2026-06-01T00:00:00Z') };
    await takeEmailConsents(opened.database.pool, place.shop.id, [news]);
    await enterCode(place.services, shopper(place), 'GUESSED');
    const rejected = { staffUserId, id: await onlyWaiting(place), reason: '' };
    await rejectAction(place.services, place.shop, rejected);
    const data = await readMemberData(place.services, place.shop.id, customerId);
    expect(data).toMatchObject({
      codesInVain: { since: '2026-06-10T10:00:00.000Z', count: 1 },
      notices: [{ kind: 'action_decided', detail: { rule: 'review', state: 'refused' } }],
      actions: [{ rule: 'review', state: 'refused', proof: 'https://reviews.example/1' }],
      birthday: { month: 2, day: 29, year: null, toldAt: '2026-06-10T10:00:00.000Z' },
      newsletter: { subscribed: true, at: '2026-06-01T00:00:00.000Z' },
    });
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  test('leaves nothing personal behind when its member is erased', async () => {
    const place = await openShopOfActions(opened.database, [review()]);
    await place.join('7');
    await claim(place, 'https://reviews.example/by-an-unmistakable-person');
    await redactMembers(
      opened.database.pool,
      place.shop.id,
      [CustomerId.parse('7')],
      place.clock.now(),
    );
    expect(await findEverywhere(opened.database, ['by-an-unmistakable-person'])).toEqual([]);
  });
});

test('a claim that nobody has to approve brings its points at once, and only once', async () => {
  const occasion = { kind: 'claim', proof: 'none', approval: 'at_once', address: null } as const;
  const place = await openShopOfActions(opened.database, [review({ occasion, limits: [] })]);
  await place.join('7');
  const all = await Promise.all([claim(place, null), claim(place, null), claim(place, null)]);
  expect(
    all.filter((each) => 'isRepeated' in each && each.state === 'given').length,
  ).toBeGreaterThan(0);
  place.clock.set('2026-06-12T10:00:00Z');
  expect(await claim(place, null)).toMatchObject({
    state: 'refused',
    receipt: { nothing: 'already_done' },
  });
  expect(await available(place)).toBe(40);
});

test('who is signed out or no member claims nothing, and nobody claims what is no claim', async () => {
  const place = await openShopOfActions(opened.database, [review(), actionRule()]);
  expect(await claim(place)).toEqual({ state: 'not_a_member' });
  await place.join('7');
  const nobody = { shopDomain: place.shop.domain, customerId: null };
  const asked = { action: 'review', proof: null };
  expect(await claimAction(place.services, nobody, asked)).toEqual({ state: 'signed_out' });
  const refill = { action: 'refill', proof: null };
  expect(await claimAction(place.services, shopper(place), refill)).toEqual({
    state: 'no_such_action',
  });
});

describe('a code', () => {
  const openDay = actionRule({
    key: 'open-day',
    points: 15,
    occasion: { kind: 'code', code: 'OPEN-DAY' },
  });
  const enter = (place: ShopOfActions, code: string) =>
    enterCode(place.services, shopper(place), code);

  test('brings its points once, in capitals or not', async () => {
    const place = await openShopOfActions(opened.database, [openDay]);
    await place.join('7');
    expect(await enter(place, ' open-Day ')).toMatchObject({ state: 'given' });
    place.clock.set('2026-06-11T10:00:00Z');
    expect(await enter(place, 'OPEN-DAY')).toMatchObject({
      state: 'refused',
      receipt: { nothing: 'already_done' },
    });
    expect(await available(place)).toBe(15);
  });

  test('cannot be guessed: after ten in vain the right one is not looked at for an hour', async () => {
    const place = await openShopOfActions(opened.database, [openDay]);
    await place.join('7');
    const guesses = await Promise.all(
      Array.from({ length: 15 }, (_, index) => enter(place, `GUESS-${index}`)),
    );
    expect(guesses.filter(({ state }) => state === 'no_such_code')).toHaveLength(10);
    expect(await enter(place, 'OPEN-DAY')).toEqual({
      state: 'too_many_attempts',
      until: new Date('2026-06-10T11:00:00Z'),
    });
    place.clock.set('2026-06-10T11:00:00Z');
    expect(await enter(place, 'OPEN-DAY')).toMatchObject({ state: 'given' });
  });

  test('for customers with a tag is decided by what Shopify says of them', async () => {
    const rule = {
      ...openDay,
      conditions: { tiers: 'all' as const, tags: { any: ['vip'], none: [] } },
    };
    const data = {
      nodes: [{ __typename: 'Customer', id: 'gid://shopify/Customer/7', tags: ['VIP'] }],
    };
    const adminApi = answeringAdminApi({ CustomerTags: () => ({ ok: true, data }) });
    const place = await openShopOfActions(opened.database, [rule], { adminApi });
    await place.join('7');
    expect(await enter(place, 'OPEN-DAY')).toMatchObject({ state: 'given' });
  });
});
