import type { Chance } from '#sandbox/seed/random.ts';

/** From which points, minor units or orders on. */
const SILVER = { points: [50, 200, 400], spend: [5_000, 20_000], orders: [2, 4] };
const GOLD = { points: [600, 1_500], spend: [60_000, 150_000], orders: [8, 15] };

const perk = (key: string, every: string) => ({ key, name: key, every });

/** Keys of what tiers open besides points. */
export const PERKS: readonly string[] = ['pastry', 'coffee', 'tasting', 'lounge'];

/** Tiers that ask for other heights, and give other things, each time. */
export function someLadder(chance: Chance, measure: keyof typeof SILVER): object[] {
  const entry = () => ({ kind: 'points', points: chance.between(5, 60) });
  const coffee = perk('coffee', chance.pick(['week', 'week', 'quarter']));
  const everyMonth = [perk('pastry', 'month'), coffee];
  const rare = [perk('tasting', chance.pick(['once', 'year'])), perk('lounge', 'lasting')];
  return [
    {
      ...{ key: 'bronze', from: 0, earningPercent: 100, entry: null },
      perks: chance.happens(0.4) ? [coffee] : [],
    },
    {
      ...{ key: 'silver', from: chance.pick(SILVER[measure]), earningPercent: 150, entry: entry() },
      perks: everyMonth,
    },
    {
      ...{ key: 'gold', from: chance.pick(GOLD[measure]), earningPercent: 200, entry: entry() },
      perks: [...everyMonth, ...rare],
    },
  ].map((tier) => ({ ...tier, name: null }));
}
