import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findMembers } from '#app/db/members/enrolment.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { assessTiers } from '#app/usecases/assessing/assess-tiers.server.ts';
import { handOutPrizes } from '#app/usecases/redeeming/hand-out-prizes.server.ts';
import { redeemRewards } from '#app/usecases/redeeming/redeem-rewards.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aChallenge } from '#tests/app/loyalty/some-rules.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger } from '#tests/support/ledger.ts';
import { customerDetails } from '#tests/support/orders.ts';
import { testServices } from '#tests/support/services.ts';
import { later, placed, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

import { aReward } from '../support/a-reward.ts';

const NOW = new Date('2026-05-20T12:00:00Z');

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

/** A mug for every third order. */
const PUNCH_CARD = aChallenge({
  goal: { kind: 'orders', count: 3 },
  prize: { kind: 'reward', reward: 'mug' },
});
const MUG = aReward({
  key: 'mug',
  offered: 'prize',
  gives: { kind: 'experience', points: 500, cost: 0 },
});
const tier = (key: string, from: number, entry: Tier['entry'] = null): Tier => ({
  key,
  name: null,
  from,
  earningPercent: 100,
  entry,
  perks: [],
});

const open = (change: Parameters<typeof programOf>[0]) =>
  ShopOnPaper.open(opened.database, programOf({ rewards: [MUG], ...change }));

async function memberOf(shop: Shop, customerId = '7'): Promise<MemberId> {
  const id = CustomerId.parse(customerId);
  const member = (await findMembers(opened.database.pool, shop.id, [id])).get(id);
  if (!member) throw new Error('no member');
  return member.memberId;
}

async function prizes(shop: Shop) {
  const { rows } = await opened.database.pool.query<Record<string, string>>(
    `SELECT reward_key AS reward, state, points::int AS points, cause_kind AS by FROM redemptions
     WHERE shop_id = $1 ORDER BY id`,
    [shop.id],
  );
  return rows;
}

async function publish(shop: Shop, document: Program, at: Date): Promise<void> {
  const services = testServices(opened.database, { clock: { now: () => at } });
  const source = { kind: 'document', document } as const;
  const request = { staffUserId: '42', source, begins: 'now', note: null } as const;
  const outcome = await publishProgram(services, shop, request);
  expect(outcome).toMatchObject({ outcome: 'published' });
}

const A_MUG = { reward: 'mug', state: 'ready', points: 0, by: 'challenge' };

describe('a challenge whose prize is a reward', () => {
  const handOut = async (paper: ShopOnPaper, customerId = '7') => {
    const member = await memberOf(paper.shop, customerId);
    await paper.run((sql) => handOutPrizes(sql, paper.shop, [member], NOW));
  };
  const buy = (paper: ShopOnPaper, first: number, count: number, customerId = '7') =>
    paper.hears(
      NOW.toISOString(),
      ...Array.from({ length: count }, (_, index) => {
        const at = `2026-03-${String(first + index).padStart(2, '0')}T10:00:00Z`;
        const order = placed(String(1_000 + first + index), 10, at, { customerId });
        return { ...order, customer: customerDetails(customerId) };
      }),
    );

  test('gives it once for each time, however often it is looked at', async () => {
    const paper = await open({ earning: { challenges: [PUNCH_CARD] } });
    await buy(paper, 1, 2);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([]);
    await buy(paper, 3, 1);
    await handOut(paper);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG]);
    await buy(paper, 4, 3);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG, A_MUG]);
    await expectBalancedLedger(opened.database, paper.shop);
  });

  test('does not give another for the order that takes the place of one that came back', async () => {
    const paper = await open({ earning: { challenges: [PUNCH_CARD] } });
    await buy(paper, 1, 3);
    await handOut(paper);
    const returned = placed('1001', 10, '2026-03-01T10:00:00Z');
    const at = '2026-04-01T10:00:00Z';
    await paper.hears(at, later(returned, at, { cancelledAt: new Date(at).toISOString() }));
    await buy(paper, 4, 1);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG]);
  });

  test('gives it also where the challenge brought points before, and some of these came back', async () => {
    const forPoints = { ...PUNCH_CARD, prize: { kind: 'points', points: 30 } } as const;
    const paper = await open({ earning: { challenges: [forPoints] } });
    await buy(paper, 1, 3);
    const forMugs = programOf({ rewards: [MUG], earning: { challenges: [PUNCH_CARD] } });
    await publish(paper.shop, forMugs, new Date('2026-03-03T20:00:00Z'));
    await buy(paper, 4, 3);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG]);
    const at = '2026-04-01T10:00:00Z';
    for (const day of [1, 2, 3]) {
      const returned = placed(`100${day}`, 10, `2026-03-0${day}T10:00:00Z`);
      await paper.hears(at, later(returned, at, { cancelledAt: new Date(at).toISOString() }));
    }
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG]);
    await buy(paper, 7, 3);
    await handOut(paper);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG, A_MUG]);
  });

  test('gives it once, also where an order is heard of later that brought points before', async () => {
    const forPoints = { ...PUNCH_CARD, prize: { kind: 'points', points: 30 } } as const;
    const paper = await open({ earning: { challenges: [forPoints] } });
    const forMugs = programOf({ rewards: [MUG], earning: { challenges: [PUNCH_CARD] } });
    await publish(paper.shop, forMugs, new Date('2026-03-03T20:00:00Z'));
    await buy(paper, 4, 3);
    await handOut(paper);
    await buy(paper, 1, 3);
    await handOut(paper);
    expect(await prizes(paper.shop)).toEqual([A_MUG]);
  });

  test('gives what one order has won hundreds of times little by little, and goes on by itself', async () => {
    const eachEuro = aChallenge({
      goal: { kind: 'spend', amount: 100 },
      prize: { kind: 'reward', reward: 'mug' },
    });
    const paper = await open({ earning: { challenges: [eachEuro] } });
    await paper.hears(NOW.toISOString(), placed('1001', 250, '2026-03-01T10:00:00Z'));
    const counts: number[] = [];
    for (let look = 1; look <= 4; look += 1) {
      await handOut(paper);
      counts.push((await prizes(paper.shop)).length);
    }
    expect(counts).toEqual([100, 200, 250, 250]);
    const { rows } = await opened.database.pool.query<{ revision: string }>(
      `SELECT revision FROM effects WHERE shop_id = $1 AND kind = 'member-summary'`,
      [paper.shop.id],
    );
    // Wanted by the order, and by each look that gave something.
    expect(rows).toEqual([{ revision: '4' }]);
  });

  test('counts what either had before two became one', async () => {
    const paper = await open({ earning: { challenges: [PUNCH_CARD] } });
    await buy(paper, 1, 3, '7');
    await buy(paper, 11, 3, '8');
    await handOut(paper, '7');
    await handOut(paper, '8');
    await paper.merges(NOW.toISOString(), '7', '8');
    await handOut(paper, '8');
    expect(await prizes(paper.shop)).toEqual([A_MUG, A_MUG]);
  });
});

test('a tier that gives a reward gives it once to whoever reaches it', async () => {
  const tiers = [tier('bronze', 0), tier('gold', 50, { kind: 'reward', reward: 'mug' })];
  const paper = await open({ tiers });
  await paper.hears(NOW.toISOString(), placed('1001', 60, '2026-03-01T10:00:00Z'));
  const member = await memberOf(paper.shop);
  for (const at of ['2026-05-20T12:00:00Z', '2026-05-21T12:00:00Z']) {
    await paper.run((sql) => assessTiers(sql, paper.shop, [member], new Date(at)));
  }
  expect(await prizes(paper.shop)).toEqual([{ ...A_MUG, by: 'tier' }]);
});

describe('what was won and is not in the program any more', () => {
  const PUBLISHED = new Date('2026-05-01T00:00:00Z');
  const bigger = { ...MUG, gives: { kind: 'experience', points: 900, cost: 0 } } as const;

  async function kindsAndVersions(shop: Shop) {
    const { rows } = await opened.database.pool.query<Record<string, unknown>>(
      'SELECT reward_key AS reward, program_version AS version, state FROM redemptions WHERE shop_id = $1',
      [shop.id],
    );
    return rows;
  }

  test.each([
    ['not there', []],
    ['not to be had', [{ ...MUG, offered: 'no' as const }]],
  ])('is given for reaching a tier, where the reward is %s', async (_, rewards) => {
    const tiers = [tier('bronze', 0), tier('gold', 50, { kind: 'reward', reward: 'mug' })];
    const paper = await open({ tiers });
    await paper.hears(NOW.toISOString(), placed('1001', 60, '2026-03-01T10:00:00Z'));
    const without = programOf({ rewards, tiers: [tier('bronze', 0), tier('gold', 50)] });
    await publish(paper.shop, without, PUBLISHED);
    const member = await memberOf(paper.shop);
    await paper.run((sql) => assessTiers(sql, paper.shop, [member], NOW));
    const version = rewards.length === 0 ? 1 : 2;
    expect(await kindsAndVersions(paper.shop)).toEqual([
      { reward: 'mug', version, state: 'ready' },
    ]);
  });

  test('is given by the newest version that had it, and nobody can ask for it', async () => {
    const paper = await open({ earning: { challenges: [PUNCH_CARD] } });
    const orders = [1, 2, 3].map((day) => placed(`100${day}`, 10, `2026-03-0${day}T10:00:00Z`));
    await paper.hears(NOW.toISOString(), ...orders);
    const challenges = [PUNCH_CARD];
    const changed = programOf({ rewards: [bigger], earning: { challenges } });
    await publish(paper.shop, changed, new Date('2026-04-01T00:00:00Z'));
    await publish(paper.shop, programOf({}), PUBLISHED);
    const memberId = await memberOf(paper.shop);
    const cause = { kind: 'member', id: 'a-wish' } as const;
    const asks = { points: 900, choice: null };
    const asked = { memberId, rewardKey: 'mug', asks, cause };
    await paper.run(async (sql) => {
      const outcomes = await redeemRewards(sql, paper.shop, [asked], NOW);
      expect(outcomes).toEqual([{ outcome: 'no_reward' }]);
      await handOutPrizes(sql, paper.shop, [memberId], NOW);
    });
    expect(await kindsAndVersions(paper.shop)).toEqual([
      { reward: 'mug', version: 2, state: 'ready' },
    ]);
  });
});
