import { afterAll, beforeAll, expect, test } from 'vitest';

import { listActionsNamed } from '#app/db/actions/actions.server.ts';
import { findMembers } from '#app/db/members/enrolment.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import { claimAction } from '#app/usecases/actions/claim-action.server.ts';
import { approveAction } from '#app/usecases/actions/decide-claim.server.ts';
import { readAwaitingActions } from '#app/usecases/actions/read-awaiting-actions.server.ts';
import { decideActions } from '#app/usecases/actions/decide-actions.server.ts';
import { takeBackAction } from '#app/usecases/actions/take-back-actions.server.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { setTier } from '#app/usecases/assessing/set-tier.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { actionRule } from '#tests/app/loyalty/actions/an-action.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { SettableClock, staffUserId } from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';
import { placed, refundedLine, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const tier = { name: null, entry: null, perks: [] };
const ladder: Tier[] = [
  { ...tier, key: 'bronze', from: 0, earningPercent: 100 },
  { ...tier, key: 'gold', from: 60, earningPercent: 200 },
];
const program = programOf({
  tiers: ladder,
  earning: {
    actions: [
      actionRule({ key: 'review', points: 60, occasion: { kind: 'api' } }),
      actionRule({
        ...{ key: 'post', points: 60 },
        occasion: { kind: 'claim', proof: 'link', approval: 'staff', address: null },
      }),
    ],
  },
});

/** Anna joins with 10 points in January and buys for 40.00 EUR in March. */
async function shopOfAnna() {
  const shop = await ShopOnPaper.open(opened.database, program);
  await shop.hears('2026-01-10T10:00:00Z', placed('5001', 10, '2026-01-10T10:00:00Z'));
  await shop.hears('2026-03-01T10:00:00Z', placed('5002', 40, '2026-03-01T10:00:00Z'));
  await shop.expects('7', { available: 50 });
  const id = CustomerId.parse('7');
  const anna = (await findMembers(opened.database.pool, shop.shop.id, [id])).get(id);
  if (!anna) throw new Error('Anna is no member');
  return { shop, memberId: anna.memberId };
}

function review(
  shop: ShopOnPaper,
  memberId: MemberId,
  at: string,
  now: string,
  externalId = 'review-1',
) {
  const wish = {
    ...{ externalId, memberId, rule: 'review', occasion: 'api' as const },
    ...{ at: new Date(at), proof: null, tags: [], isToldTooLate: false, isFinal: true, input: [] },
  };
  return shop.run((sql) => decideActions(sql, shop.shop, [wish], new Date(now)));
}

test('an action that is heard of late lifts what was bought after it, and no more once it is taken back', async () => {
  const { shop, memberId } = await shopOfAnna();
  await review(shop, memberId, '2026-02-01T10:00:00Z', '2026-03-10T10:00:00Z');
  // 10, 60, and 40 at gold.
  await shop.expects('7', { available: 150 });
  await shop.run(async (sql) => {
    await lockForJudging(sql, shop.shop.id);
    const found = (await listActionsNamed(sql, shop.shop.id, ['review-1'])).get('review-1');
    const now = new Date('2026-03-12T10:00:00Z');
    if (!found) throw new Error('the review was not noted');
    await takeBackAction(sql, shop.shop, found, now, now);
  });
  await shop.expects('7', { available: 50 });
});

test('an action that is heard of after a merge is of her who did it, also to what she bought after it', async () => {
  const { shop, memberId } = await shopOfAnna();
  await shop.hears(
    '2026-01-11T10:00:00Z',
    placed('5005', 5, '2026-01-11T10:00:00Z', { customerId: '8' }),
  );
  await shop.merges('2026-03-05T10:00:00Z', '7', '8');
  await review(shop, memberId, '2026-02-01T10:00:00Z', '2026-03-10T10:00:00Z');
  // 10, 60, and 40 at gold; and what the other had bought before they were one.
  await shop.expects('8', { available: 155 });
});

test('an action that is heard of after a merge is judged at the tier of her who did it', async () => {
  const rule = actionRule({
    ...{ key: 'review', points: 60, occasion: { kind: 'api' } },
    conditions: { tiers: ['gold'], tags: { any: [], none: [] } },
  });
  const shop = await ShopOnPaper.open(
    opened.database,
    programOf({ tiers: ladder, earning: { actions: [rule] } }),
  );
  await shop.hears('2026-01-10T10:00:00Z', placed('5001', 70, '2026-01-10T10:00:00Z'));
  const other = placed('5005', 5, '2026-01-11T10:00:00Z', { customerId: '8' });
  await shop.hears('2026-01-11T10:00:00Z', other);
  const ids = ['7', '8'].map((id) => CustomerId.parse(id));
  const found = await findMembers(opened.database.pool, shop.shop.id, ids);
  const [gold, bronze] = ids.map((id) => found.get(id)?.memberId);
  if (gold === undefined || bronze === undefined) throw new Error('somebody is no member');
  await shop.merges('2026-03-05T10:00:00Z', '7', '8');
  await review(shop, bronze, '2026-02-01T10:00:00Z', '2026-03-10T10:00:00Z', 'review-2');
  await shop.expects('8', { available: 75 });
  await review(shop, gold, '2026-02-01T10:00:00Z', '2026-03-10T10:00:00Z');
  await shop.expects('8', { available: 135 });
});

test('an action lifts nothing that was bought before it', async () => {
  const { shop, memberId } = await shopOfAnna();
  await review(shop, memberId, '2026-03-02T10:00:00Z', '2026-03-10T10:00:00Z');
  await shop.expects('7', { available: 110 });
});

test('an award counts from when it is given', async () => {
  const { shop, memberId } = await shopOfAnna();
  const award = { id: 'sorry', memberId, points: 20, reason: 'a broken cup' };
  await shop.run((sql) =>
    awardPoints(sql, shop.shop.id, [award], new Date('2026-03-10T10:00:00Z')),
  );
  await shop.hears('2026-03-11T10:00:00Z', placed('5003', 10, '2026-03-11T10:00:00Z'));
  await shop.expects('7', { available: 90 });
  // What came between, but is heard of only now, is judged as of its own time.
  await shop.hears('2026-03-12T10:00:00Z', placed('5004', 5, '2026-03-09T10:00:00Z'));
  await shop.expects('7', { available: 95 });
});

test('a tier that is set by hand holds from then on', async () => {
  const { shop, memberId } = await shopOfAnna();
  const clock = { now: () => new Date('2026-03-10T10:00:00Z') };
  const wish = { staffUserId, memberId, tier: 'gold', until: null, reason: 'a friend' };
  expect(await setTier({ database: opened.database, clock }, shop.shop, wish)).toBe('set');
  await shop.hears('2026-03-11T10:00:00Z', placed('5003', 10, '2026-03-11T10:00:00Z'));
  await shop.expects('7', { available: 70 });
  // What she bought before stays as it was judged, also when it is returned in part.
  const march = placed('5002', 40, '2026-03-01T10:00:00Z');
  await shop.hears('2026-03-12T10:00:00Z', refundedLine(march, '2026-03-12T10:00:00Z', 15));
  await shop.expects('7', { available: 55 });
});

test('an action counts where she stood who did it, also where it is heard of after she has become another', async () => {
  const { shop } = await shopOfAnna();
  await shop.hears(
    '2026-01-11T10:00:00Z',
    placed('5005', 1, '2026-01-11T10:00:00Z', { customerId: '8' }),
  );
  const id = CustomerId.parse('8');
  const other = (await findMembers(opened.database.pool, shop.shop.id, [id])).get(id);
  if (!other) throw new Error('the other one is no member');
  await shop.merges('2026-03-05T10:00:00Z', '8', '7');
  await review(shop, other.memberId, '2026-02-01T10:00:00Z', '2026-03-10T10:00:00Z');
  // 10 and 1, 60, and 40 at bronze: what she bought in March she bought before they were one.
  await shop.expects('7', { available: 111 });
});

test('a claim counts where she stood who made it, also where it is approved after she has become another', async () => {
  const { shop } = await shopOfAnna();
  await shop.hears(
    '2026-01-11T10:00:00Z',
    placed('5005', 1, '2026-01-11T10:00:00Z', { customerId: '8' }),
  );
  const shopper = { shopDomain: shop.shop.domain, customerId: CustomerId.parse('8') };
  const at = (time: string) => testServices(opened.database, { clock: new SettableClock(time) });
  const claim = { action: 'post', proof: 'https://posts.example/1' };
  await claimAction(at('2026-02-01T10:00:00Z'), shopper, claim);
  await shop.merges('2026-03-05T10:00:00Z', '8', '7');
  const { actions } = await readAwaitingActions(at('2026-03-10T10:00:00Z'), shop.shop.id, null);
  const decision = { staffUserId, id: actions[0]?.id ?? '' };
  expect(await approveAction(at('2026-03-10T10:00:00Z'), shop.shop, decision)).toBe('done');
  await shop.expects('7', { available: 111 });
});
