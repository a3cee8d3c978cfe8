import type { RecordedHistory } from './data-files.ts';
import type { FoundLedger, FoundMember } from './found-ledger.ts';
import type { Expected } from './oracle.ts';
import { type Expectation, expectationOf } from './possible-histories.ts';

/** What is not as it has to be. All four are empty where all is well. */
export interface Verdict {
  /** Orders and members who have to have points, and of whom the ledger knows nothing. */
  readonly lost: readonly object[];
  /** Orders for which more is posted than they are worth. */
  readonly doubleAwards: readonly object[];
  /** Members who have other points than they have to. */
  readonly wrongBalances: readonly object[];
  readonly ledgerDrift: readonly object[];
}

/** Judges what was found by what was recorded. */
export function judge({ history, judgedAt, untold }: RecordedHistory, found: FoundLedger): Verdict {
  const members = new Map(found.members.map((member) => [member.customerId, member]));
  const fits = (expected: Expectation) =>
    expected.members.every((member) => isRight(member, members.get(member.customerId))) &&
    expected.orders.every(({ orderId, points }) => postedOf(found, orderId) === points);
  const expected = expectationOf(history, untold, judgedAt, fits);
  return {
    lost: [...lostOrders(expected, found), ...lostMembers(expected, members)],
    doubleAwards: expected.orders
      .map(({ orderId, points }) => ({
        orderId,
        expected: points,
        found: postedOf(found, orderId),
      }))
      .filter((order) => order.found > order.expected),
    wrongBalances: wrongBalances(expected, found),
    ledgerDrift: found.drifts,
  };
}

function postedOf({ posted }: FoundLedger, orderId: string): number {
  return posted.get(orderId) ?? 0;
}

function lostOrders({ orders }: Expectation, found: FoundLedger): object[] {
  return orders.filter(({ orderId, points }) => points > 0 && postedOf(found, orderId) === 0);
}

function lostMembers({ members }: Expectation, known: ReadonlyMap<string, unknown>): object[] {
  return members.filter(
    ({ customerId, pending, available, expired }) =>
      pending + available + expired > 0 && !known.has(customerId),
  );
}

function isRight(expected: Omit<Expected, 'customerId' | 'expired'>, found?: FoundMember): boolean {
  const { pending, available, owed } = found ?? { pending: 0, available: 0, owed: 0 };
  return pending === expected.pending && available === expected.available && owed === 0;
}

const NOTHING = { pending: 0, available: 0 };

function wrongBalances({ members }: Expectation, found: FoundLedger): object[] {
  const expected = new Map(members.map((member) => [member.customerId, member]));
  const known = new Set(found.members.map(({ customerId }) => customerId));
  const wrong = found.members.flatMap((member) => {
    const right = (member.isMerged ? undefined : expected.get(member.customerId)) ?? NOTHING;
    return isRight(right, member) ? [] : [{ expected: right, found: member }];
  });
  const missing = members.filter(
    (member) => !known.has(member.customerId) && !isRight(member, undefined),
  );
  return [...wrong, ...missing.map((member) => ({ expected: member, found: null }))];
}
