import type { RecordedHistory } from './data-files.ts';
import type { FoundLedger, FoundMember } from './found-ledger.ts';
import { judgeActions } from './judge-actions.ts';
import { judgeGifts } from './judge-gifts.ts';
import { isOccasion, judgeOccasions } from './judge-occasions.ts';
import { adjustmentsOf, judgeFiles } from './judge-adjustments.ts';
import { judgePerks } from './judge-perks.ts';
import { judgePrizes } from './judge-prizes.ts';
import { heldBy, judgeRedemptions, spentBy } from './judge-redemptions.ts';
import { judgeShop } from './judge-shop.ts';
import { judgeConditions } from './judge-conditions.ts';
import type { Expected } from './oracle.ts';
import { type Expectation, expectationOf } from './possible-histories.ts';

/** What is not as it has to be. All are empty where all is well. */
export interface Verdict {
  /** Orders and members who have to have points, and of whom the ledger knows nothing. */
  readonly lost: readonly object[];
  /** Orders and actions for which more is posted than they are worth. */
  readonly doubleAwards: readonly object[];
  /** Members who have other points than they have to. */
  readonly wrongBalances: readonly object[];
  readonly ledgerDrift: readonly object[];
  /** Redemptions that are not what was told, or not in the state that followed. */
  readonly wrongRedemptions: readonly object[];
  /** What somebody was told or denied that she must not have been. */
  readonly wrongAnswers: readonly object[];
  /** Members on another tier than they have to be. */
  readonly wrongTiers: readonly object[];
  /** What Shopify has, lacks or shows otherwise than it has to. */
  readonly wrongShopify: readonly object[];
}

/** Customers of whom a verdict speaks. */
export function customersIn(verdict: Verdict): string[] {
  const found = new Set<string>();
  JSON.stringify(verdict, (name, value: unknown) => {
    if (name === 'customerId' && typeof value === 'string') found.add(value);
    return value;
  });
  return [...found];
}

type Numbers = Pick<
  FoundMember,
  'pending' | 'available' | 'expired' | 'owed' | 'forgiven' | 'held'
>;

/** What happened to a member's points besides that they were earned. */
interface Touched {
  readonly spent: number;
  readonly held: number;
  readonly adjusted: number;
  /** Whether anything ever did, be it given back. */
  readonly isTouched: boolean;
  /** Whether points were to be taken that were not there any more. */
  readonly isShort: boolean;
}

/** Judges what was found by what was recorded. */
export function judge(recorded: RecordedHistory, found: FoundLedger): Verdict {
  const { judgedAt, untold, told, shop } = recorded;
  const becomes = (customerId: string): string => {
    const merge = recorded.history.merges.find(({ absorbed }) => absorbed === customerId);
    return merge ? becomes(merge.kept) : customerId;
  };
  const adjustments = adjustmentsOf(told, found.rows, becomes);
  const touchedBy = touches(found, adjustments);
  const members = new Map(found.members.map((member) => [member.customerId, member]));
  const isErased = (customerId: string) => members.get(customerId)?.isErased ?? false;
  const occasions = judgeOccasions(
    { history: recorded.history, judgedAt, becomes, isErased },
    found.actions,
  );
  const history = {
    ...recorded.history,
    actions: [...recorded.history.actions, ...occasions.given],
    gifts: found.gifts.map(({ given, ...gift }) => ({ ...gift, given: given.toISOString() })),
  };
  const isRight = (expected: Expected, member?: FoundMember) =>
    fits(expected, member, touchedBy(expected.customerId));
  const expected = expectationOf(
    history,
    untold,
    judgedAt,
    (possible) =>
      possible.members.every((each) => {
        const member = members.get(each.customerId);
        return isRight(each, member) && hasItsTier(each, member);
      }) && possible.orders.every(({ orderId, points }) => postedOf(found, orderId) === points),
  );
  const gifts = judgeGifts(history, expected.members, found.gifts, isErased);
  const { orders, versions } = history;
  const evidence = { told, orders, versions, judgedAt, becomes, history };
  const prizes = judgePrizes(evidence, expected.members, found.redemptions, isErased);
  const asked = found.actions.filter((action) => !isOccasion(action));
  const actions = judgeActions(recorded.history, becomes, asked);
  return {
    lost: [
      ...[...lostOrders(expected, found), ...lostMembers(expected, members)],
      ...[...actions.lost, ...occasions.lost, ...gifts.lost, ...prizes.lost],
    ],
    doubleAwards: [
      ...doubleOrders(expected, found),
      ...[...actions.twice, ...occasions.twice, ...gifts.twice],
    ],
    wrongBalances: [...wrongBalances(expected, found, isRight), ...judgeFiles(told, found.rows)],
    ledgerDrift: found.drifts,
    wrongRedemptions: [...judgeRedemptions(evidence, found.redemptions), ...prizes.wrong],
    wrongAnswers: [
      ...judgeConditions(recorded.history, told),
      ...judgePerks(recorded.history, told, found.perks),
    ],
    wrongTiers: expected.members
      .filter((each) => !hasItsTier(each, members.get(each.customerId)))
      .map((each) => ({ expected: each, found: members.get(each.customerId) })),
    wrongShopify: judgeShop(shop, found.redemptions, found.members, judgedAt),
  };
}

function touches(
  { redemptions }: FoundLedger,
  adjustments: ReadonlyMap<string, number>,
): (customerId: string) => Touched {
  const paid = redemptions.filter(({ points }) => points > 0);
  const byCustomer = Map.groupBy(paid, ({ customerId }) => customerId);
  return (customerId) => {
    const own = byCustomer.get(customerId) ?? [];
    const sum = (of: (one: (typeof own)[number]) => number) =>
      own.reduce((total, one) => total + of(one), 0);
    return {
      spent: sum(spentBy),
      held: sum(heldBy),
      adjusted: adjustments.get(customerId) ?? 0,
      isTouched: own.length > 0 || adjustments.has(customerId),
      isShort: own.some(({ problem }) => problem === 'points_missing'),
    };
  };
}

const NOTHING = { pending: 0, available: 0, expired: 0, tier: null, prizes: {}, isIdle: false };

const NOBODY: Numbers & { overdue: number } = {
  ...{ pending: 0, available: 0, held: 0, owed: 0, expired: 0, forgiven: 0, overdue: 0 },
};

/**
 * Whether a member has what she has to have: to the point where nothing was spent and adjusted; else all together, for
 * which points were spent first depends on what was known then.
 */
function fits(expected: Expected, found: FoundMember | undefined, touched: Touched): boolean {
  const has = found ?? NOBODY;
  if (has.held !== touched.held || has.overdue > 0) return false;
  const earned = expected.pending + expected.available + expected.expired;
  const due = earned + touched.adjusted - touched.spent;
  const total = has.pending + has.available + has.held + has.expired - has.owed - has.forgiven;
  if (touched.isShort) return total >= due;
  if (total !== due) return false;
  if (touched.isTouched) return true;
  if (has.pending !== expected.pending || has.owed !== 0) return false;
  return expected.isIdle || has.available === expected.available;
}

function hasItsTier(expected: Expected, found: FoundMember | undefined): boolean {
  return !found || found.isErased || found.tier === expected.tier;
}

function postedOf({ posted }: FoundLedger, orderId: string): number {
  return posted.get(orderId) ?? 0;
}

function lostOrders({ orders }: Expectation, found: FoundLedger): object[] {
  return orders.filter(({ orderId, points }) => points > 0 && postedOf(found, orderId) === 0);
}

function doubleOrders({ orders }: Expectation, found: FoundLedger): object[] {
  return orders
    .map(({ orderId, points }) => ({ orderId, expected: points, found: postedOf(found, orderId) }))
    .filter((order) => order.found > order.expected);
}

function lostMembers({ members }: Expectation, known: ReadonlyMap<string, unknown>): object[] {
  return members.filter(
    ({ customerId, pending, available, expired }) =>
      pending + available + expired > 0 && !known.has(customerId),
  );
}

function wrongBalances(
  { members }: Expectation,
  found: FoundLedger,
  isRight: (expected: Expected, found?: FoundMember) => boolean,
): object[] {
  const expected = new Map(members.map((member) => [member.customerId, member]));
  const known = new Set(found.members.map(({ customerId }) => customerId));
  const wrong = found.members.flatMap((member) => {
    const { customerId } = member;
    const nothing = { ...NOTHING, customerId };
    const right = (member.isMerged ? undefined : expected.get(customerId)) ?? nothing;
    return isRight(right, member) ? [] : [{ expected: right, found: member }];
  });
  const missing = members.filter((member) => !known.has(member.customerId) && !isRight(member));
  return [...wrong, ...missing.map((member) => ({ expected: member, found: null }))];
}
