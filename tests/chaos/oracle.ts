import type { History, TrueOrder, TrueOrderState, TrueVersion } from './history.ts';
import { worthByHand } from './worth-by-hand.ts';

/** What a customer has to have in the end. */
export interface Expected {
  readonly customerId: string;
  readonly pending: number;
  readonly available: number;
  readonly expired: number;
}

/** What an order has to be worth in the end, and for whom. */
export interface ExpectedOrder {
  readonly orderId: string;
  readonly customerId: string | null;
  readonly points: number;
}

interface Judged {
  readonly order: TrueOrder;
  readonly state: TrueOrderState;
  readonly version: TrueVersion;
  readonly owner: string;
  readonly track: string;
  /** Milliseconds since 1970. */
  readonly place: number;
  readonly claimed: boolean;
  points: bigint;
}

const DAY_MS = 86_400_000;

/**
 * What everybody has to have at a moment, said of a whole history at once. It shares nothing with the app: another
 * person wrote down the same rules. Nobody spends anything here.
 */
export function expectedOf(
  history: History,
  now: Date,
): { members: Expected[]; orders: ExpectedOrder[] } {
  const owners = ownersOf(history);
  const judged = history.orders
    .flatMap((order) => placeOf(history, owners, order))
    .sort((a, b) => a.place - b.place || compareIds(a.order.id, b.order.id));
  judged.forEach((one, index) => {
    const before = judged
      .slice(0, index)
      .filter((other) => other.owner === one.owner && sees(history, one, other))
      .reduce((sum, other) => sum + other.points, 0n);
    one.points = worthByHand(one.state, one.version.program, one.claimed ? 0n : before);
  });
  const members = [...new Set(judged.map((one) => one.owner))].map((customerId) =>
    sumOf(
      customerId,
      judged.filter((one) => one.owner === customerId),
      now,
    ),
  );
  const byOrder = new Map(judged.map((one) => [one.order.id, one]));
  const orders = history.orders.map(({ id }) => {
    const one = byOrder.get(id);
    return { orderId: id, customerId: one?.owner ?? null, points: Number(one?.points ?? 0n) };
  });
  return { members, orders };
}

function newest(order: TrueOrder): TrueOrderState {
  const state = order.states.at(-1);
  if (!state) throw new Error('an order without a state');
  return state;
}

/** Who a customer has become in the end. */
function becomes({ merges }: History, customerId: string): string {
  const merge = merges.find((each) => each.absorbed === customerId);
  return merge ? becomes({ merges } as History, merge.kept) : customerId;
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

function versionAt({ versions }: History, moment: string): TrueVersion | undefined {
  const time = Date.parse(moment);
  return versions
    .filter((version) => Date.parse(version.inForceFrom) <= time)
    .sort(
      (a, b) => Date.parse(b.inForceFrom) - Date.parse(a.inForceFrom) || b.version - a.version,
    )[0];
}

/** Whether an order can earn at all, whatever becomes of it. */
function canEver(history: History, state: TrueOrderState): boolean {
  const rule = versionAt(history, state.processedAt)?.program.earning.order;
  if (!rule || state.currency !== history.currency) return false;
  if (state.test && !(history.isDevelopment && rule.testOrders !== 'never')) return false;
  if (state.business && !rule.business) return false;
  return rule.channels === 'all' || rule.channels.includes(state.sourceName);
}

function earns(history: History, state: TrueOrderState): boolean {
  return (
    canEver(history, state) &&
    !state.deleted &&
    !state.cancelled &&
    !state.chargedBack &&
    ['paid', 'partially_refunded', 'refunded'].includes(state.financialStatus)
  );
}

/** Where an order stands, and for whom; nothing where nobody can earn for it. */
function placeOf(history: History, joined: Map<string, number>, order: TrueOrder): Judged[] {
  const state = newest(order);
  const version = versionAt(history, state.processedAt);
  if (!version || !earns(history, state)) return [];
  const processed = Date.parse(state.processedAt);
  const common = { order, state, version, points: 0n };
  if (state.customerId !== null) {
    const owner = becomes(history, state.customerId);
    // For whom it was placed first, as long as she became the one who has it now.
    const first = order.states.find(
      ({ customerId }) => customerId !== null && becomes(history, customerId) === owner,
    );
    const track = first?.customerId ?? owner;
    return [{ ...common, owner, track, place: processed, claimed: false }];
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
  return [{ ...common, owner, track, place: Math.max(processed, since), claimed: true }];
}

/** Of whom was merged the address is known only where an order of her own could have made her a member. */
function isRemembered(history: History, customerId: string): boolean {
  if (history.merges.every((merge) => merge.absorbed !== customerId)) return true;
  return history.orders.some(({ states }) =>
    states.some((state) => state.customerId === customerId && canEver(history, state)),
  );
}

/** Whether what an earlier order earned counts for a later one: of the same customer, or of one who had become her by then. */
function sees(history: History, later: Judged, earlier: Judged): boolean {
  const reaches = (from: string): boolean =>
    from === later.track ||
    history.merges.some(
      (merge) =>
        merge.absorbed === from && Date.parse(merge.at) <= later.place && reaches(merge.kept),
    );
  return reaches(earlier.track);
}

function sumOf(customerId: string, orders: readonly Judged[], now: Date): Expected {
  let [pending, available, expired] = [0n, 0n, 0n];
  for (const one of orders) {
    const { maturity, expiry } = one.version.program.earning;
    const matures = maturesAt(one, maturity);
    const spendable = Math.max(one.place, matures ?? one.place);
    if (matures !== null && matures > now.getTime()) pending += one.points;
    else if (
      expiry.kind === 'after_days' &&
      spendable + (expiry.days ?? 0) * DAY_MS <= now.getTime()
    ) {
      expired += one.points;
    } else available += one.points;
  }
  return {
    customerId,
    pending: Number(pending),
    available: Number(available),
    expired: Number(expired),
  };
}

function maturesAt(
  one: Judged,
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
