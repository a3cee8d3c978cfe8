import { z } from 'zod';

import { Key, Multiple, Points } from './parts.ts';

/** What a tier opens besides points. */
const Perk = z.strictObject({
  key: Key,
  /** What members read: the shop's own words. */
  name: z.string().trim().min(1).max(60),
  /** `lasting` is told and kept by people; the others are a right that is used up and ticked off by staff. */
  every: z.enum(['lasting', 'once', 'week', 'month', 'quarter', 'year']),
});

export type Perk = z.infer<typeof Perk>;

/** What is given once to whoever reaches a tier for the first time. */
const EntryGift = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), points: Points }),
  /** A reward of the program, without paying points for it. */
  z.strictObject({ kind: z.literal('reward'), reward: Key }),
]);

/** One rung. */
export const Tier = z.strictObject({
  /** Names the tier for ever, in receipts and in the shop's automations. */
  key: Key,
  /** The shop's own word for it; null means the default in the reader's language, or the key. */
  name: z.string().trim().min(1).max(40).nullable(),
  /** What must be reached, in the measure by which the program qualifies: points, minor units, orders, friends. */
  from: z.number().int().min(0).max(1_000_000_000),
  /** How much more its members earn, in per cent: 100 as everybody, 150 half as much again. */
  earningPercent: Multiple,
  entry: EntryGift.nullable(),
  perks: z.array(Perk).max(20),
});

export type Tier = z.infer<typeof Tier>;

/** Tiers from the lowest up. The lowest is everybody's; no tiers at all are fine. */
export const Ladder = z
  .array(Tier)
  .max(20)
  .superRefine((tiers, context) => {
    const issue = (index: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, field], message });
    tiers.forEach((tier, index) => {
      const before = tiers[index - 1];
      if (index === 0 && tier.from !== 0) issue(0, 'from', 'ladder_starts_at_zero');
      if (before && tier.from <= before.from) issue(index, 'from', 'ladder_ascends');
      if (tiers.findIndex(({ key }) => key === tier.key) < index) issue(index, 'key', 'tier_twice');
    });
  });

export type Ladder = z.infer<typeof Ladder>;

/**
 * The tier that so much reaches.
 * @param measured in the ladder's measure
 * @returns null where the ladder has no rungs
 */
export function tierReached(ladder: Ladder, measured: number): Tier | null {
  let reached: Tier | null = ladder[0] ?? null;
  for (const tier of ladder) if (tier.from <= measured) reached = tier;
  return reached;
}

/** Whether a member's tier changes what she earns by the base rule. */
export function tiersMatter(ladder: Ladder): boolean {
  return ladder.some((tier) => tier.earningPercent !== 100);
}
