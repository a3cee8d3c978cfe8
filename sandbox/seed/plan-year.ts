import { fillBasket, type PlannedOrder } from './baskets.ts';
import { townspeople } from './catalogue.ts';
import { planCourse, type PlannedStep } from './course.ts';
import { atHumanHour, demandOn, habitOf } from './habits.ts';
import { makePeople, type Person } from './people.ts';
import { type Chance, createChance } from './random.ts';
import { DEMO_SHOPPERS } from './shoppers.ts';

const DAY_MS = 86_400_000;
const YEAR_SEED = 1001;
/** Orders of people whom the shop does not know, a year. */
const GUEST_ORDERS = 150;
/** Share of those that are bought over the counter. */
const COUNTER_SHARE = 0.6;

/** One thing that happens, at `atMs`. `order` is the plan's name of an order. */
export type PlannedEvent = { readonly atMs: number } & (
  | { readonly kind: 'join'; readonly person: Person }
  | { readonly kind: 'order'; readonly order: string; readonly planned: PlannedOrder }
  | ({ readonly order: string } & PlannedStep)
);

interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** When somebody orders: at random intervals, thinned by the season, until they leave. */
function orderMoments(
  chance: Chance,
  intervalDays: number,
  leaves: number,
  period: Period,
): Date[] {
  const moments: Date[] = [];
  let atMs = period.fromMs;
  for (;;) {
    // Candidates at the busiest month's rate, of which each month keeps its share.
    atMs += Math.max(2, chance.exponential(intervalDays * 0.65)) * DAY_MS;
    if (atMs >= period.untilMs) return moments;
    const candidate = atHumanHour(chance, new Date(atMs));
    const tooEarly = candidate.getTime() <= period.fromMs;
    if (tooEarly || !chance.happens(demandOn(candidate))) continue;
    moments.push(candidate);
    if (chance.happens(leaves)) return moments;
  }
}

function ordersOf(
  chance: Chance,
  person: Person,
  period: Period,
  newcomer: boolean,
): { atMs: number; planned: PlannedOrder }[] {
  const habit = habitOf(chance, person);
  const moments = orderMoments(chance, habit.intervalDays, habit.leaves, period);
  return moments.map((day, position) => ({
    atMs: day.getTime(),
    planned: {
      ...fillBasket(chance, { day, habit, firstOrder: newcomer && position === 0 }),
      person,
      guest: false,
      sourceName: 'web',
      payment: chance.happens(0.06) ? 'pending' : 'paid',
    },
  }));
}

/** A newcomer signs up while filling the first cart. */
function newcomers(chance: Chance, people: readonly Person[], period: Period): PlannedEvent[] {
  const spacingMs = (period.untilMs - period.fromMs) / (people.length + 1);
  return people.map((person, position) => {
    const arrival = new Date(period.fromMs + spacingMs * (position + 1));
    return { kind: 'join', person, atMs: atHumanHour(chance, arrival).getTime() };
  });
}

function guestOrders(chance: Chance, period: Period): { atMs: number; planned: PlannedOrder }[] {
  const people = makePeople(createChance(YEAR_SEED + 1), GUEST_ORDERS, takenMailboxes());
  return people.map((person) => {
    const spanMs = period.untilMs - period.fromMs;
    const day = atHumanHour(
      chance,
      new Date(period.fromMs + DAY_MS + chance.next() * (spanMs - DAY_MS)),
    );
    const counter = chance.happens(COUNTER_SHARE);
    const habit = habitOf(chance, person);
    return {
      atMs: day.getTime(),
      planned: {
        ...fillBasket(chance, { day, habit, firstOrder: false }),
        person: counter ? null : person,
        guest: true,
        sourceName: counter ? 'pos' : 'web',
        payment: 'paid',
      },
    };
  });
}

function takenMailboxes(): string[] {
  const { atStart, newcomers: later } = townspeople();
  return [...Object.values(DEMO_SHOPPERS), ...atStart, ...later].map(({ email }) => email);
}

/** Everybody's orders, each with its own chance: changing one customer's story leaves the others alone. */
function allOrders(joins: readonly PlannedEvent[], period: Period) {
  const known = [DEMO_SHOPPERS.regular, DEMO_SHOPPERS.occasional, ...townspeople().atStart];
  const fromStart = known.flatMap((person, position) =>
    ordersOf(createChance(YEAR_SEED * 100 + position), person, period, false),
  );
  const fromNewcomers = joins.flatMap((join, position) => {
    if (join.kind !== 'join') return [];
    const chance = createChance(YEAR_SEED * 1000 + position);
    const untilMs = period.untilMs;
    const first = join.atMs + chance.between(120, 1800) * 1000;
    const later = ordersOf(chance, join.person, { fromMs: first, untilMs }, true);
    const [opening, ...rest] = later;
    // Whoever signs up buys at once; the first order of the plan moves there.
    return opening && first < untilMs ? [{ ...opening, atMs: first }, ...rest] : later;
  });
  const guests = guestOrders(createChance(YEAR_SEED + 2), period);
  return [...fromStart, ...fromNewcomers, ...guests].toSorted(
    (one, other) => one.atMs - other.atMs,
  );
}

/**
 * Writes the story of a year: who signs up, who orders what, what is paid late, shipped, refunded and cancelled.
 * Always the same for the same period.
 * @returns events in the order in which they happen
 */
export function planYear(from: Date, until: Date): PlannedEvent[] {
  const period = { fromMs: from.getTime(), untilMs: until.getTime() };
  const joins = newcomers(createChance(YEAR_SEED), townspeople().newcomers, period);
  const chance = createChance(YEAR_SEED + 3);
  const orders = allOrders(joins, period).flatMap(({ atMs, planned }, position): PlannedEvent[] => {
    const order = `order-${position + 1}`;
    return [
      { kind: 'order', order, planned, atMs },
      ...planCourse(chance, planned, atMs).map((step) => ({ ...step, order })),
    ];
  });
  return [...joins, ...orders]
    .filter(({ atMs }) => atMs > period.fromMs && atMs < period.untilMs)
    .toSorted((one, other) => one.atMs - other.atMs);
}
