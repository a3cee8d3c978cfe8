import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { evaluableProgram } from '#app/loyalty/replay/evaluable-program.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import { readOrderExport } from '#app/shopify/order-export/read-order-export.server.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { bonusOf, challengeOf } from '#tests/app/loyalty/a-history.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { expectBalancedLedger, openShop, PROGRAM_START } from '#tests/support/ledger.ts';
import { exportText, inPieces } from '#tests/support/order-export.ts';
import { readOrder } from '#tests/support/orders.ts';
import { hasPurchases, type Purchase, readPurchases } from '#tests/support/purchases.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const BATCH_SIZE = 500;
const MOMENTS = ['2026-02-10', '2026-05-01', '2026-12-24', '2027-07-01', '2028-06-01'];

/** Points that mature and expire, and tiers of which each earns more than the one below. */
const demanding: Program = {
  ...PRESETS.plain,
  earning: {
    ...PRESETS.plain.earning,
    order: { ...PRESETS.plain.earning.order, rounding: 'nearest', minimum: 1_000 },
    maturity: { kind: 'after_days', days: 30 },
    expiry: { kind: 'after_days', days: 180 },
  },
  tiers: [
    { key: 'listener', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
    { key: 'collector', name: null, from: 60, earningPercent: 150, entry: null, perks: [] },
    { key: 'curator', name: null, from: 250, earningPercent: 225, entry: null, perks: [] },
  ],
};

/** Tiers by the year, a campaign over Christmas, a welcome, and a challenge, besides points that mature and expire. */
const yearly: Program = {
  ...demanding,
  earning: {
    ...demanding.earning,
    expiry: { kind: 'yearly', month: 12, day: 31, minimumDays: 90 },
    bonuses: [
      bonusOf({
        key: 'christmas',
        window: { from: '2026-11-15T00:00:00+01:00', until: '2027-01-06T00:00:00+01:00' },
        limits: [{ per: 'month', times: 2, points: 150 }],
      }),
      bonusOf({
        key: 'welcome',
        conditions: { orders: 'first' },
        gives: { kind: 'per_order', points: 20 },
      }),
    ],
    challenges: [challengeOf({ within: 'year', repeats: 'again' })],
  },
  qualification: {
    measure: 'points',
    window: { kind: 'calendar_year' },
    demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
  },
};

describe.skipIf(!hasPurchases)('a replay of thousands of purchases', () => {
  test.each([
    ['the first program', PRESETS.plain],
    ['a program with maturity, expiry and tiers', demanding],
    ['a program with yearly tiers, a campaign, limits and a challenge', yearly],
  ])(
    'has what settling them has, at every moment and for every member, by %s',
    async (_, program) => {
      const purchases = readPurchases();
      const { database } = opened;
      const shop = await openShop(database, program);
      const { replay, emails } = await replayOf(purchases, program);
      let settled = 0;
      for (const moment of MOMENTS.map((day) => new Date(day))) {
        const until = purchases.filter(({ fact }) => new Date(fact.processedAt) <= moment);
        await settleAll(database, shop, until.slice(settled), moment);
        settled = until.length;
        await ageLots({ database, clock: { now: () => moment } }, shop.id);

        const live = await readLive(database, shop, program, moment);
        const members = [...replay.membersAt(moment.getTime())].map((member) => [
          emails[Number(member.customerId) - 1] ?? '',
          {
            ...{ earned: member.earned, pending: member.pending, available: member.available },
            ...{ expired: member.expired, tier: member.tier?.key },
            moves: member.moves,
          },
        ]);
        expect(Object.fromEntries(members)).toEqual(Object.fromEntries(live));
        const figures = replay.figuresAt(moment.getTime());
        expect(figures).toMatchObject(figuresOf([...live.values()]));
        expect(figures).toMatchObject(await readTotals(database, shop));
      }
      expect(settled).toBe(purchases.length);
      await expectBalancedLedger(database, shop);
    },
    180_000,
  );
});

/** By way of the export, newest first as Shopify writes it, so that its reader is part of what is proven. */
async function replayOf(purchases: readonly Purchase[], program: Program) {
  const exported = purchases.map((purchase) => purchase.exported).reverse();
  const emails = [...new Set(exported.map(({ email }) => email.toLowerCase()))].filter(Boolean);
  let replay: Replay | null = null;
  for await (const part of readOrderExport(inPieces(exportText(exported), 65_536))) {
    if (part.kind === 'told') {
      const evaluable = evaluableProgram(program, part.told).program;
      const versions = [{ version: 1, inForceFrom: PROGRAM_START, program: evaluable }];
      const terms = {
        currency: 'EUR',
        formerCurrencies: [],
        isDevelopment: false,
        timezone: 'Europe/Berlin',
      };
      replay = new Replay(versions, terms);
    } else if (part.kind === 'orders') part.facts.forEach((fact) => replay?.add(fact));
    else throw new Error(JSON.stringify(part.problem));
  }
  if (!replay) throw new Error('nothing was read');
  return { replay, emails };
}

/** In batches, and those in no order that time knows. */
async function settleAll(
  database: Database,
  shop: Shop,
  purchases: readonly Purchase[],
  now: Date,
): Promise<void> {
  const shuffled = [...purchases].sort((a, b) => mixed(a.fact.orderId) - mixed(b.fact.orderId));
  for (let at = 0; at < shuffled.length; at += BATCH_SIZE) {
    const batch = shuffled.slice(at, at + BATCH_SIZE).map(({ fact }) => readOrder(fact));
    await inTransaction(database, (sql) => settleOrders(sql, shop, batch, now));
  }
}

function mixed(orderId: string): number {
  return (Number(orderId) * 7_919) % 10_007;
}

interface LiveMember {
  readonly earned: number;
  readonly pending: number;
  readonly available: number;
  readonly expired: number;
  readonly tier: string | undefined;
  readonly moves: number;
}

/** Every member of the shop by e-mail address, as the ledger has her. */
async function readLive(
  database: Database,
  shop: Shop,
  program: Program,
  moment: Date,
): Promise<Map<string, LiveMember>> {
  const { rows } = await database.pool.query<{
    customer_id: string;
    earned: string;
    pending: string;
    available: string;
    expired: string;
    worths: string[];
    times: Date[];
  }>(
    `SELECT m.customer_id, a.earned, a.pending, a.available, coalesce(l.expired, 0) AS expired, o.worths, o.times
     FROM members m JOIN accounts a ON a.shop_id = $1 AND a.member_id = m.id
     JOIN (SELECT member_id, array_agg(settled_points ORDER BY chain_at, order_id) AS worths,
         array_agg(chain_at ORDER BY chain_at, order_id) AS times
       FROM orders WHERE shop_id = $1 GROUP BY member_id) AS o ON o.member_id = m.id
     LEFT JOIN (SELECT owner_id, sum(expired) AS expired
       FROM lots WHERE shop_id = $1 GROUP BY owner_id) AS l ON l.owner_id = m.id
     WHERE m.shop_id = $1`,
    [shop.id],
  );
  return new Map(
    rows.map((row) => [
      `customer${row.customer_id}@example.com`,
      {
        earned: Number(row.earned),
        pending: Number(row.pending),
        available: Number(row.available),
        expired: Number(row.expired),
        ...climb(
          row.worths.map((worth, index) => ({ points: Number(worth), at: row.times[index] })),
          program,
          moment,
        ),
      },
    ]),
  );
}

interface Worth {
  readonly points: number;
  readonly at: Date | undefined;
}

/** Where somebody stands who earned this, one after the other, and how often she came to another tier. */
function climb(worths: readonly Worth[], { tiers, qualification }: Program, moment: Date) {
  const isYearly = qualification.window.kind === 'calendar_year';
  const years = worths.map(({ at }) => yearOf(at ?? moment));
  const now = yearOf(moment);
  let [rung, moves] = [0, 0];
  const stand = (count: number, year: number) => {
    const sum = (of: number) =>
      worths.slice(0, count).reduce((all, { points }, index) => {
        return !isYearly || years[index] === of ? all + points : all;
      }, 0);
    // What is reached in a year holds until the next one has ended.
    const reached = Math.max(sum(year), sum(year - 1));
    const next = tiers.filter(({ from }) => from <= reached).length - 1;
    if (next !== rung) moves += 1;
    rung = next;
  };
  for (let year = years[0] ?? now; year <= now; year += 1) {
    stand(years.filter((each) => each < year).length, year);
    years.forEach((each, index) => each === year && stand(index + 1, year));
  }
  return { tier: tiers[rung]?.key, moves };
}

function yearOf(moment: Date): number {
  return Number(moment.toLocaleString('en', { year: 'numeric', timeZone: 'Europe/Berlin' }));
}

function figuresOf(members: readonly LiveMember[]) {
  const total = (field: 'pending' | 'available' | 'moves') =>
    members.reduce((sum, member) => sum + member[field], 0);
  const byTier = Map.groupBy(members, ({ tier }) => tier ?? 'none');
  return {
    members: members.length,
    membersByTier: Object.fromEntries([...byTier].map(([key, all]) => [key, all.length])),
    tierMoves: total('moves'),
    liability: { points: total('pending') + total('available'), money: null },
  };
}

/** The shop's totals by what was posted, not by what members have. */
async function readTotals(database: Database, shop: Shop) {
  const { rows } = await database.pool.query<Record<string, string>>(
    `SELECT (SELECT count(*) FROM orders WHERE shop_id = $1) AS orders,
       sum(CASE WHEN source = 'issued' THEN amount WHEN destination = 'revoked' THEN -amount ELSE 0 END) AS "pointsIssued",
       sum(CASE WHEN destination = 'pending' THEN amount WHEN source = 'pending' THEN -amount ELSE 0 END) AS "pointsPending",
       sum(CASE WHEN destination = 'available' THEN amount WHEN source = 'available' THEN -amount ELSE 0 END) AS "pointsRedeemable",
       sum(CASE WHEN destination = 'expired' THEN amount WHEN source = 'expired' THEN -amount ELSE 0 END) AS "pointsExpired"
     FROM transfers WHERE shop_id = $1`,
    [shop.id],
  );
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, sum]) => [name, Number(sum)]),
  );
}
