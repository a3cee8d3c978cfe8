import type { Person } from './people.ts';
import { type ProductDraft, PRODUCTS } from './product-list.ts';
import type { Chance } from './random.ts';
import { DEMO_SHOPPERS } from './shoppers.ts';

/** How somebody buys. */
export interface Habit {
  /** Mean time between two orders, in a month of average demand. */
  readonly intervalDays: number;
  /** Probability of never coming back, after each order. */
  readonly leaves: number;
  /** Most liked first. */
  readonly favourites: readonly ProductDraft[];
  /** Position of the bag size that is usually taken. */
  readonly size: number;
}

/** How much coffee is bought in each month, against the busiest: Christmas, and nobody drinks hot coffee in July. */
const DEMAND_BY_MONTH = [
  0.68, 0.62, 0.64, 0.62, 0.58, 0.52, 0.46, 0.48, 0.62, 0.7, 0.9, 1,
] as const;

/** Hours of the day (in the shop's winter time) by how much is ordered in them. */
const DEMAND_BY_HOUR = [
  1, 0, 0, 0, 0, 1, 4, 9, 11, 10, 9, 8, 9, 8, 7, 7, 8, 9, 11, 14, 16, 14, 8, 3,
] as const;

const COFFEES = PRODUCTS.filter(({ productType }) => productType === 'Coffee');
/** The first coffees of the list are the best known. */
const COFFEES_BY_FAME = COFFEES.map((coffee, rank) => [coffee, 10 / (rank + 2)] as const);

/** Share of the busiest month's demand on a day. */
export function demandOn(day: Date): number {
  return DEMAND_BY_MONTH[day.getUTCMonth()] ?? 1;
}

/** Moves a moment to an hour at which people order; whole seconds. */
export function atHumanHour(chance: Chance, moment: Date): Date {
  const hour = chance.weighted(DEMAND_BY_HOUR.map((weight, index) => [index, weight] as const));
  const day = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  const berlinIsAheadMs = 3_600_000;
  return new Date(day + hour * 3_600_000 - berlinIsAheadMs + chance.between(0, 3599) * 1000);
}

/** Whether a coffee is roasted at this time of the year: the winter roast ends with February. */
export function isInSeason(product: ProductDraft, day: Date): boolean {
  const month = day.getUTCMonth();
  return !product.tags.includes('seasonal') || month >= 9 || month <= 1;
}

function favouritesOf(chance: Chance): ProductDraft[] {
  const first = chance.weighted(COFFEES_BY_FAME);
  const second = chance.weighted(COFFEES_BY_FAME);
  return first === second ? [first] : [first, second];
}

/** Somebody else than the favourites. */
export function anyCoffee(chance: Chance): ProductDraft {
  return chance.weighted(COFFEES_BY_FAME);
}

function temperament(chance: Chance, person: Person): Pick<Habit, 'intervalDays' | 'leaves'> {
  if (person === DEMO_SHOPPERS.regular) return { intervalDays: 12, leaves: 0 };
  if (person === DEMO_SHOPPERS.occasional) return { intervalDays: 40, leaves: 0 };
  const kind = chance.weighted([
    ['loyal', 24],
    ['now and then', 40],
    ['tries once', 36],
  ] as const);
  switch (kind) {
    case 'loyal':
      return { intervalDays: Math.max(8, chance.logNormal(12.5, 0.45)), leaves: 0.02 };
    case 'now and then':
      return { intervalDays: chance.logNormal(34, 0.5), leaves: 0.12 };
    case 'tries once':
      return { intervalDays: chance.logNormal(45, 0.5), leaves: 0.7 };
  }
}

/** Gives somebody habits: a few buy most of the coffee, many come once. */
export function habitOf(chance: Chance, person: Person): Habit {
  return {
    ...temperament(chance, person),
    favourites: favouritesOf(chance),
    size: chance.weighted([
      [0, 52],
      [1, 30],
      [2, 18],
    ]),
  };
}
