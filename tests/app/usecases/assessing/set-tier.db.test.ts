import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import { redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { lockForAssessing } from '#app/db/tiers/standings.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { Tier } from '#app/loyalty/program/ladder.ts';
import { assessDueTiers } from '#app/usecases/assessing/assess-due-tiers.server.ts';
import { readMemberTier } from '#app/usecases/tiers/read-member-tier.server.ts';
import { setTier, type TierWish } from '#app/usecases/assessing/set-tier.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { countLockWaits } from '#tests/support/lock-waits.ts';
import { join } from '#tests/support/members.ts';
import { SettableClock, staffUserId } from '#tests/support/program-versions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const clock = new SettableClock('2026-05-31T12:00:00Z');

const TIERS: Tier[] = [
  { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
  { key: 'gold', name: 'Roaster', from: 500, earningPercent: 150, entry: null, perks: [] },
];

async function shopWithMember(customerId = '1') {
  const shop = await openShop(opened.database, programOf({ tiers: TIERS }));
  return { shop, memberId: await join(opened.database, shop, customerId) };
}

const services = () => ({ database: opened.database, clock });

function set(shop: Shop, memberId: string, change: Partial<TierWish> = {}) {
  const wish = { staffUserId, memberId, tier: 'gold', until: null, reason: 'a regular' };
  return setTier(services(), shop, { ...wish, ...change });
}

async function auditOf(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ actor: string; action: string }>(
    'SELECT actor, action FROM audit_log WHERE shop_id = $1 ORDER BY id',
    [shop.id],
  );
  return rows.map(({ actor, action }) => `${actor} ${action}`);
}

describe('a tier set by hand', () => {
  test('keeps of its reason what can be kept', async () => {
    const { shop, memberId } = await shopWithMember();
    expect(await set(shop, memberId, { reason: 'a\0regular' })).toBe('set');
  });

  test('holds at once, until its date', async () => {
    const { shop, memberId } = await shopWithMember();
    const until = new Date('2026-06-30T22:00:00Z');
    expect(await set(shop, memberId, { until })).toBe('set');
    expect(await readMemberTier(services(), shop, memberId)).toMatchObject({
      tier: { key: 'gold' },
      byHand: { until: until.toISOString(), reason: 'a regular' },
      moves: [{ from: { key: 'bronze' }, to: { key: 'gold' }, reason: 'by_hand' }],
    });
    expect(await auditOf(shop)).toEqual([`staff:${staffUserId} tier.set`]);
    clock.set('2026-06-30T22:00:00Z');
    expect(await assessDueTiers(services(), shop.id)).toBe(1);
    expect(await readMemberTier(services(), shop, memberId)).toMatchObject({
      tier: { key: 'bronze' },
      byHand: null,
      moves: [{ reason: 'by_hand_ended' }, { reason: 'by_hand' }],
    });
    clock.set('2026-05-31T12:00:00Z');
  });

  test('gives way to another one, and to her own', async () => {
    const { shop, memberId } = await shopWithMember();
    await set(shop, memberId);
    expect(await set(shop, memberId, { tier: 'bronze' })).toBe('set');
    expect(await readMemberTier(services(), shop, memberId)).toMatchObject({
      tier: { key: 'bronze' },
      byHand: { until: null },
    });
    expect(await set(shop, memberId, { tier: null, reason: '' })).toBe('set');
    expect(await readMemberTier(services(), shop, memberId)).toMatchObject({ byHand: null });
    expect(await set(shop, memberId, { tier: null, reason: '' })).toBe('nothing_to_end');
  });

  test('is refused without a member, a tier, a reason or a time to come', async () => {
    const { shop, memberId } = await shopWithMember();
    expect(await set(shop, '999999')).toBe('unknown_member');
    expect(await set(shop, 'Anna')).toBe('unknown_member');
    expect(await set(shop, memberId, { tier: 'platinum' })).toBe('unknown_tier');
    expect(await set(shop, memberId, { reason: ' ' })).toBe('no_reason');
    expect(await set(shop, memberId, { reason: 'x'.repeat(201) })).toBe('no_reason');
    expect(await set(shop, memberId, { until: clock.time })).toBe('in_the_past');
    expect(await set(shop, memberId, { until: new Date(NaN) })).toBe('in_the_past');
    expect(await auditOf(shop)).toEqual([]);
  });

  test('keeps no reason of who was erased', async () => {
    const { shop, memberId } = await shopWithMember('77');
    await set(shop, memberId, { reason: 'Anna Berg asked' });
    await redactMembers(opened.database.pool, shop.id, [CustomerId.parse('77')], clock.time);
    const { rows } = await opened.database.pool.query<{ reason: string }>(
      'SELECT reason FROM tier_pins WHERE shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ reason: '' }]);
    expect(await set(shop, memberId)).toBe('unknown_member');
  });
});

test('who sets a tier holds no member while somebody else assesses', async () => {
  const { shop, memberId } = await shopWithMember();
  let setting: Promise<unknown> = Promise.resolve();
  await inTransaction(opened.database, async (sql) => {
    await lockForJudging(sql, shop.id);
    await lockForAssessing(sql, shop.id);
    setting = set(shop, memberId);
    await expect.poll(() => countLockWaits(opened.database)).toBe(1);
    await sql.query(`SET LOCAL lock_timeout = '500ms'`);
    // What an assessment does that gives something.
    expect((await lockAccounts(sql, shop.id, [memberId])).size).toBe(1);
  });
  expect(await setting).toBe('set');
});
