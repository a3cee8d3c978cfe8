import type { Sql } from '#app/db/database.server.ts';
import {
  type ChainStart,
  listMergesInto,
  readFacts,
  type StoredFact,
} from '#app/db/orders/order-chain.server.ts';
import {
  type SummedBefore,
  sumHistories,
  type SumMark,
} from '#app/db/orders/history-sums.server.ts';
import { readTieredSelves } from '#app/db/tiers/tiered-members.server.ts';
import { type ChainPlace, comparePlaces } from '#app/loyalty/orders/chain.ts';
import { compareMarks, History, type HistoryTerms } from '#app/loyalty/history/history.ts';
import { shareKept } from '#app/loyalty/history/kept-mark.ts';
import { reachOf } from '#app/loyalty/history/history-reach.ts';
import type { FactShare, Mark } from '#app/loyalty/orders/mark.ts';
import { type CustomerId, type MemberId, OrderId } from '#app/loyalty/ids.ts';

import { chainAtOf, type OrderChange, type SettlingContext } from './order-change.server.ts';

/** Something else than a member's orders is not as it was from a time on. */
export interface Disturbance {
  readonly memberId: MemberId;
  /** Milliseconds since 1970. */
  readonly from: number;
}

/** A place in a member's history from the first that changes on. */
export type WalkedFact = ChainPlace & Pick<Mark, 'kind'> & FactNews;

type FactNews =
  /** What it came to before, where it stood here before. */
  | { readonly change: OrderChange; readonly track: CustomerId; readonly former: FactShare | null }
  | { readonly fact: StoredFact }
  /** It stood here, and does no more: what it was, and for whom, where that is known. */
  | { readonly gone: Omit<Mark, 'track'> & { readonly track: CustomerId | null } };

/** A member's history as far as it is walked through again. */
export interface MemberHistory {
  /** From the first place on of which something changes, in their order. */
  readonly facts: readonly WalkedFact[];
  /** From when on something else is not as it was; milliseconds since 1970, `Infinity` where nothing is. */
  readonly disturbedFrom: number;
  /** What lies before these facts; made anew for each walk. */
  begin(): History;
}

/**
 * Loads the histories of all members of whom something changes: what lies behind the first change a fact at a time, and
 * what lies before it in sums where no judgement can tell. Call it under their locks.
 */
export async function loadMemberHistories(
  sql: Sql,
  context: SettlingContext,
  changes: readonly OrderChange[],
  disturbed: readonly Disturbance[],
): Promise<MemberHistory[]> {
  const { shop } = context;
  const starts = startsOf(changes, disturbed);
  const merges = await listMergesInto(sql, shop.id, [...starts.keys()]);
  const selvesOf = await readTieredSelves(sql, shop.id, [...starts.keys()]);
  const { facts, sums } = await readBeforeAndBehind(sql, context, [...starts.values()], merges);
  const changed = new Set(changes.map((change) => change.fact.orderId));
  const factsOf = Map.groupBy(facts, (fact) => fact.memberId);
  const sumsOf = Map.groupBy(sums, (sum) => sum.memberId);
  const newsOf = Map.groupBy(changes.flatMap(newsAbout), (news) => news.memberId);
  return [...starts].map(([memberId, start]): MemberHistory => {
    const own = (factsOf.get(memberId) ?? []).sort(compareMarks);
    const first = own.findIndex((fact) => comparePlaces(fact, placeOf(start)) >= 0);
    const before = [
      ...(sumsOf.get(memberId) ?? []),
      ...(first === -1 ? own : own.slice(0, first)),
    ].sort(compareMarks);
    const behind = first === -1 ? [] : own.slice(first);
    const kept = behind
      .filter((fact) => fact.kind !== 'order' || !changed.has(fact.orderId))
      .map((fact): WalkedFact => ({ ...placeIn(fact), fact }));
    const news = (newsOf.get(memberId) ?? []).map((each) => each.walked);
    const from = disturbed.filter((each) => each.memberId === memberId).map((each) => each.from);
    const terms = { merges: merges.get(memberId) ?? [], memberOf: selvesOf(memberId) };
    return {
      facts: [...kept, ...news].sort(compareMarks),
      disturbedFrom: Math.min(Infinity, ...from),
      begin: () => historyOf(context, terms, before),
    };
  });
}

/** Members' facts from the places on, and what lies before them: in sums as far as that is possible. */
async function readBeforeAndBehind(
  sql: Sql,
  { shop, versions }: SettlingContext,
  starts: readonly ChainStart[],
  merges: ReadonlyMap<MemberId, unknown>,
): Promise<{ facts: StoredFact[]; sums: SumMark[] }> {
  const summed: SummedBefore[] = [];
  const read = starts.map((start): ChainStart => {
    const reach = merges.has(start.memberId) ? null : reachOf(versions, start.at, shop.timezone);
    if (!reach) return { ...start, ...BEGINNING };
    summed.push({ ...start, reach });
    return start;
  });
  return {
    facts: await readFacts(sql, shop.id, read),
    sums: await sumHistories(sql, shop.id, summed),
  };
}

const BEGINNING = { at: -Infinity, orderId: null } as const;
const BEFORE_ANY_ORDER = OrderId.parse('1');

function placeOf({ at, orderId }: ChainStart): ChainPlace {
  return { at, orderId: orderId ?? BEFORE_ANY_ORDER };
}

function placeIn({ at, orderId, kind }: Mark): ChainPlace & Pick<Mark, 'kind'> {
  return { at, orderId, kind };
}

function historyOf(
  { versions, shop: { timezone } }: SettlingContext,
  { merges, memberOf }: Pick<HistoryTerms, 'merges' | 'memberOf'>,
  before: readonly Mark[],
): History {
  const history = new History({ versions, timezone, merges, memberOf });
  for (const mark of before) history.add(mark);
  return history;
}

/** For each member the first place of which something changes: where an order comes to stand, or stood before. */
function startsOf(
  changes: readonly OrderChange[],
  disturbed: readonly Disturbance[],
): Map<MemberId, ChainStart> {
  const starts = new Map<MemberId, ChainStart>();
  const note = (start: ChainStart) => {
    const known = starts.get(start.memberId);
    if (!known || comparePlaces(placeOf(start), placeOf(known)) < 0) {
      starts.set(start.memberId, start);
    }
  };
  for (const { memberId, walked } of changes.flatMap(newsAbout)) note({ ...walked, memberId });
  for (const { memberId, from } of disturbed) note({ memberId, at: from, orderId: null });
  return starts;
}

interface NewsOfMember {
  readonly memberId: MemberId;
  readonly walked: WalkedFact;
}

/** Where a changed order comes to stand, and where it stands no more. */
function newsAbout(change: OrderChange): NewsOfMember[] {
  const { memberId, track, stored, fact } = change;
  const order = { orderId: fact.orderId, kind: 'order' } as const;
  const here = { ...order, at: chainAtOf(change) };
  const there = { ...order, at: stored.chainAt };
  const stays =
    stored.memberId === memberId && stored.track === track && here.at === stored.chainAt;
  const share = shareKept(stored.mark, stored.settledPoints);
  const news: NewsOfMember[] = [];
  if (stored.memberId !== null && !stays) {
    const gone = { ...share, ...there, track: stored.track };
    news.push({ memberId: stored.memberId, walked: { ...there, gone } });
  }
  if (memberId !== null) {
    if (track === null) throw new Error('an order that somebody earns for is judged for nobody');
    news.push({
      memberId,
      walked: { ...here, change, track, former: stays && stored.fact ? share : null },
    });
  }
  return news;
}
