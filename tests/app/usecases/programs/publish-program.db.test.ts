import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import {
  readProgramOverview,
  readProgramVersion,
} from '#app/usecases/programs/read-program.server.ts';
import { rollBackProgram } from '#app/usecases/programs/roll-back-program.server.ts';
import { sweep } from '#app/usecases/sweep.server.ts';
import { withdrawVersion } from '#app/usecases/programs/withdraw-version.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { auditLogOf } from '#tests/support/deliveries.ts';
import { balancesOf, expectBalancedLedger, openShop, settle } from '#tests/support/ledger.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';
import {
  judgedBy,
  publish,
  SettableClock,
  staffUserId,
  worth,
} from '#tests/support/program-versions.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const clock = new SettableClock('2026-06-01T12:00:00Z');
const services = () => testServices(opened.database, { clock });

/** A shop at noon, told of its first program long ago. */
async function shopAtNoon(): Promise<Shop> {
  clock.set('2026-06-01T12:00:00Z');
  return openShop(opened.database);
}

/** An order of 40 EUR. */
function orderPlaced(orderId: string, iso: string) {
  return readOrder(orderFact({ orderId, processedAt: iso, updatedAt: iso }));
}

const publishNow = (shop: Shop, points: number) =>
  publish(opened.database, clock, shop, worth(points));
const schedule = (shop: Shop, points: number, iso: string) =>
  publish(opened.database, clock, shop, worth(points), new Date(iso));
const withdraw = (shop: Shop, version: number) =>
  withdrawVersion(services(), shop, { staffUserId, version });
const rollBack = (shop: Shop, version: number) =>
  rollBackProgram(services(), shop, { staffUserId, version, note: ' as before ' });

async function statesOf(shop: Shop): Promise<string[]> {
  const { versions } = await readProgramOverview(services(), shop);
  return versions.map(({ version, state }) => `${version} ${state}`).reverse();
}

async function facesWanted(shop: Shop): Promise<number> {
  const { rows } = await opened.database.pool.query<{ revision: string }>(
    "SELECT revision FROM effects WHERE shop_id = $1 AND kind = 'program-face'",
    [shop.id],
  );
  return Number(rows[0]?.revision ?? 0);
}

describe('publishing at once', () => {
  test('counts from now on, is told to the storefront and noted', async () => {
    const shop = await shopAtNoon();
    expect(await publishNow(shop, 3)).toEqual({
      outcome: 'published',
      version: 2,
      inForceFrom: clock.now(),
      hasBegun: true,
    });
    expect(await statesOf(shop)).toEqual(['1 superseded', '2 in_force']);
    expect(await facesWanted(shop)).toBe(1);
    expect(await auditLogOf(opened.database, shop)).toEqual([
      {
        actor: 'staff:42',
        action: 'program.published',
        subject: 'program:2',
        detail: { version: 2, inForceFrom: '2026-06-01T12:00:00.000Z', draftRevision: null },
      },
    ]);

    await settle(opened.database, shop, orderPlaced('1', '2026-06-01T11:59:59.000Z'));
    await settle(opened.database, shop, orderPlaced('2', '2026-06-01T12:00:00.000Z'));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 + 120 });
  });

  test('judges again what was placed since, and nothing that lies before it', async () => {
    const shop = await shopAtNoon();
    await settle(
      opened.database,
      shop,
      orderPlaced('1', '2026-06-01T11:59:59.000Z'),
      orderPlaced('2', '2026-06-01T12:00:00.000Z'),
      orderPlaced('3', '2026-06-01T12:00:01.000Z'),
    );
    await publishNow(shop, 3);
    expect([...(await judgedBy(opened.database, shop))].sort()).toEqual([
      ['1', 1],
      ['2', 2],
      ['3', 2],
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({
      available: 40 + 120 + 120,
    });
    await expectBalancedLedger(opened.database, shop);
  });

  test('by a clock that was set back begins with the newest version that has begun', async () => {
    const shop = await shopAtNoon();
    await publishNow(shop, 2);
    clock.set('2026-06-01T11:00:00Z');
    expect(await statesOf(shop)).toEqual(['1 superseded', '2 in_force']);
    expect(await publishNow(shop, 3)).toEqual({
      outcome: 'published',
      version: 3,
      inForceFrom: new Date('2026-06-01T12:00:00Z'),
      hasBegun: false,
    });
    expect(await schedule(shop, 4, '2026-06-01T11:30:00Z')).toEqual({
      outcome: 'in_the_past',
      earliest: new Date('2026-06-01T12:00:00Z'),
    });
    expect(await withdraw(shop, 2)).toBe('has_begun');
    await settle(opened.database, shop, orderPlaced('1', '2026-06-01T12:00:01.000Z'));
    expect((await judgedBy(opened.database, shop)).get('1')).toBe(3);
    const told = await facesWanted(shop);
    clock.set('2026-06-01T12:00:00Z');
    await sweep(services());
    expect(await statesOf(shop)).toEqual(['1 superseded', '2 superseded', '3 in_force']);
    expect(await facesWanted(shop)).toBe(told + 1);
  });

  test('refuses what is no program, what contradicts itself, and a note without end', async () => {
    const shop = await shopAtNoon();
    const { tiers } = worth(1);
    const sameNames = { ...worth(1), tiers: tiers.map((tier) => ({ ...tier, name: 'Leaf' })) };
    for (const document of [{ format: 2 }, sameNames]) {
      expect(await publish(opened.database, clock, shop, document)).toMatchObject({
        outcome: 'invalid',
      });
    }
    const note = 'x'.repeat(501);
    expect(
      await rollBackProgram(services(), shop, { staffUserId, version: 1, note }),
    ).toMatchObject({
      outcome: 'invalid',
      problems: [{ path: 'note', code: 'too_long' }],
    });
    expect(await statesOf(shop)).toEqual(['1 in_force']);
    expect(await auditLogOf(opened.database, shop)).toEqual([]);
  });
});

describe('a scheduled version', () => {
  test('begins at its time, also where another was published in between, and is told then, once', async () => {
    const shop = await shopAtNoon();
    expect(await schedule(shop, 5, '2026-06-02T00:00:00Z')).toMatchObject({
      version: 2,
      hasBegun: false,
    });
    await sweep(services());
    expect(await facesWanted(shop)).toBe(0);
    await publishNow(shop, 3);
    const told = await facesWanted(shop);
    expect(await statesOf(shop)).toEqual(['1 superseded', '2 scheduled', '3 in_force']);

    clock.set('2026-06-02T00:00:00Z');
    expect(await statesOf(shop)).toEqual(['1 superseded', '2 in_force', '3 superseded']);
    await Promise.all([sweep(services()), sweep(services())]);
    await sweep(services());
    expect(await facesWanted(shop)).toBe(told + 1);
    expect(
      (await auditLogOf(opened.database, shop)).map(({ actor, action }) => `${actor} ${action}`),
    ).toEqual(['staff:42 program.scheduled', 'staff:42 program.published', 'system program.began']);
  });

  test('of a shop that is away is told when it is back', async () => {
    const shop = await shopAtNoon();
    await schedule(shop, 5, '2026-06-02T00:00:00Z');
    const away = (isAway: boolean) =>
      opened.database.pool.query('UPDATE shops SET uninstalled_at = $2 WHERE id = $1', [
        shop.id,
        isAway ? clock.now() : null,
      ]);
    await away(true);
    clock.set('2026-06-03T00:00:00Z');
    await sweep(services());
    expect(await facesWanted(shop)).toBe(0);
    await away(false);
    await sweep(services());
    expect(await facesWanted(shop)).toBe(1);
  });

  test('can be withdrawn until it begins, and what is dated ahead is judged without it', async () => {
    const shop = await shopAtNoon();
    await schedule(shop, 5, '2026-06-02T00:00:00Z');
    await settle(opened.database, shop, orderPlaced('1', '2026-06-02T00:00:00.000Z'));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 200 });

    expect(await withdraw(shop, 2)).toBe('withdrawn');
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    await expectBalancedLedger(opened.database, shop);
    expect(await withdraw(shop, 2)).toBe('withdrawn_before');
    expect(await withdraw(shop, 9)).toBe('unknown');
    expect(await withdraw(shop, 1)).toBe('has_begun');
    expect(await statesOf(shop)).toEqual(['1 in_force', '2 withdrawn']);
    expect(await publishNow(shop, 3)).toMatchObject({ version: 3 });
    expect((await auditLogOf(opened.database, shop)).map(({ action }) => action)).toEqual([
      'program.scheduled',
      'program.withdrawn',
      'program.published',
    ]);
  });

  test('cannot be withdrawn from the moment on at which it begins, told or not', async () => {
    const shop = await shopAtNoon();
    await schedule(shop, 5, '2026-06-02T00:00:00Z');
    clock.set('2026-06-02T00:00:00Z');
    expect(await withdraw(shop, 2)).toBe('has_begun');
  });

  test('of the same time as another wins where it is newer', async () => {
    const shop = await shopAtNoon();
    await schedule(shop, 5, '2026-06-02T00:00:00Z');
    await schedule(shop, 6, '2026-06-02T00:00:00Z');
    await settle(opened.database, shop, orderPlaced('1', '2026-06-02T00:00:00.000Z'));
    expect((await judgedBy(opened.database, shop)).get('1')).toBe(3);
  });

  test('is one of 50 at most', async () => {
    const shop = await shopAtNoon();
    for (let count = 0; count < 50; count += 1) await schedule(shop, 2, '2026-06-02T00:00:00Z');
    expect(await schedule(shop, 2, '2026-06-03T00:00:00Z')).toMatchObject({
      outcome: 'too_many_scheduled',
    });
    expect(await withdraw(shop, 7)).toBe('withdrawn');
    expect(await schedule(shop, 2, '2026-06-03T00:00:00Z')).toMatchObject({ outcome: 'published' });
  });
});

describe('rolling back', () => {
  test('publishes what an older version says as a new one, and leaves the past', async () => {
    const shop = await shopAtNoon();
    await publishNow(shop, 3);
    await settle(opened.database, shop, orderPlaced('1', '2026-06-01T12:30:00.000Z'));
    clock.set('2026-06-01T13:00:00Z');
    expect(await rollBack(shop, 1)).toMatchObject({
      outcome: 'published',
      version: 3,
      hasBegun: true,
    });
    await settle(opened.database, shop, orderPlaced('2', '2026-06-01T13:00:00.000Z'));
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 120 + 40 });
    expect(await readProgramVersion(services(), shop, 3)).toMatchObject({
      state: 'in_force',
      program: worth(1),
      note: 'as before',
      publishedBy: 'staff:42',
    });
    expect((await auditLogOf(opened.database, shop)).at(-1)).toMatchObject({
      action: 'program.rolled_back',
      detail: { version: 3, backTo: 1 },
    });
  });

  test('to what is in force, or never was, changes nothing', async () => {
    const shop = await shopAtNoon();
    expect(await rollBack(shop, 1)).toEqual({ outcome: 'in_force_already' });
    expect(await rollBack(shop, 2)).toEqual({ outcome: 'unknown' });
    expect(await statesOf(shop)).toEqual(['1 in_force']);
  });

  test('to a version of the first format reads it as it was carried out', async () => {
    const shop = await shopAtNoon();
    const old = { format: 1, name: 'Beans', earning: { order: { pointsPerUnit: 7 } } };
    await opened.database.pool.query(
      'UPDATE program_versions SET document = $2 WHERE shop_id = $1',
      [shop.id, JSON.stringify(old)],
    );
    await publishNow(shop, 1);
    expect(await rollBack(shop, 1)).toMatchObject({ version: 3 });
    const { inForce } = await readProgramOverview(services(), shop);
    expect(inForce).toMatchObject({
      version: 3,
      program: { ...worth(7), name: 'Beans', tiers: [] },
    });
  });
});

describe('reading a version', () => {
  test('tells what it says otherwise than the one in force', async () => {
    const shop = await shopAtNoon();
    await publishNow(shop, 3);
    expect(await readProgramVersion(services(), shop, 1)).toMatchObject({
      state: 'superseded',
      changesFromInForce: [{ path: 'earning.order.earns.points', before: 3, after: 1 }],
    });
    expect(await readProgramVersion(services(), shop, 2)).toMatchObject({ changesFromInForce: [] });
    expect(await readProgramVersion(services(), shop, 3)).toBeNull();
  });
});
