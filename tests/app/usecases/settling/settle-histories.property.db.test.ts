import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { insertProgramVersion } from '#app/db/programs/first-program.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { PRESETS } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { judgeAgainSince } from '#app/usecases/settling/judge-again.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { settleAnsweredOrders } from '#app/usecases/settling/settle-answered-orders.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import type { History, TrueMerge, TrueOrder, TrueOrderState } from '#tests/chaos/history.ts';
import { expectedOf } from '#tests/chaos/oracle.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  balancesOf,
  expectBalancedLedger,
  openShop,
  PROGRAM_START,
} from '#tests/support/ledger.ts';
import { customerDetails, orderFact } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const CUSTOMERS = ['1', '2', '3', '4'];
const MARCH = Date.UTC(2026, 2, 1);
const NOW = new Date('2026-03-25T00:00:00Z');
const iso = (time: number) => new Date(time).toISOString();

const stateShape = fc.record({
  gross: fc.integer({ min: 0, max: 30_000 }),
  refunded: fc.integer({ min: 0, max: 30_000 }),
  byAmount: fc.constantFrom(0, 0, 0, 500),
  paid: fc.boolean(),
  cancelled: fc.constantFrom(false, false, false, true),
  fulfilled: fc.boolean(),
  moves: fc.constantFrom(false, false, false, true),
});

const orderShape = fc.record({
  customer: fc.constantFrom(0, 1, 2, 3, null, null),
  /** Whose address a guest gives. */
  guestOf: fc.constantFrom(0, 1, 2, 3),
  // Few hours, so that orders meet in the same moment.
  hour: fc.integer({ min: 0, max: 60 }),
  states: fc.array(stateShape, { minLength: 1, maxLength: 3 }),
});

const versionShape = fc.record({
  hour: fc.integer({ min: 1, max: 60 }),
  points: fc.constantFrom(1, 2, 3),
  amount: fc.constantFrom(1, 1, 10),
  rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
  gold: fc.constantFrom(100, 150, 200),
  goldFrom: fc.constantFrom(50, 200, 400),
  maturity: fc.constantFrom(
    { kind: 'at_once' as const },
    { kind: 'after_days' as const, days: 22 },
    { kind: 'after_fulfilment' as const, days: 1 },
  ),
  expiry: fc.constantFrom({ kind: 'never' as const }, { kind: 'after_days' as const, days: 22 }),
  claimDays: fc.constantFrom(0, 1, 30),
});

const mergesShape = fc.constantFrom<readonly (readonly [number, number, number])[]>(
  [],
  [],
  [[0, 1, 70]],
  [[0, 1, 30]],
  [
    [0, 1, 20],
    [1, 2, 40],
  ],
);

function programOf(shape: Shape<typeof versionShape>): Program {
  const { plain } = PRESETS;
  return {
    ...plain,
    enrolment: { who: 'every_buyer', claimDays: shape.claimDays },
    earning: {
      ...plain.earning,
      order: {
        ...plain.earning.order,
        earns: { kind: 'per_amount', points: shape.points, amount: shape.amount },
        rounding: shape.rounding,
      },
      maturity: shape.maturity,
      expiry: shape.expiry,
    },
    tiers: [
      { key: 'bronze', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
      {
        key: 'gold',
        name: null,
        from: shape.goldFrom,
        earningPercent: shape.gold,
        entry: null,
        perks: [],
      },
    ],
  };
}

type Shape<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

function historyOf(
  orders: readonly Shape<typeof orderShape>[],
  versions: readonly Shape<typeof versionShape>[],
  merges: readonly (readonly [number, number, number])[],
): History {
  const trueMerges = merges.map(([absorbed, kept, hour]): TrueMerge => ({
    absorbed: CUSTOMERS[absorbed] ?? '',
    kept: CUSTOMERS[kept] ?? '',
    at: iso(MARCH + hour * 3_600_000),
  }));
  const trueOrders = orders.map((shape, index) => orderOf(shape, index, trueMerges));
  const [first = FIRST, ...later] = versions;
  // What has matured or expired by one version stays so by another: here all agree on that.
  const { maturity, expiry } = first;
  return {
    currency: 'EUR',
    ...{
      isDevelopment: false,
      timezone: 'Europe/Berlin',
      actions: [],
      gifts: [],
      birthdays: [],
      pins: [],
    },
    versions: [
      { version: 1, inForceFrom: PROGRAM_START.toISOString(), program: programOf(first) },
      ...later.map((shape, index) => ({
        version: index + 2,
        inForceFrom: iso(MARCH + shape.hour * 3_600_000),
        program: programOf({ ...shape, maturity, expiry }),
      })),
    ],
    // Only an order tells of a customer here, so the address of one who has none is never heard of.
    customers: CUSTOMERS.filter((id) =>
      trueOrders.some(({ states }) => states.some(({ customerId }) => customerId === id)),
    ).map((id) => ({ id, provenEmails: [`${id}@example.com`], tags: [], consents: [] })),
    orders: trueOrders,
    merges: trueMerges,
  };
}

const FIRST: Shape<typeof versionShape> = {
  hour: 0,
  points: 1,
  amount: 1,
  rounding: 'down',
  gold: 100,
  goldFrom: 50,
  maturity: { kind: 'at_once' },
  expiry: { kind: 'never' },
  claimDays: 30,
};

function orderOf(
  shape: Shape<typeof orderShape>,
  index: number,
  merges: readonly TrueMerge[],
): TrueOrder {
  const processed = MARCH + shape.hour * 3_600_000;
  const buyer = shape.customer === null ? null : (CUSTOMERS[shape.customer] ?? null);
  // Whoever is merged keeps her orders; the others may be given away.
  const mayMove = merges.every(({ absorbed, kept }) => buyer !== absorbed && buyer !== kept);
  const states = shape.states.map((state, number): TrueOrderState => {
    const updated = processed + number * 60_000;
    // Taken from her again, a guest's order would leave a customer of whom perhaps nothing else is ever heard.
    const movers = shape.states.slice(buyer === null ? 1 : number, number + 1);
    const isMoved = mayMove && number > 0 && movers.some(({ moves }) => moves);
    const owner = isMoved ? '4' : buyer;
    return {
      updatedAt: iso(updated),
      customerId: owner,
      email: buyer === null ? `${CUSTOMERS[shape.guestOf]}@example.com` : null,
      processedAt: iso(processed),
      cancelled: state.cancelled,
      deleted: false,
      financialStatus: state.paid ? 'paid' : 'pending',
      currency: 'EUR',
      test: false,
      business: false,
      sourceName: 'web',
      taxesIncluded: true,
      lines: [
        {
          price: state.gross,
          quantity: 1,
          discount: 0,
          refunded: Math.min(state.gross, state.refunded),
          returned: 0,
          tax: 0,
          ...{ giftCard: false, vendor: '', type: '', tags: [], collections: [] },
        },
      ],
      shipping: 0,
      shippingTax: 0,
      tips: 0,
      duties: 0,
      paidByGiftCard: 0,
      refundedByAmount: state.byAmount,
      cost: Math.max(0, state.gross - state.refunded),
      // Once a parcel has left it stays away.
      fulfilledAt: shape.states.slice(0, number + 1).some(({ fulfilled }) => fulfilled)
        ? iso(processed + 30_000)
        : null,
      codes: [],
      chargedBack: false,
    };
  });
  const last = states.at(-1);
  // A merge gives all of a customer's orders a new owner, and a new state.
  for (const merge of merges) {
    const newest = states.at(-1);
    if (!last || newest?.customerId !== merge.absorbed) continue;
    const at = Math.max(Date.parse(merge.at), Date.parse(newest.updatedAt) + 60_000);
    if (Date.parse(newest.updatedAt) >= Date.parse(merge.at)) {
      // Placed after the merge: there was no such customer any more.
      for (const [place, state] of states.entries()) {
        if (state.customerId === merge.absorbed)
          states[place] = { ...state, customerId: merge.kept };
      }
    } else states.push({ ...newest, customerId: merge.kept, updatedAt: iso(at) });
  }
  return { id: String(5001 + index), states };
}

function readOf(order: TrueOrder, state: TrueOrderState, source: ReadOrder['source']): ReadOrder {
  const [line] = state.lines;
  const fact = orderFact({
    orderId: order.id,
    customerId: state.customerId,
    processedAt: state.processedAt,
    updatedAt: state.updatedAt,
    cancelledAt: state.cancelled ? state.updatedAt : null,
    fulfilledAt: state.fulfilledAt,
    paid: state.financialStatus === 'paid',
    lines: [{ gross: line?.price ?? 0, refunded: line?.refunded ?? 0 }],
    refundedWithoutLines: state.refundedByAmount,
    chargedWithLines: state.cost,
  });
  const customer =
    state.customerId === null
      ? null
      : {
          ...customerDetails(state.customerId),
          email: `${state.customerId}@example.com`,
          verifiedEmail: true,
        };
  const guest = state.customerId === null ? { email: state.email, phone: null } : null;
  return { fact, customer, guest, source, chargedBack: source === 'api' ? false : 'unknown' };
}

type Event =
  | { readonly kind: 'state'; readonly order: TrueOrder; readonly state: TrueOrderState }
  | { readonly kind: 'merge'; readonly merge: TrueMerge }
  | { readonly kind: 'publish'; readonly version: History['versions'][number] };

type StateEvent = Extract<Event, { readonly kind: 'state' }>;

/** What the worker does with a delivery that only Shopify can complete. */
async function askShopify(shop: Shop, history: History, orderIds: readonly string[]) {
  const answers = history.orders
    .filter((order) => orderIds.includes(order.id))
    .map((order) => readOf(order, lastState(order), 'api'));
  const gone = new Set(history.merges.map((merge) => CustomerId.parse(merge.absorbed)));
  await inTransaction(opened.database, (sql) =>
    settleAnsweredOrders(sql, shop, { answered: answers }, gone, NOW),
  );
}

function lastState(order: TrueOrder): TrueOrderState {
  const state = order.states.at(-1);
  if (!state) throw new Error('an order without a state');
  return state;
}

/** States that come one after the other are often taken up as one batch. */
async function settleBatch(shop: Shop, history: History, states: readonly StateEvent[]) {
  const reads = states.map(({ order, state }) => readOf(order, state, 'webhook'));
  const { ambiguous } = await inTransaction(opened.database, (sql) =>
    settleOrders(sql, shop, reads, NOW),
  );
  if (ambiguous.length > 0) await askShopify(shop, history, ambiguous);
}

async function play(shop: Shop, history: History, event: Event): Promise<void> {
  switch (event.kind) {
    case 'state':
      return settleBatch(shop, history, [event]);
    case 'merge': {
      const { absorbed, kept, at } = event.merge;
      const merge = {
        absorbed: CustomerId.parse(absorbed),
        kept: CustomerId.parse(kept),
        mergedAt: new Date(at),
        isInferred: false,
      };
      await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, NOW));
      return;
    }
    case 'publish':
      await inTransaction(opened.database, async (sql) => {
        await lockAgainstJudging(sql, shop.id);
        const from = new Date(event.version.inForceFrom);
        const { version, program } = event.version;
        await insertProgramVersion(sql, shop.id, version, program as Program, from);
        await judgeAgainSince(sql, shop, from, NOW);
      });
  }
}

async function check(shop: Shop, history: History): Promise<void> {
  await ageLots({ database: opened.database, clock: { now: () => NOW } }, shop.id);
  await expectBalancedLedger(opened.database, shop);
  const expected = expectedOf(history, NOW);
  const { rows } = await opened.database.pool.query<{ id: string; points: string }>(
    `SELECT order_id AS id, settled_points AS points FROM orders WHERE shop_id = $1`,
    [shop.id],
  );
  const found = new Map(rows.map((row) => [row.id, Number(row.points)]));
  for (const order of expected.orders) {
    expect([order.orderId, found.get(order.orderId) ?? 0]).toEqual([order.orderId, order.points]);
  }
  for (const member of expected.members) {
    const balances = await balancesOf(opened.database, shop, member.customerId);
    expect([member.customerId, balances?.['pending'], balances?.['available']]).toEqual([
      member.customerId,
      member.pending,
      member.available,
    ]);
    expect(balances?.['owed']).toBe(0);
  }
}

test('any order of arrival, with versions and merges in between, ends as if all had been judged at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(orderShape, { minLength: 1, maxLength: 7 }),
      fc.array(versionShape, { minLength: 1, maxLength: 3 }),
      mergesShape,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.integer({ min: 1, max: 4 }),
      async (orders, versions, merges, dice, together) => {
        const roll = () => dice.next().value as number;
        const history = historyOf(orders, versions, merges);
        const shop = await openShop(opened.database, history.versions[0]?.program as Program);
        const events: Event[] = [
          ...history.orders.flatMap((order) =>
            order.states.map((state) => ({ kind: 'state', order, state }) as const),
          ),
          ...history.merges.map((merge) => ({ kind: 'merge', merge }) as const),
          ...history.versions.slice(1).map((version) => ({ kind: 'publish', version }) as const),
        ];
        const shuffled = [...events, ...events.filter((e) => e.kind === 'state' && roll() < 0.3)]
          .map((event) => ({ event, place: roll() }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        for (let start = 0; start < shuffled.length; start += together) {
          const batch = shuffled.slice(start, start + together);
          if (batch.every((event) => event.kind === 'state') && roll() < 0.5) {
            await settleBatch(shop, history, batch);
          } else await Promise.all(batch.map((event) => play(shop, history, event)));
        }
        await check(shop, history);
      },
    ),
    { numRuns: 80 },
  );
}, 240_000);
