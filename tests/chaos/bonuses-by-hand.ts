import type { TrueBonus, TrueScope } from './history.ts';
import {
  type CountedByHand,
  type CountedLine,
  isMeant,
  type PointsByAmount,
} from './worth-by-hand.ts';

/** A bonus that an order may get, and how many points it may still give. */
export interface OpenBonus {
  readonly bonus: TrueBonus;
  readonly room: number;
}

/** Whether something of an order is what a bonus speaks of. */
export function speaksOf({ counted, lines }: CountedByHand, scope: TrueScope): boolean {
  return scope === 'all' ? counted > 0n : lines.some(({ line }) => isMeant(line, scope));
}

/** What each bonus gives, by its key. Those that the best outdo give nothing. */
export function givenByBonuses(
  open: readonly OpenBonus[],
  combining: string,
  count: CountedByHand,
  amount: PointsByAmount,
): Record<string, number> {
  const isBest = combining === 'best_wins';
  const fixed = open.filter(({ bonus }) => bonus.gives.kind !== 'multiple');
  const chosen = isBest ? highest(fixed, (each) => fixedOf(each, count)) : fixed;
  const multiples = open.filter(({ bonus }) => bonus.gives.kind === 'multiple');
  const given = isBest
    ? bestMultiples(multiples, count, amount)
    : added(
        multiples.map((each) => [each, partOf(count, each.bonus.lines)] as const),
        amount,
      );
  return {
    ...given,
    ...Object.fromEntries(chosen.map((each) => [each.bonus.key, fixedOf(each, count)])),
  };
}

function fixedOf({ bonus: { gives, lines }, room }: OpenBonus, count: CountedByHand): number {
  const units = count.lines.reduce(
    (sum, one) => sum + (isMeant(one.line, lines) ? one.units : 0),
    0,
  );
  return Math.min(room, (gives.points ?? 0) * (gives.kind === 'per_item' ? units : 1));
}

/** What counts of the lines that a rule speaks of; shipping and tips are of the order as a whole. */
function partOf({ counted, lines }: CountedByHand, scope: TrueScope): bigint {
  if (scope === 'all') return counted;
  return sumOf(lines.filter(({ line }) => isMeant(line, scope)));
}

function sumOf(lines: readonly CountedLine[]): bigint {
  return lines.reduce((sum, { counted }) => sum + counted, 0n);
}

/** What multiples give that are added one after the other, each to its part of the order. */
function added(
  parts: readonly (readonly [OpenBonus, bigint])[],
  amount: PointsByAmount,
): Record<string, number> {
  return Object.fromEntries(
    parts.map(([{ bonus, room }, part]) => [
      bonus.key,
      amount.add(part, (bonus.gives.percent ?? 100) - 100, room),
    ]),
  );
}

/**
 * Where the best wins: each line by the highest multiple that speaks of it. One with a limit makes way altogether where
 * the order earns more without it.
 */
function bestMultiples(
  open: readonly OpenBonus[],
  count: CountedByHand,
  amount: PointsByAmount,
): Record<string, number> {
  const ways = [
    open,
    ...open.filter(({ room }) => room < Infinity).map((one) => without(open, one)),
  ];
  const worth = (among: readonly OpenBonus[]) =>
    Object.values(added(byLine(among, count), amount.copy())).reduce((sum, each) => sum + each, 0);
  const [best] = highest(ways, worth);
  return best ? added(byLine(best, count), amount) : {};
}

function without(open: readonly OpenBonus[], one: OpenBonus): OpenBonus[] {
  return open.filter((each) => each !== one);
}

/** How much of an order each multiple has, where each line, and what is besides them, is its highest's. */
function byLine(
  open: readonly OpenBonus[],
  { counted, lines }: CountedByHand,
): (readonly [OpenBonus, bigint])[] {
  const bestOf = (fit: (scope: TrueScope) => boolean) =>
    highest(
      open.filter(({ bonus }) => fit(bonus.lines)),
      ({ bonus }) => bonus.gives.percent ?? 100,
    )[0];
  const besides = bestOf((scope) => scope === 'all');
  return open
    .map((each) => {
      const own = lines.filter(({ line }) => bestOf((scope) => isMeant(line, scope)) === each);
      const rest = each === besides ? counted - sumOf(lines) : 0n;
      return [each, sumOf(own) + rest] as const;
    })
    .filter(([, part]) => part > 0n);
}

/** The one that has the most, the first of equal ones; nothing of nothing. */
function highest<Item>(items: readonly Item[], valueOf: (item: Item) => number): Item[] {
  const most = Math.max(...items.map(valueOf));
  return items.filter((item) => valueOf(item) === most).slice(0, 1);
}
