import { stepByHand, type Step } from './challenge-by-hand.ts';
import type { History, TrueChallenge, TrueOrder, TrueOrderState, TrueVersion } from './history.ts';
import { hasTags } from './rules-in-place.ts';
import { becomes, earns, versionAt } from './true-versions.ts';
import { countByHand, unitsOf } from './worth-by-hand.ts';

/** An order that may have brought a challenge further, by what it may have seemed to bring. */
interface Brought {
  readonly place: number;
  readonly challenge: TrueChallenge;
  readonly isGuests: boolean;
  /** With nothing among them: it may not have been heard of, or be hers no more. */
  readonly amounts: readonly number[];
}

/** More ways in which a history may have looked are not tried one by one. */
const WAYS_MAX = 1_000;

/**
 * How many rewards a challenge can have given a customer at most: what was won stays won, so it is the most that her
 * history has come to at any moment, with each order in any of its states, or not heard of yet.
 */
export function mostPrizes(history: History, customerId: string, key: string): number {
  const orders = history.orders
    .flatMap((order) => broughtBy(history, order, customerId, key))
    .sort((a, b) => a.place - b.place);
  const ways = orders.reduce((count, { amounts }) => count * amounts.length, 1);
  // Where a guest's order stands depends on when she became a member, and what a merged one sees on when that was heard of.
  const absorbed = history.merges.filter(({ kept }) => becomes(history, kept) === customerId);
  const isCertain = orders.every(({ isGuests }) => !isGuests) && absorbed.length === 0;
  return isCertain && ways <= WAYS_MAX
    ? mostOf(orders, [], history.timezone)
    : mostAtAll(orders, 1 + absorbed.length);
}

function broughtBy(
  history: History,
  { states }: TrueOrder,
  customerId: string,
  key: string,
): Brought[] {
  const [first] = states;
  const version = first && versionAt(history, first.processedAt);
  const challenge = version?.program.earning.challenges.find((each) => each.key === key);
  if (!first || !version || !challenge) return [];
  const own = states.filter((state) => mayBeHers(history, state, customerId));
  const seen = own.map((state) => amountOf(history, version, challenge, state));
  // While it is changed for other things it may have both for a moment.
  const isChanged = new Set(states.map(({ lines }) => lines.length)).size > 1;
  const amounts = new Set([0, ...seen, ...(isChanged ? [2 * Math.max(0, ...seen)] : [])]);
  const isGuests = own.some((state) => state.customerId === null);
  const place = Date.parse(first.processedAt);
  return amounts.size > 1 ? [{ place, challenge, isGuests, amounts: [...amounts] }] : [];
}

function mayBeHers(history: History, state: TrueOrderState, customerId: string): boolean {
  if (state.customerId !== null) return becomes(history, state.customerId) === customerId;
  const email = (state.email ?? '').toLowerCase();
  return history.customers.some(
    ({ id, provenEmails }) => provenEmails.includes(email) && becomes(history, id) === customerId,
  );
}

function amountOf(
  history: History,
  { program }: TrueVersion,
  { goal, window, conditions }: TrueChallenge,
  state: TrueOrderState,
): number {
  const at = Date.parse(state.processedAt);
  const count = countByHand(state, program);
  const owner = state.customerId;
  const tags =
    owner === null ? null : (history.customers.find(({ id }) => id === owner)?.tags ?? []);
  const isFor =
    earns(history, state) &&
    count.counted > 0n &&
    count.counted >= BigInt(Math.max(program.earning.order.minimum, conditions.minimum)) &&
    (window.from === null || at >= Date.parse(window.from)) &&
    [program.earning.order.members, conditions.members].every((asked) => hasTags(tags, asked.tags));
  if (!isFor) return 0;
  if (goal.kind === 'orders') return 1;
  return goal.kind === 'items' ? unitsOf(count, goal.lines ?? 'all') : Number(count.counted);
}

/** The most rewards of all ways in which these orders may have looked, given how those before them looked. */
function mostOf(
  [order, ...others]: readonly Brought[],
  before: readonly (Step & { readonly place: number })[],
  timezone: string,
): number {
  if (!order) return 0;
  const { place, challenge, amounts } = order;
  return Math.max(
    ...amounts.map((amount) => {
      if (amount === 0) return mostOf(others, before, timezone);
      const step = stepByHand(challenge, { place, timezone }, amount, before);
      const given = challenge.prize.kind === 'reward' ? step.completed : 0;
      return given + mostOf(others, [...before, { place, ...step }], timezone);
    }),
  );
}

/**
 * What no way can exceed: everything counts, towards the lowest goal.
 * @param people how many customers she was: each may have won once what is won once, before they were merged
 */
function mostAtAll(orders: readonly Brought[], people: number): number {
  if (orders.length === 0) return 0;
  const all = orders.reduce((sum, { amounts }) => sum + Math.max(...amounts), 0);
  const goals = orders.map(({ challenge: { goal } }) => goal.count ?? goal.amount ?? 1);
  const most = Math.floor(all / Math.min(...goals));
  return orders.every(({ challenge: { repeats } }) => repeats === 'once')
    ? Math.min(people, most)
    : most;
}
