import type { Chance } from '#sandbox/seed/random.ts';

/** Whom a rule is for that is for all. */
export const EVERYBODY = { tiers: 'all', tags: { any: [], none: [] } };

/** Whom a rule is for that asks for customer tags. */
export function someMembers(chance: Chance): object {
  const tags = chance.pick([
    { any: ['vip'], none: [] },
    { any: [], none: ['staff'] },
    { any: ['vip', 'staff'], none: [] },
    { any: ['VIP'], none: ['staff'] },
  ]);
  return { tiers: 'all', tags };
}
