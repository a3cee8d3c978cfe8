import type { History, TrueAction, TrueOrder, TrueOrderState, TrueVersion } from './history.ts';
import { expiresByHand } from './expiry-by-hand.ts';
import { type Came, worthInPlaceByHand } from './rules-in-place.ts';
import type { Earned } from './tier-terms.ts';
import { tierByHand, visible } from './tier-by-hand.ts';
import { becomes, canEver, earns, versionAt } from './true-versions.ts';
import { countByHand } from './worth-by-hand.ts';

/** What a customer has to have in the end. */
export interface Expected {
  readonly customerId: string;
  readonly pending: number;
  readonly available: number;
  readonly expired: number;
  /** Key of her tier. */
  readonly tier: string | null;
  /** How many rewards she has won, by the challenge, as far as its completion still stands. */
  readonly prizes: Readonly<Record<string, number>>;
  /** Whether points of hers are lost by inactivity: then it matters what was known when. */
  readonly isIdle: boolean;
}

/** What an order has to be worth in the end, and for whom. */
export interface ExpectedOrder {
  readonly orderId: string;
  readonly customerId: string | null;
  readonly points: number;
}

/** Something that has earned points. Times are milliseconds since 1970. */
interface Acted {
  readonly version: TrueVersion;
  readonly owner: string;
  readonly track: string;
  readonly place: number;
  /** Null for at once. */
  readonly matures: number | null;
  /** From when it is counted until when its points can be spent. */
  readonly spendable: number;
  points: bigint;
  /** Of an order: what those behind it see of it, once it was judged. */
  came?: Came & { readonly points: number };
}

interface Judged extends Acted {
  readonly order: TrueOrder;
  readonly state: TrueOrderState;
  readonly claimed: boolean;
  came: Came & { readonly points: number };
}

const DAY_MS = 86_400_000;

/**
 * What everybody has to have at a moment, said of a whole history at once. It shares nothing with the app: another
 * person wrote down the same rules. What is spent, and what staff adjust, is not in it.
 */
export function expectedOf(
  history: History,
  now: Date,
): { members: Expected[]; orders: ExpectedOrder[] } {
  const joined = ownersOf(history);
  const judged = history.orders
    .flatMap((order) => placeOf(history, joined, order))
    .sort((a, b) => a.place - b.place || compareIds(a.order.id, b.order.id));
  const acted = history.actions.flatMap((action) => actedOf(history, action));
  const presents = history.gifts.flatMap((gift) =>
    actedOf(history, { ...gift, rule: '', done: gift.given }),
  );
  for (const [index, one] of judged.entries()) {
    const isHers = ({ owner }: Acted) => owner === one.owner;
    const before = [
      ...judged.slice(0, index).filter(isHers),
      ...acted.filter((action) => isHers(action) && action.place <= one.place),
    ];
    const tier = one.claimed ? 0 : tierByHand(history, one.track, one.place, earnedBy(before));
    const { state, place } = one;
    const { program } = one.version;
    const seen = seenBy(history, one);
    one.came = worthInPlaceByHand({
      ...{ state, program, place, tier, count: countByHand(state, program) },
      tags: tagsOf(history, state),
      before: judged.slice(0, index).flatMap(({ track, came }) => (seen.has(track) ? [came] : [])),
      timezone: history.timezone,
    });
    one.points = BigInt(one.came.points);
  }
  const owners = new Set([...joined.keys(), ...acted.map(({ owner }) => owner)]);
  const members = [...owners].map((customerId) => {
    const isHers = ({ owner }: Acted) => owner === customerId;
    const own = [...judged, ...acted].filter(isHers);
    return {
      ...sumOf(customerId, [...own, ...presents.filter(isHers)], history.timezone, now),
      tier: tierAt(history, customerId, own, now),
      prizes: prizesOf(own),
    };
  });
  const byOrder = new Map(judged.map((one) => [one.order.id, one]));
  const orders = history.orders.map(({ id }) => {
    const one = byOrder.get(id);
    return { orderId: id, customerId: one?.owner ?? null, points: Number(one?.points ?? 0n) };
  });
  return { members, orders };
}

/** Customers whose orders an order sees: its own, and those who had become her by then. */
function seenBy({ merges }: History, { track, place }: Judged): Set<string> {
  return visible(
    merges.filter(({ at }) => Date.parse(at) <= place),
    track,
  );
}

/** Of a guest nobody knows any, whoever she turns out to be. */
function tagsOf(history: History, { customerId }: TrueOrderState): readonly string[] | null {
  if (customerId === null) return null;
  const owner = becomes(history, customerId);
  return history.customers.find(({ id }) => id === owner)?.tags ?? [];
}

function newest(order: TrueOrder): TrueOrderState {
  const state = order.states.at(-1);
  if (!state) throw new Error('an order without a state');
  return state;
}

/** When customers became members: by the first order that could ever earn. Milliseconds since 1970. */
function ownersOf(history: History): Map<string, number> {
  const joined = new Map<string, number>();
  for (const order of history.orders) {
    for (const state of order.states) {
      if (state.customerId === null || !canEver(history, state)) continue;
      const owner = becomes(history, state.customerId);
      const at = Date.parse(state.processedAt);
      joined.set(owner, Math.min(joined.get(owner) ?? Infinity, at));
    }
  }
  return joined;
}

/** Where an order stands, and for whom; nothing where nobody can earn for it. */
function placeOf(history: History, joined: Map<string, number>, order: TrueOrder): Judged[] {
  const state = newest(order);
  const version = versionAt(history, state.processedAt);
  if (!version || !earns(history, state)) return [];
  const processed = Date.parse(state.processedAt);
  const came = { place: 0, points: 0, counted: 0n, gave: {}, steps: {} };
  const common = { order, state, version, came, points: 0n };
  const dated = (place: number) => {
    const matures = maturesAt({ state }, version.program.earning.maturity);
    return { place, matures, spendable: Math.max(place, matures ?? place) };
  };
  if (state.customerId !== null) {
    const owner = becomes(history, state.customerId);
    // For whom it was placed first, as long as she became the one who has it now.
    const first = order.states.find(
      ({ customerId }) => customerId !== null && becomes(history, customerId) === owner,
    );
    const track = first?.customerId ?? owner;
    return [{ ...common, owner, track, ...dated(processed), claimed: false }];
  }
  const claimer = history.customers.find(
    (customer) =>
      customer.provenEmails.includes((state.email ?? '').toLowerCase()) &&
      isRemembered(history, customer.id),
  );
  const owner = claimer && becomes(history, claimer.id);
  const since = owner === undefined ? undefined : joined.get(owner);
  if (owner === undefined || since === undefined) return [];
  if (since - processed > version.program.enrolment.claimDays * DAY_MS) return [];
  const track = claimer?.id ?? owner;
  return [{ ...common, owner, track, ...dated(Math.max(processed, since)), claimed: true }];
}

/** Of whom was merged the address is known only where an order of her own could have made her a member. */
function isRemembered(history: History, customerId: string): boolean {
  if (history.merges.every((merge) => merge.absorbed !== customerId)) return true;
  return history.orders.some(({ states }) =>
    states.some((state) => state.customerId === customerId && canEver(history, state)),
  );
}

/** Points that were given for something else, as a thing that earned. */
function actedOf(history: History, action: TrueAction): Acted[] {
  const version = versionAt(history, action.done);
  if (!version) return [];
  const { customerId: track, points } = action;
  const given = Date.parse(action.given);
  return [
    {
      ...{ owner: becomes(history, track), track, version, points: BigInt(points) },
      ...{ place: Date.parse(action.done), matures: null, spendable: given },
    },
  ];
}

function earnedBy(among: readonly Acted[]): Earned[] {
  return [...among]
    .sort((a, b) => a.place - b.place)
    .map(({ track, place, points, came }) => {
      const counted = Number(came?.counted ?? 0n);
      const isOrder = came !== undefined && (counted > 0 || points > 0n);
      const brings = { points: Number(points), spend: counted, orders: isOrder ? 1 : 0 };
      return { track, place, brings };
    });
}

function prizesOf(own: readonly Acted[]): Record<string, number> {
  const won: Record<string, number> = {};
  for (const { version, came } of own) {
    for (const { key, prize } of version.program.earning.challenges) {
      const completed = came?.steps[key]?.completed ?? 0;
      if (prize.kind === 'reward' && completed > 0) won[key] = (won[key] ?? 0) + completed;
    }
  }
  return won;
}

function tierAt(history: History, customerId: string, own: readonly Acted[], now: Date) {
  const ladder = versionAt(history, now.toISOString())?.program.tiers ?? [];
  const at = now.getTime();
  const earned = earnedBy(own.filter(({ place }) => place <= at));
  return ladder[tierByHand(history, customerId, at, earned)]?.key ?? null;
}

function sumOf(customerId: string, earned: readonly Acted[], timezone: string, now: Date) {
  let [pending, available, expired] = [0n, 0n, 0n];
  for (const { points, matures, spendable, version } of earned) {
    const { expiry } = version.program.earning;
    if (matures !== null && matures > now.getTime()) pending += points;
    else if (expiresByHand(expiry, spendable, timezone) <= now.getTime()) expired += points;
    else available += points;
  }
  const isIdle = earned.some(
    ({ version, points }) =>
      points > 0n && version.program.earning.expiry.kind === 'after_inactivity',
  );
  return {
    ...{ customerId, isIdle, pending: Number(pending), available: Number(available) },
    expired: Number(expired),
  };
}

function maturesAt(
  one: Pick<Judged, 'state'>,
  maturity: { readonly kind: string; readonly days?: number },
): number | null {
  const days = (maturity.days ?? 0) * DAY_MS;
  switch (maturity.kind) {
    case 'after_days':
      return Date.parse(one.state.processedAt) + days;
    case 'after_fulfilment':
      return one.state.fulfilledAt === null ? Infinity : Date.parse(one.state.fulfilledAt) + days;
    default:
      return null;
  }
}

function compareIds(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : 1;
}
