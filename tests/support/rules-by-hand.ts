/**
 * What orders are worth by bonuses, limits, challenges and yearly tiers, said of a whole history at once and without the
 * engine: quadratic, in whole euros, in the time zone of Berlin. A euro earns a point, so nothing is ever rounded.
 */

/** An order as it stands in the end. */
export interface HandOrder {
  readonly id: string;
  /** The customer it was placed for. */
  readonly customer: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stands: boolean;
  /** Euros a unit, units, and units that were returned. */
  readonly price: number;
  readonly units: number;
  readonly returned: number;
}

/** Points that were given for something else than an order. */
export interface HandAction {
  readonly customer: string;
  readonly at: number;
  readonly points: number;
}

export interface HandLimit {
  readonly per: 'day' | 'month' | 'year' | 'ever';
  readonly times: number | null;
  readonly points: number | null;
}

export interface HandBonus {
  readonly key: string;
  readonly from: number;
  readonly until: number;
  readonly orders: 'all' | 'first' | 'later';
  readonly onlyGold: boolean;
  readonly gives:
    | { readonly kind: 'multiple'; readonly percent: number }
    | { readonly kind: 'per_item' | 'per_order'; readonly points: number };
  readonly limits: readonly HandLimit[];
}

export interface HandChallenge {
  readonly key: string;
  readonly goal: 'orders' | 'items' | 'spend';
  /** Orders, units or euros. */
  readonly count: number;
  readonly within: 'month' | 'ever';
  readonly repeats: 'once' | 'once_a_period' | 'again';
  readonly points: number;
}

/** A version of the program, as far as it is played with here. */
export interface HandVersion {
  readonly inForceFrom: number;
  /** Limits of the base rule. */
  readonly limits: readonly HandLimit[];
  readonly bonuses: readonly HandBonus[];
}

export interface HandProgram {
  readonly versions: readonly HandVersion[];
  readonly challenge: HandChallenge | null;
  /** Gold is reached by so many points in a year of the calendar, holds until the next has ended, and earns double. */
  readonly goldFrom: number | null;
}

interface Came {
  readonly order: HandOrder;
  readonly owner: string;
  readonly worth: number;
  readonly counts: boolean;
  readonly gave: Readonly<Record<string, number>>;
  readonly step: number;
  readonly completed: number;
}

/** Who became whom, and when. */
export interface HandMerge {
  readonly absorbed: string;
  readonly kept: string;
  readonly at: number;
}

/** What each order is worth, by its id. */
export function worthsByHand(
  { versions, challenge, goldFrom }: HandProgram,
  orders: readonly HandOrder[],
  actions: readonly HandAction[],
  merges: readonly HandMerge[],
): Map<string, number> {
  const inOrder = [...orders].sort((a, b) => a.at - b.at || Number(BigInt(a.id) - BigInt(b.id)));
  const came: Came[] = [];
  for (const order of inOrder) {
    const sees = (customer: string) =>
      customer === order.customer ||
      merges.some(
        ({ absorbed, kept, at }) =>
          absorbed === customer && kept === order.customer && at <= order.at,
      );
    const before = came.filter((other) => sees(other.order.customer));
    const acted = actions.filter(({ customer, at }) => sees(customer) && at < order.at);
    const version = versions.findLast(({ inForceFrom }) => inForceFrom <= order.at);
    if (!version || !order.stands) {
      came.push({ ...{ order, owner: order.customer, worth: 0 }, ...NOTHING });
      continue;
    }
    const left = order.units - order.returned;
    const euros = order.price * left;
    const counts = euros > 0;
    const isGold = goldFrom !== null && isGoldAt(order.at, goldFrom, before, acted);
    const given = (key: string, amount: number, limits: readonly HandLimit[]) =>
      Math.min(amount, ...limits.map((limit) => roomOf(limit, key, order.at, before)));
    const base = euros * (isGold ? 2 : 1);
    const gave: Record<string, number> = { order: given('order', base, version.limits) };
    for (const bonus of version.bonuses) {
      if (!counts || order.at < bonus.from || order.at >= bonus.until) continue;
      const hasEarlier = before.some((other) => other.counts);
      if (bonus.orders === 'first' ? hasEarlier : bonus.orders === 'later' && !hasEarlier) continue;
      if (bonus.onlyGold && !isGold) continue;
      gave[bonus.key] = given(bonus.key, amountOf(bonus, base, left), bonus.limits);
    }
    const step = challenge && counts ? stepOf(challenge, euros, left) : 0;
    const completed = challenge && step > 0 ? completions(challenge, order.at, step, before) : 0;
    const prize = completed * (challenge?.points ?? 0);
    const worth = Object.values(gave).reduce((sum, points) => sum + points, prize);
    came.push({ order, owner: order.customer, worth, counts, gave, step, completed });
  }
  return new Map(came.map(({ order, worth }) => [order.id, worth]));
}

const NOTHING = { counts: false, gave: {}, step: 0, completed: 0 } as const;

function amountOf({ gives }: HandBonus, base: number, units: number): number {
  switch (gives.kind) {
    case 'multiple':
      return (base * (gives.percent - 100)) / 100;
    case 'per_item':
      return gives.points * units;
    case 'per_order':
      return gives.points;
  }
}

function roomOf(limit: HandLimit, key: string, at: number, before: readonly Came[]): number {
  const inPeriod = before.filter(
    ({ order }) => periodOf(limit.per, order.at) === periodOf(limit.per, at),
  );
  const amounts = inPeriod.map(({ gave }) => gave[key] ?? 0).filter((points) => points > 0);
  if (limit.times !== null && amounts.length >= limit.times) return 0;
  const sum = amounts.reduce((total, points) => total + points, 0);
  return limit.points === null ? Infinity : Math.max(0, limit.points - sum);
}

function stepOf({ goal }: HandChallenge, euros: number, units: number): number {
  if (goal === 'orders') return 1;
  return goal === 'items' ? units : euros * 100;
}

function completions(
  challenge: HandChallenge,
  at: number,
  step: number,
  before: readonly Came[],
): number {
  const count = challenge.goal === 'spend' ? challenge.count * 100 : challenge.count;
  const period = (moment: number) => periodOf(challenge.within, moment);
  const inPeriod = before.filter(({ order }) => period(order.at) === period(at));
  const times = (came: readonly Came[]) => came.reduce((sum, { completed }) => sum + completed, 0);
  const amount = inPeriod.reduce((sum, each) => sum + each.step, 0) - times(inPeriod) * count;
  const reached = Math.floor((amount + step) / count);
  if (challenge.repeats === 'again') return reached;
  const had = challenge.repeats === 'once' ? times(before) : times(inPeriod);
  return had > 0 ? 0 : Math.min(1, reached);
}

function isGoldAt(
  at: number,
  goldFrom: number,
  before: readonly Came[],
  actions: readonly HandAction[],
): boolean {
  const earned = (year: number) =>
    [...before.map(({ order, worth }) => ({ at: order.at, points: worth })), ...actions]
      .filter((each) => yearOf(each.at) === year)
      .reduce((sum, { points }) => sum + points, 0);
  const year = yearOf(at);
  return earned(year) >= goldFrom || earned(year - 1) >= goldFrom;
}

function periodOf(per: HandLimit['per'], at: number): string {
  const day = new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  return day.slice(0, { day: 10, month: 7, year: 4, ever: 0 }[per]);
}

function yearOf(at: number): number {
  return Number(periodOf('year', at));
}
