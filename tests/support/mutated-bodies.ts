import fc from 'fast-check';

/** A change at one place of a body. The place is a number that any body's places are counted by. */
interface Mutation {
  readonly place: number;
  readonly change:
    | { readonly kind: 'delete' }
    | { readonly kind: 'text' }
    | { readonly kind: 'replace'; readonly value: unknown };
}

const ODD_TEXT = fc.constantFrom(
  '',
  'nu\0l',
  '\uD800',
  '\uDFFF tail',
  '__proto__',
  '1e400',
  '-1.005',
  '9007199254740993',
  '99999999999999999999',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
  'JPY',
  'refunded',
  'x'.repeat(10_001),
);
const ODD_NUMBER = fc.constantFrom(0, -1, 0.5, 1e-7, 1e21, -1e300, 2 ** 53, 999_999_999_999, 1e9);
const AMOUNT = fc
  .tuple(fc.integer({ min: -5_000_000, max: 5_000_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0').replace(/0+$/, '') || '0'}`);

/** Some value that may stand anywhere in JSON. */
export const anyJson = fc.oneof(
  { weight: 3, arbitrary: ODD_TEXT },
  { weight: 3, arbitrary: AMOUNT },
  { weight: 3, arbitrary: ODD_NUMBER },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  change: fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'delete' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'text' as const }) },
    {
      weight: 5,
      arbitrary: anyJson.map((value) => ({ kind: 'replace' as const, value })),
    },
  ),
});

/** A few changes, applied one after another. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

type Json = unknown[] | Record<string, unknown>;

/**
 * A copy of a body with changes: a place deleted, its value replaced, or written as text.
 * @param kept keys of the body itself that are not touched
 */
export function mutate(
  body: unknown,
  changes: readonly Mutation[],
  kept: readonly string[] = [],
): unknown {
  const copy: unknown = structuredClone(body);
  for (const { place, change } of changes) {
    const places = placesOf(copy).filter(([owner, key]) => owner !== copy || !kept.includes(key));
    const found = places[place % places.length];
    if (!found) continue;
    const [owner, key] = found;
    if (change.kind === 'delete') Reflect.deleteProperty(owner, key);
    else {
      // A copy: the next change may lie within it, and the same value stands for other bodies too.
      const value =
        change.kind === 'text' ? String(Reflect.get(owner, key)) : structuredClone(change.value);
      // As JSON would: a key of this name is one like any other.
      Object.defineProperty(owner, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return copy;
}

/** Every place in a value: whose it is, and its key. */
function placesOf(value: unknown): [owner: Json, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Json;
  return Object.keys(owner).flatMap((key): [Json, string][] => [
    [owner, key],
    ...placesOf(Reflect.get(owner, key)),
  ]);
}
