import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { PostedTransfer } from '#app/loyalty/ledger/posted-transfer.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import {
  type ExplainedOrder,
  explainOrders,
} from '#app/usecases/explaining/explain-orders.server.ts';
import { anyKeeping, anyOrder, anyProgram, factsOf, isoOf } from '#tests/support/any-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger } from '#tests/support/ledger.ts';
import { readOrder } from '#tests/support/orders.ts';
import { testServices } from '#tests/support/services.ts';
import { ShopOnPaper } from '#tests/support/shop-on-paper.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const play = fc.record({
  program: anyProgram({ hasProducts: true }),
  keeping: anyKeeping,
  orders: fc.array(anyOrder, { minLength: 1, maxLength: 8 }),
  /** What happens besides, after so many states of orders: points are spent, dates pass, customers are merged. */
  others: fc.array(
    fc.record({ after: fc.nat({ max: 12 }), what: fc.constantFrom('spend', 'age', 'merge') }),
    { maxLength: 6 },
  ),
  places: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
});

test('why an order earned what it did adds up to what was posted for it, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(play, async ({ program, keeping, orders, others, places }) => {
      const roll = () => places.next().value as number;
      const earning = { ...program.earning, ...keeping.earning };
      const whole: Program = { ...program, ...keeping, earning };
      const shop = await ShopOnPaper.open(opened.database, whole);
      const states = orders
        .flatMap((order, index) => factsOf(order, String(5_001 + index)))
        .map((fact) => ({ fact, place: roll() }))
        .sort((a, b) => a.place - b.place);
      for (const [index, { fact }] of states.entries()) {
        const now = isoOf(850 + index * 10);
        await shop.hears(now, readOrder(fact, 'api'));
        for (const { after, what } of others) if (after === index) await carryOut(shop, what, now);
      }
      await expectBalancedLedger(opened.database, shop.shop);
      const clock = { now: () => new Date(isoOf(1_100)) };
      for (const [index] of orders.entries()) {
        const asked = String(5_001 + index);
        const found = await explainOrders(
          testServices(opened.database, { clock }),
          shop.shop.id,
          asked,
        );
        expect(found.length).toBe(1);
        for (const each of found) expectToAddUp(each, whole);
      }
    }),
    { numRuns: 30 },
  );
}, 240_000);

async function carryOut(shop: ShopOnPaper, what: string, now: string): Promise<void> {
  if (what === 'age') await shop.ages(now);
  else if (what === 'merge') await shop.merges(now, '1', '2', isoOf(400));
  else {
    for (const customer of ['1', '2']) {
      const available = (await balancesOf(shop.database, shop.shop, customer))?.available ?? 0;
      if (available > 1) await shop.spends(now, customer, Math.ceil(available / 2));
    }
  }
}

/** The receipt in itself, with each posting, and with where the points are. */
function expectToAddUp(
  { receipt, postings, pointsNow, memberId }: ExplainedOrder,
  program: Program,
) {
  if (!receipt) throw new Error('an order has no receipt');
  expectArithmetic(receipt, program);
  const posted = sum(postings.map(({ transfers }) => netOf(transfers)));
  expect(posted).toBe(memberId === null ? 0 : receipt.points);
  for (const { transfers } of postings) {
    const { because } = transfers[0].receipt;
    if (because.kind === 'order')
      expect(because.points - because.pointsBefore).toBe(netOf(transfers));
    else expect(netOf(transfers)).toBe(0);
  }
  const parts = (states: string[]) =>
    sum(pointsNow.filter(({ state }) => states.includes(state)).map(({ points }) => points));
  const opened = postings
    .flatMap(({ transfers }) => transfers)
    .filter(
      ({ source, destination }) => source === 'issued' && /pending|available/.test(destination),
    );
  expect(parts(['spendable', 'pending', 'held', 'expired', 'gone'])).toBe(
    sum(opened.map(({ amount }) => amount)),
  );
}

/** What a posting gave, less what it took back. */
function netOf(transfers: readonly PostedTransfer[]): number {
  return sum(
    transfers.map(({ source, destination, amount }) =>
      source === 'issued' ? amount : destination === 'revoked' ? -amount : 0,
    ),
  );
}

/** From the order's lines to its points, by what the receipt says and nothing else. */
function expectArithmetic(receipt: OrderReceipt, { earning }: Program): void {
  const { lines, linesNet, extras, shareOfRefund, shareOfGiftCard, counted } = receipt;
  for (const { gross, discount, refunded, tax = 0, net, excluded } of lines) {
    expect(net).toBe(excluded ? 0 : Math.max(0, gross - discount - refunded) + tax);
  }
  expect(linesNet).toBe(sum(lines.map(({ net }) => net)));
  const whole = linesNet + sum(extras.map(({ amount }) => amount));
  expect(counted).toBe(whole - shareOfRefund - shareOfGiftCard);
  const { base, bonuses, challenges, points, nothing } = receipt;
  expect(points === 0).toBe(nothing !== null);
  if (points === 0 && base === null) return;
  const basePoints = base?.points ?? points;
  expect(basePoints + sum([...bonuses, ...challenges].map((each) => each.points))).toBe(points);
  expect(base?.cut?.uncut ?? basePoints).toBe(exactly(receipt, [{ counted, percent: 100 }]));
  const multiples = bonuses.filter(({ gives }) => gives.kind === 'multiple');
  if (base?.cut || multiples.some(({ cut }) => cut)) return;
  const shares = multiples.map(({ counted: share, gives }) => ({
    counted: share,
    percent: gives.kind === 'multiple' ? gives.percent - 100 : 0,
  }));
  expect(basePoints + sum(multiples.map((each) => each.points))).toBe(
    exactly(receipt, [{ counted, percent: 100 }, ...shares]),
  );
  for (const { gives, units, points: given, cut } of bonuses) {
    if (gives.kind === 'per_item') expect(cut?.uncut ?? given).toBe(gives.points * units);
    if (gives.kind === 'per_order') expect(cut?.uncut ?? given).toBe(gives.points);
  }
  for (const { key, times, points: given, reward } of challenges) {
    const prize = earning.challenges.find((each) => each.key === key)?.prize;
    expect(given).toBe(prize?.kind === 'points' ? prize.points * times : 0);
    expect(reward).toBe(prize?.kind === 'reward' ? prize.reward : null);
  }
}

/** What parts of an order earn by its receipt's rule, as one fraction that is rounded once. */
function exactly(
  { earns, rounding, tier, counted }: OrderReceipt,
  parts: readonly { readonly counted: number; readonly percent: number }[],
): number {
  if (!earns) throw new Error('an order has points by no rule');
  const unit = earns.kind === 'per_amount' ? earns.amount * 100 : Math.max(counted, 1);
  const weighed = parts.reduce(
    (all, part) => all + BigInt(part.counted) * BigInt(part.percent),
    0n,
  );
  const above = weighed * BigInt(earns.points) * BigInt(tier?.percent ?? 100);
  const below = BigInt(unit) * 10_000n;
  const added = { down: 0n, nearest: below / 2n, up: below - 1n }[rounding];
  return Number((above + added) / below);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
