import fc from 'fast-check';
import { expect, test } from 'vitest';

import { DueTimes } from '#sandbox/webhooks/due-times.ts';
import { WaitingLine } from '#sandbox/webhooks/waiting-line.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

type Step =
  | { kind: 'set'; id: string; atMs: number }
  | { kind: 'delete'; id: string }
  | { kind: 'take'; nowMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), id, atMs: fc.nat(20) }),
  fc.record({ kind: fc.constant('delete' as const), id }),
  fc.record({ kind: fc.constant('take' as const), nowMs: fc.nat(20) }),
);

test('what is due comes out earliest first, once, however often it was put off or taken out', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const times = new DueTimes();
      const expected = new Map<string, number>();
      for (const one of steps) {
        if (one.kind === 'set') {
          times.set(one.id, one.atMs);
          expected.set(one.id, one.atMs);
        } else if (one.kind === 'delete') {
          times.delete(one.id);
          expected.delete(one.id);
        } else {
          const due = [...expected].filter(([, atMs]) => atMs <= one.nowMs);
          const taken = times.takeUntil(one.nowMs);
          expect(taken.toSorted()).toEqual(due.map(([name]) => name).toSorted());
          const atMs = taken.map((name) => expected.get(name) ?? NaN);
          expect(atMs).toEqual(atMs.toSorted((first, second) => first - second));
          for (const name of taken) expected.delete(name);
        }
        expect(times.earliestMs).toBe(Math.min(...expected.values()));
      }
    }),
  );
});

test('a line is left in the order in which it was joined, also a long one', () => {
  const line = new WaitingLine();
  const ids = Array.from({ length: 5_000 }, (_, place) => String(place));
  for (const one of ids) line.add(one);
  for (const one of ids.slice(100, 200)) line.delete(one);
  line.add('4999');
  const left = Array.from({ length: 4_900 }, () => line.shift());
  expect(left).toEqual([...ids.slice(0, 100), ...ids.slice(200)]);
  expect([line.size, line.shift()]).toEqual([0, undefined]);
});
