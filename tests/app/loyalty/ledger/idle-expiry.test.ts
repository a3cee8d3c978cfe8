import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Activities, idleSince } from '#app/loyalty/ledger/idle-expiry.ts';

const DAY_MS = 86_400_000;
const day = (number: number) => Date.UTC(2026, 0, 1) + number * DAY_MS;

/** Points that could first be spent on day 0 and are lost after ten days of inactivity. */
const lot = { ownExpiresAt: day(10), idleDays: 10 };
const lostOn = (...activeOn: number[]) =>
  (new Activities(activeOn.map(day)).expiryOf(lot) - day(0)) / DAY_MS;

describe('points that are lost by inactivity', () => {
  test('are lost so many days after they could first be spent, where nothing happens', () => {
    expect(lostOn()).toBe(10);
    expect((idleSince(lot) - day(0)) / DAY_MS).toBe(0);
  });

  test('are kept by each activity for so many days more', () => {
    expect(lostOn(4)).toBe(14);
    expect(lostOn(4, 13)).toBe(23);
  });

  test('are not kept by what happens after they were lost', () => {
    expect(lostOn(4, 15)).toBe(14);
    expect(lostOn(10)).toBe(10);
  });

  test('are kept after all when it turns out that there was no pause', () => {
    expect(lostOn(4, 15, 9)).toBe(25);
  });

  test('are not lost sooner because of what happened before they could be spent', () => {
    expect(lostOn(-30, -1)).toBe(10);
  });
});

describe('whatever a member does', () => {
  const days = fc.array(fc.integer({ min: -20, max: 80 }), { maxLength: 12 });

  test('the order in which it is heard of decides nothing', () => {
    fc.assert(
      fc.property(
        days.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list))),
        ([list, part]) => {
          const rest = list.filter((each) => !part.includes(each));
          expect(lostOn(...part, ...rest, ...part)).toBe(lostOn(...list));
        },
      ),
    );
  });

  test('points are lost when somebody would say who goes through her days one by one', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (list, patience) => {
        let lost = 10;
        for (const active of list.toSorted((a, b) => a - b)) {
          if (active < lost) lost = Math.max(lost, active + patience);
          else break;
        }
        const expiry = new Activities(list.map(day)).expiryOf({ ...lot, idleDays: patience });
        expect((expiry - day(0)) / DAY_MS).toBe(lost);
      }),
    );
  });

  test('a further activity never shortens anything', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 80 }), (list, further) => {
        expect(lostOn(...list, further)).toBeGreaterThanOrEqual(lostOn(...list));
      }),
    );
  });
});
