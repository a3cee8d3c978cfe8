import { z } from 'zod';

import { BASE_RULE, type FactShare } from '../orders/mark.ts';

const Count = z.number().int().nonnegative();

/**
 * What is kept of an order's share in its member's history, beside its points: of most orders no more than one number. What
 * is not there is as `shareKept` says.
 */
export const KeptMark = z.object({
  counted: Count,
  rules: z
    .record(z.string(), z.object({ times: z.union([z.literal(0), z.literal(1)]), points: Count }))
    .optional(),
  challenges: z
    .record(
      z.string(),
      z.object({
        amount: Count,
        groups: z.array(Count).readonly(),
        completed: Count,
        used: Count,
        reward: z.string().nullable(),
        over: z.array(Count).readonly(),
      }),
    )
    .optional(),
});

export type KeptMark = Readonly<z.infer<typeof KeptMark>>;

/** An order's share as it is kept. */
export function keepShare({ points, counted, rules, challenges }: FactShare): KeptMark {
  return {
    counted,
    ...(isPlain(rules, points) ? {} : { rules }),
    ...(Object.keys(challenges).length === 0 ? {} : { challenges }),
  };
}

/**
 * An order's share, out of what is kept of it: without a word on rules all of its points are by the base rule.
 * @param mark null where none was ever kept
 */
export function shareKept(mark: KeptMark | null, points: number): FactShare {
  return {
    kind: 'order',
    points,
    counted: mark?.counted ?? 0,
    rules: mark?.rules ?? (points > 0 ? { [BASE_RULE]: { times: 1, points } } : {}),
    challenges: mark?.challenges ?? {},
  };
}

function isPlain(rules: FactShare['rules'], points: number): boolean {
  const keys = Object.keys(rules);
  if (points === 0) return keys.length === 0;
  const base = rules[BASE_RULE];
  return keys.length === 1 && base?.times === 1 && base.points === points;
}

/** Whether two shares are the same to whoever comes after them. */
export function isSameShare(one: FactShare, other: FactShare): boolean {
  return canonical(one) === canonical(other);
}

/** Databases keep the keys of objects in an order of their own. */
function canonical({ points, counted, rules, challenges }: FactShare): string {
  const inOrder = (record: Readonly<Record<string, object>>) =>
    Object.entries(record)
      .map(([key, value]) => [key, Object.entries(value).sort(byKey)])
      .sort(byKey);
  return JSON.stringify([points, counted, inOrder(rules), inOrder(challenges)]);
}

function byKey(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
