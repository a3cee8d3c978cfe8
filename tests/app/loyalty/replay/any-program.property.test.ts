import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { startOfPeriod } from '#app/loyalty/time/calendar.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Limit } from '#app/loyalty/program/parts.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import {
  anyDay,
  anyOrder,
  anyProgram,
  type AnyOrder,
  factsOf,
  isoOf,
} from '#tests/support/any-program.ts';

import { emptyHistory } from '../a-history.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import { compareMarks } from '#app/loyalty/history/history.ts';
import { MEMBERS_ORDER, SHOP, versionOf } from '../a-program.ts';

const customer = CustomerId.parse('7');

function lastFacts(orders: readonly AnyOrder[]): OrderFact[] {
  return orders.flatMap((order, index) =>
    factsOf(order, String(5_001 + index), customer).slice(-1),
  );
}

/** Judges one member's orders one after the other, as they stand. */
function judgeInTurn(facts: readonly OrderFact[], versions: readonly ProgramVersion[]) {
  const joinedAt = Math.min(...facts.map(({ processedAt }) => Date.parse(processedAt)));
  const history = emptyHistory(versions, { memberOf: () => ({ joinedAt, pins: [], floors: [] }) });
  const places = facts.map((fact) => ({
    fact,
    kind: 'order' as const,
    at: Date.parse(fact.processedAt),
    orderId: fact.orderId,
    track: customer,
  }));
  return places.sort(compareMarks).map(({ fact, ...place }) => {
    const before = history.before(place);
    const judged = judgeOrder(fact, versions, SHOP, { ...MEMBERS_ORDER, before });
    history.add({ ...place, ...judged.share });
    return { receipt: judged.receipt, mark: { ...place, ...judged.share } };
  });
}

const twoVersions = (programs: ReturnType<typeof anyProgram>) =>
  fc
    .tuple(programs, programs, anyDay)
    .map(([first, second, day]) => [
      versionOf(first),
      versionOf(second, { version: 2, inForceFrom: new Date(isoOf(day)) }),
    ]);
const orders = fc.array(anyOrder, { minLength: 1, maxLength: 12 });

test('a replay has what judging orders one after the other has, whatever the program says', () => {
  fc.assert(
    fc.property(twoVersions(anyProgram({ hasProducts: false })), orders, (versions, shapes) => {
      const facts = lastFacts(shapes);
      const judged = judgeInTurn(facts, versions);
      const replay = new Replay(versions, SHOP);
      for (const fact of [...facts].reverse()) replay.add(fact);
      const [member] = replay.membersAt(Date.parse(isoOf(2_000)));
      const earned = judged.reduce((sum, { receipt }) => sum + receipt.points, 0);
      expect(member?.earned ?? 0).toBe(earned);
    }),
    { numRuns: 150 },
  );
});

test('what a receipt says of its parts is what the order is worth, and no rule gives more than its limits', () => {
  fc.assert(
    fc.property(anyProgram({ hasProducts: true }), orders, (program, shapes) => {
      const version = versionOf(program);
      const judged = judgeInTurn(lastFacts(shapes), [version]);
      for (const { receipt, mark } of judged) {
        expect(partsOf(receipt)).toBe(receipt.points);
        for (const { points } of Object.values(mark.rules)) expect(points).toBeGreaterThan(0);
      }
      const marks = judged.map(({ mark }) => mark);
      expectWithin(program.earning.order.limits, 'order', marks);
      for (const { key, limits } of program.earning.bonuses) expectWithin(limits, key, marks);
    }),
    { numRuns: 150 },
  );
});

function partsOf({ base, bonuses, challenges, points }: OrderReceipt): number {
  const others = [...bonuses, ...challenges].reduce((sum, each) => sum + each.points, 0);
  return others + (base?.points ?? points);
}

function expectWithin(limits: readonly Limit[], rule: string, marks: readonly Mark[]): void {
  for (const { per, times, points } of limits) {
    const periods = Map.groupBy(marks, ({ at }) =>
      per === 'ever' ? 0 : startOfPeriod(per, at, SHOP.timezone),
    );
    for (const inPeriod of periods.values()) {
      const given = inPeriod.flatMap(({ rules }) => rules[rule] ?? []);
      expect(given.length).toBeLessThanOrEqual(times ?? Infinity);
      const sum = given.reduce((total, each) => total + each.points, 0);
      expect(sum).toBeLessThanOrEqual(points ?? Infinity);
    }
  }
}
