import { givenByBonuses, type OpenBonus, speaksOf } from './bonuses-by-hand.ts';
import { periodOf } from './calendar-by-hand.ts';
import { stepByHand, type Step } from './challenge-by-hand.ts';
import type {
  TrueBonus,
  TrueChallenge,
  TrueConditions,
  TrueLimit,
  TrueMembers,
  TrueOrderState,
  TrueProgram,
} from './history.ts';
import { type CountedByHand, PointsByAmount, unitsOf } from './worth-by-hand.ts';

/** What an order before another one came to, as the rules of that one see it. */
export interface Came {
  /** Milliseconds since 1970. */
  readonly place: number;
  readonly counted: bigint;
  /** What each rule gave, by its key; the base rule is `order`. */
  readonly gave: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, Step>>;
}

/** An order in its place. */
export interface InPlace {
  readonly state: TrueOrderState;
  readonly program: TrueProgram;
  readonly place: number;
  /** Place of the member's tier in the ladder. */
  readonly tier: number;
  /** The buyer's tags; null where nobody knows who she was when it was placed. */
  readonly tags: readonly string[] | null;
  readonly count: CountedByHand;
  /** Everything that it sees, in any order. */
  readonly before: readonly Came[];
  /** IANA name. */
  readonly timezone: string;
}

/** What an order is worth in its place, and what those behind it see of it. */
export function worthInPlaceByHand(order: InPlace): Came & { readonly points: number } {
  const { program, count, place } = order;
  const { earning, tiers } = program;
  const { counted } = count;
  if (counted < BigInt(earning.order.minimum) || !isForHer(order, earning.order.members)) {
    return { place, counted, gave: {}, steps: {}, points: 0 };
  }
  const amount = new PointsByAmount(
    earning.order,
    counted,
    tiers[order.tier]?.earningPercent ?? 100,
  );
  const base = amount.add(counted, 100, roomOf(order, 'order', earning.order.limits));
  const gave = {
    order: base,
    ...givenByBonuses(openFor(order), earning.combining, count, amount),
  };
  const steps: Record<string, Came['steps'][string]> = {};
  let prizes = 0;
  for (const challenge of earning.challenges) {
    const step = stepOf(order, challenge);
    if (!step) continue;
    steps[challenge.key] = step;
    prizes += step.completed * (challenge.prize.points ?? 0);
  }
  const points = Object.values(gave).reduce((sum, each) => sum + each, prizes);
  return { place, counted, gave, steps, points };
}

/** The bonuses that it may get. */
function openFor(order: InPlace): OpenBonus[] {
  return order.program.earning.bonuses
    .filter(({ window, conditions }) => isFor(order, window, conditions))
    .filter(({ lines }) => speaksOf(order.count, lines))
    .map((bonus) => ({ bonus, room: roomOf(order, bonus.key, bonus.limits) }))
    .filter(({ room }) => room > 0);
}

function isFor(
  order: InPlace,
  window: TrueBonus['window'],
  { members, channels, orders, minimum }: TrueConditions,
): boolean {
  const { state, count, before } = order;
  const at = Date.parse(state.processedAt);
  if (window.from !== null && at < Date.parse(window.from)) return false;
  if (window.until !== null && at >= Date.parse(window.until)) return false;
  if (!isForHer(order, members)) return false;
  if (channels !== 'all' && !channels.includes(state.sourceName)) return false;
  const isFirst = before.every(({ counted }) => counted === 0n);
  if (orders !== 'all' && (orders === 'first') !== isFirst) return false;
  return count.counted >= BigInt(minimum);
}

function isForHer({ program, tier, tags }: InPlace, { tiers, tags: asked }: TrueMembers): boolean {
  if (tiers !== 'all' && !tiers.includes(program.tiers[tier]?.key ?? '')) return false;
  return hasTags(tags, asked);
}

/** Whether somebody has the tags that something asks for; nobody knows that of whose tags nobody knows. */
export function hasTags(
  tags: readonly string[] | null,
  { any, none }: TrueMembers['tags'],
): boolean {
  if (any.length === 0 && none.length === 0) return true;
  if (tags === null) return false;
  // Written in capitals it is the same tag.
  const has = (tag: string) => tags.includes(tag.toLowerCase());
  return (any.length === 0 || any.some(has)) && !none.some(has);
}

function roomOf(order: InPlace, key: string, limits: readonly TrueLimit[]): number {
  return Math.min(
    Infinity,
    ...limits.map(({ per, times, points }) => {
      const given = samePeriod(order, per).flatMap(({ gave }) => (gave[key] ? [gave[key]] : []));
      if (times !== null && given.length >= times) return 0;
      const sum = given.reduce((total, each) => total + each, 0);
      return points === null ? Infinity : Math.max(0, points - sum);
    }),
  );
}

function stepOf(order: InPlace, challenge: TrueChallenge): Step | undefined {
  const { key, goal, window, conditions } = challenge;
  const { counted } = order.count;
  if (counted === 0n || !isFor(order, window, conditions)) return undefined;
  const units = unitsOf(order.count, goal.lines ?? 'all');
  const amount = goal.kind === 'orders' ? 1 : goal.kind === 'items' ? units : Number(counted);
  if (amount === 0) return undefined;
  const before = order.before.flatMap(({ place, steps }) => {
    const step = steps[key];
    return step ? [{ place, ...step }] : [];
  });
  return stepByHand(challenge, order, amount, before);
}

function samePeriod({ before, place, timezone }: InPlace, per: TrueLimit['per']): readonly Came[] {
  const period = periodOf(per, place, timezone);
  return before.filter((came) => periodOf(per, came.place, timezone) === period);
}
