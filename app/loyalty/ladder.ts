import { z } from 'zod';

/** One rung. */
export const Tier = z.strictObject({
  /** Names the tier for ever, in receipts and in the shop's automations. */
  key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  /** The shop's own word for it; null means the default in the reader's language, or the key. */
  name: z.string().trim().min(1).max(40).nullable(),
  /** Points earned since joining from which it is reached. */
  from: z.number().int().min(0).max(1_000_000_000),
  /** How much more its members earn, in per cent: 100 as everybody, 150 half as much again. */
  earningPercent: z.number().int().min(100).max(10_000),
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
 * The tier that so many points reach.
 * @param points earned since joining, less what was taken back
 * @returns null where the ladder has no rungs
 */
export function tierReached(ladder: Ladder, points: number): Tier | null {
  let reached: Tier | null = ladder[0] ?? null;
  for (const tier of ladder) if (tier.from <= points) reached = tier;
  return reached;
}

/** Whether a member's tier changes what she earns. */
export function tiersMatter(ladder: Ladder): boolean {
  return ladder.some((tier) => tier.earningPercent !== 100);
}
