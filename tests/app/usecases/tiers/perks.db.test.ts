import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { Perk, Tier } from '#app/loyalty/program/ladder.ts';
import { setTier } from '#app/usecases/assessing/set-tier.server.ts';
import { readMember } from '#app/usecases/members/read-member.server.ts';
import { readMemberActivity } from '#app/usecases/members/read-member-activity.server.ts';
import { readMemberTier } from '#app/usecases/tiers/read-member-tier.server.ts';
import { tickPerk } from '#app/usecases/tiers/tick-perk.server.ts';
import { untickPerk } from '#app/usecases/tiers/untick-perk.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';
import { SettableClock, staffUserId } from '#tests/support/program-versions.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const MAY = '2026-05-31T12:00:00Z';
const JUNE = new Date('2026-05-31T22:00:00Z');
const clock = new SettableClock(MAY);

const PERKS: Perk[] = [
  { key: 'line', name: 'Skip the line', every: 'lasting' },
  { key: 'cup', name: 'A cup', every: 'month' },
  { key: 'tour', name: 'A tour of the roastery', every: 'once' },
];

const TIERS: Tier[] = [
  { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
  { key: 'gold', name: 'Roaster', from: 500, earningPercent: 150, entry: null, perks: PERKS },
];

const services = () => ({ database: opened.database, clock });

async function setTo(shop: Shop, memberId: string, tier: string): Promise<void> {
  const wish = { staffUserId, memberId, tier, until: null, reason: 'a regular' };
  expect(await setTier(services(), shop, wish)).toBe('set');
}

/** A shop with a member whose tier is gold. */
async function shopWithGold() {
  const shop = await openShop(opened.database, programOf({ tiers: TIERS }));
  const memberId = await join(opened.database, shop, '1');
  await setTo(shop, memberId, 'gold');
  return { shop, memberId };
}

const tick = (shop: Shop, memberId: string, perk: string, key: string = randomUUID()) =>
  tickPerk(services(), shop, { staffUserId, memberId, perk, key });

const untick = (shop: Shop, memberId: string, use: string, by = staffUserId) =>
  untickPerk(services(), shop, { staffUserId: by, memberId, use });

/** The use of a perk that counts now. */
async function useOf(shop: Shop, memberId: string, perk: string): Promise<string> {
  const read = await readMemberTier(services(), shop, memberId);
  return read?.perks.find(({ key }) => key === perk)?.useId ?? 'none';
}

/** What the log says of perks. */
async function auditOf(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ actor: string; action: string }>(
    `SELECT actor, action FROM audit_log WHERE shop_id = $1 AND action LIKE 'perk.%' ORDER BY id`,
    [shop.id],
  );
  return rows.map(({ actor, action }) => `${actor} ${action}`);
}

describe('a perk', () => {
  test('is used once in its month where the shop is', async () => {
    const { shop, memberId } = await shopWithGold();
    expect(await tick(shop, memberId, 'cup')).toEqual({ outcome: 'ticked' });
    expect(await tick(shop, memberId, 'cup')).toEqual({ outcome: 'used', until: JUNE });
    const read = await readMemberTier(services(), shop, memberId);
    expect(read?.perks).toMatchObject([
      { key: 'line', useId: null, usedAt: null, again: null, periodEnds: null },
      { key: 'cup', usedAt: clock.time.toISOString(), again: JUNE.toISOString() },
      { key: 'tour', useId: null, usedAt: null, again: null, periodEnds: null },
    ]);
    clock.set(JUNE.toISOString());
    expect(await tick(shop, memberId, 'cup')).toEqual({ outcome: 'ticked' });
    clock.set(MAY);
    expect(await auditOf(shop)).toEqual([
      `staff:${staffUserId} perk.used`,
      `staff:${staffUserId} perk.used`,
    ]);
  });

  test('that there is but once is used up for good', async () => {
    const { shop, memberId } = await shopWithGold();
    const both = await Promise.all([tick(shop, memberId, 'tour'), tick(shop, memberId, 'tour')]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['ticked', 'used']);
    expect(await tick(shop, memberId, 'tour')).toEqual({ outcome: 'used', until: null });
  });

  test('is for members of the tier, and what lasts is not used up', async () => {
    const { shop, memberId } = await shopWithGold();
    expect(await tick(shop, memberId, 'line')).toEqual({ outcome: 'lasting' });
    expect(await tick(shop, memberId, 'flight')).toEqual({ outcome: 'not_of_tier' });
    expect(await tick(shop, '999999', 'cup')).toEqual({ outcome: 'unknown_member' });
    await setTo(shop, memberId, 'bronze');
    expect(await tick(shop, memberId, 'cup')).toEqual({ outcome: 'not_of_tier' });
  });

  test('is ticked off once by a wish that is sent again, and not anew after it was undone', async () => {
    const { shop, memberId } = await shopWithGold();
    const key = randomUUID();
    expect(await tick(shop, memberId, 'cup', key)).toEqual({ outcome: 'ticked' });
    expect(await tick(shop, memberId, 'cup', key)).toEqual({ outcome: 'ticked' });
    await untick(shop, memberId, await useOf(shop, memberId, 'cup'));
    expect(await tick(shop, memberId, 'cup', key)).toEqual({ outcome: 'undone_since' });
    expect(await useOf(shop, memberId, 'cup')).toBe('none');
  });
});

describe('a perk that was ticked off by mistake', () => {
  test('can be used again in the same period once that is undone', async () => {
    const { shop, memberId } = await shopWithGold();
    await tick(shop, memberId, 'tour');
    expect(await untick(shop, memberId, await useOf(shop, memberId, 'tour'))).toBe('undone');
    expect(await useOf(shop, memberId, 'tour')).toBe('none');
    expect(await tick(shop, memberId, 'tour')).toEqual({ outcome: 'ticked' });
    expect(await tick(shop, memberId, 'tour')).toEqual({ outcome: 'used', until: null });
  });

  test('is undone once, whoever of the staff is faster', async () => {
    const { shop, memberId } = await shopWithGold();
    await tick(shop, memberId, 'cup');
    const use = await useOf(shop, memberId, 'cup');
    const both = await Promise.all([
      untick(shop, memberId, use, '7'),
      untick(shop, memberId, use, '8'),
    ]);
    expect(both).toEqual(['undone', 'undone']);
    const [, ...undone] = await auditOf(shop);
    expect(undone).toHaveLength(1);
    // Whoever looks at an old page undoes nothing that was ticked off since.
    await tick(shop, memberId, 'cup');
    expect(await untick(shop, memberId, use)).toBe('undone');
    expect(await useOf(shop, memberId, 'cup')).not.toBe('none');
  });

  test('is ticked off once where others undo and tick off at the same moment', async () => {
    const { shop, memberId } = await shopWithGold();
    await tick(shop, memberId, 'cup');
    const use = await useOf(shop, memberId, 'cup');
    await Promise.all([
      untick(shop, memberId, use),
      tick(shop, memberId, 'cup'),
      tick(shop, memberId, 'cup'),
    ]);
    const standing = (await useOf(shop, memberId, 'cup')) === 'none' ? 0 : 1;
    const audit = await auditOf(shop);
    const count = (action: string) => audit.filter((line) => line.endsWith(action)).length;
    expect(count('perk.used') - count('perk.undone')).toBe(standing);
  });

  test('is undone of this member only, and of this shop', async () => {
    const { shop, memberId } = await shopWithGold();
    const other = await join(opened.database, shop, '2');
    const elsewhere = await shopWithGold();
    await tick(shop, memberId, 'cup');
    const use = await useOf(shop, memberId, 'cup');
    expect(await untick(shop, other, use)).toBe('unknown_use');
    expect(await untick(elsewhere.shop, memberId, use)).toBe('unknown_use');
    expect(await untick(shop, memberId, 'none')).toBe('unknown_use');
    expect(await useOf(shop, memberId, 'cup')).toBe(use);
  });

  test('is undone also where the member has another tier by now', async () => {
    const { shop, memberId } = await shopWithGold();
    await tick(shop, memberId, 'tour');
    const use = await useOf(shop, memberId, 'tour');
    await setTo(shop, memberId, 'bronze');
    expect(await untick(shop, memberId, use)).toBe('undone');
  });
});

test('what became of perks is in the member’s history, as staff and she herself see it', async () => {
  const { shop, memberId } = await shopWithGold();
  await tick(shop, memberId, 'cup');
  clock.set('2026-05-31T12:05:00Z');
  await untick(shop, memberId, await useOf(shop, memberId, 'cup'));
  clock.set(MAY);
  const told = [
    { kind: 'perk_undone', perk: 'A cup' },
    { kind: 'perk_used', perk: 'A cup' },
  ];
  const read = await readMember(services(), shop.id, { memberId, before: null });
  const history = read.kind === 'found' ? read.history : [];
  expect(history).toMatchObject(told);
  const [newest] = history;
  const older = await readMember(services(), shop.id, { memberId, before: newest?.key ?? null });
  expect(older.kind === 'found' && older.history).toMatchObject(told.slice(1));
  const request = { shopDomain: shop.domain, customerId: CustomerId.parse('1'), cursor: null };
  expect(await readMemberActivity(services(), request)).toMatchObject({ entries: told });
});
