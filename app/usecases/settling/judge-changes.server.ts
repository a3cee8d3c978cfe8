import type { Sql } from '#app/db/database.server.ts';
import {
  type ChainStart,
  listMergesInto,
  readChains,
  type StoredLink,
} from '#app/db/order-chain.server.ts';
import { lockOrders, type StoredOrder } from '#app/db/orders.server.ts';
import { type ChainLink, comparePlaces, EarnedByTrack, walkChain } from '#app/loyalty/chain.ts';
import type { MemberId, OrderId } from '#app/loyalty/ids.ts';
import { dependsOnTier, judgeAtTier, judgeOrder } from '#app/loyalty/judge-order.ts';
import { tierReached, tiersMatter } from '#app/loyalty/ladder.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';

import {
  chainAtOf,
  type OrderChange,
  type SettlingContext,
  unchanged,
} from './order-change.server.ts';

/** An order with its judgement. */
export interface Judged {
  readonly change: OrderChange;
  readonly receipt: OrderReceipt;
}

/** A link of a chain that is walked: changed, or only moved by what changed before it. */
interface WalkedLink extends ChainLink {
  readonly change: OrderChange | null;
  readonly storedLink: StoredLink | null;
}

/**
 * Judges changed orders, each in its place among its member's (the ledger's law 4). Where tiers earn differently, the
 * orders behind them are judged again at the tier that follows now; a new order that is the last of its member's costs
 * two short look-ups, and nothing at all where every tier earns the same.
 */
export async function judgeChanges(
  sql: Sql,
  context: SettlingContext,
  changes: readonly OrderChange[],
): Promise<Judged[]> {
  const judge = (change: OrderChange, earnedBefore: number): Judged => ({
    change,
    receipt: {
      ...judgeOrder(change.fact, context.versions, context.shop, {
        earnedBefore,
        claimedAt: change.claimedAt,
        chargedBack: change.chargedBack,
        hasMember: change.memberId !== null,
      }),
      pointsBefore: change.stored.settledPoints,
    },
  });
  if (!context.versions.some((version) => tiersMatter(version.program.tiers))) {
    return changes.map((change) => judge(change, 0));
  }
  const withoutMember = changes.filter((change) => change.memberId === null);
  const chains = await loadChains(sql, context, changes);
  const again = new Map<OrderId, StoredOrder>();
  for (;;) {
    const walk = walkAll(context.versions, chains, again, judge);
    if (walk.missing.length === 0) {
      return [...withoutMember.map((change) => judge(change, 0)), ...walk.judged];
    }
    // Their worth at another tier follows from their receipts, which are read only now that they are needed.
    for (const [orderId, stored] of await lockOrders(sql, context.shop.id, walk.missing)) {
      again.set(orderId, stored);
    }
  }
}

interface MemberChain {
  readonly links: readonly WalkedLink[];
  /** What was earned before the first of them; made anew for each walk. */
  begin(): EarnedByTrack;
}

async function loadChains(
  sql: Sql,
  { shop }: SettlingContext,
  changes: readonly OrderChange[],
): Promise<MemberChain[]> {
  const starts = [...startsOf(changes).values()];
  const memberIds = starts.map((start) => start.memberId);
  const stored = await readChains(sql, shop.id, starts);
  const merges = await listMergesInto(sql, shop.id, memberIds);
  const changed = new Set(changes.map((change) => change.fact.orderId));
  const changesOf = Map.groupBy(changes, (change) => change.memberId);
  const linksOf = Map.groupBy(
    stored.links.filter((link) => !changed.has(link.orderId)),
    (link) => link.memberId,
  );
  const earnedOf = Map.groupBy(stored.earnedBefore, (before) => before.memberId);
  return memberIds.map((memberId): MemberChain => {
    const moved = (linksOf.get(memberId) ?? []).map((link): WalkedLink => ({
      ...link,
      change: null,
      storedLink: link,
    }));
    return {
      links: [...(changesOf.get(memberId) ?? []).map(linkOfChange), ...moved],
      begin() {
        const earned = new EarnedByTrack(merges.get(memberId) ?? []);
        for (const { track, points } of earnedOf.get(memberId) ?? []) earned.add(track, points);
        return earned;
      },
    };
  });
}

/** For each member the first place of which something changes: where an order comes to stand, or stood before. */
function startsOf(changes: readonly OrderChange[]): Map<MemberId, ChainStart> {
  const starts = new Map<MemberId, ChainStart>();
  const note = (memberId: MemberId | null, at: number, orderId: OrderId) => {
    if (memberId === null) return;
    const known = starts.get(memberId);
    const place = { memberId, at, orderId };
    if (!known || comparePlaces(place, known) < 0) starts.set(memberId, place);
  };
  for (const change of changes) {
    note(change.memberId, chainAtOf(change), change.fact.orderId);
    note(change.stored.memberId, change.stored.chainAt, change.fact.orderId);
  }
  return starts;
}

function linkOfChange(change: OrderChange): WalkedLink {
  const { track } = change;
  if (track === null) throw new Error('an order that somebody earns for is judged for nobody');
  const orderId = change.fact.orderId;
  return { at: chainAtOf(change), orderId, track, worth: 0, change, storedLink: null };
}

function walkAll(
  versions: readonly ProgramVersion[],
  chains: readonly MemberChain[],
  again: ReadonlyMap<OrderId, StoredOrder>,
  judge: (change: OrderChange, earnedBefore: number) => Judged,
): { judged: Judged[]; missing: OrderId[] } {
  const judged: Judged[] = [];
  const missing: OrderId[] = [];
  for (const chain of chains) {
    walkChain(chain.links, chain.begin(), (link, earnedBefore) => {
      if (link.change) {
        const result = judge(link.change, earnedBefore);
        judged.push(result);
        return result.receipt.points;
      }
      const version = movedTo(link.storedLink, versions, earnedBefore);
      if (!version) return link.worth;
      const stored = again.get(link.orderId);
      if (!stored) {
        missing.push(link.orderId);
        return link.worth;
      }
      const result = judgedAgain(stored, version, earnedBefore);
      if (result) judged.push(result);
      return result?.receipt.points ?? link.worth;
    });
  }
  return { judged, missing };
}

/** The version that judges an order, where the tier that it is judged at is another one now. */
function movedTo(
  link: StoredLink | null,
  versions: readonly ProgramVersion[],
  earnedBefore: number,
): ProgramVersion | null {
  if (!link || link.isClaimed) return null;
  const version = versionInForce(versions, new Date(link.processedAt));
  if (!version || !tiersMatter(version.program.tiers)) return null;
  const tier = tierReached(version.program.tiers, earnedBefore)?.key ?? null;
  return tier === link.tier ? null : version;
}

function judgedAgain(
  stored: StoredOrder,
  version: ProgramVersion,
  earnedBefore: number,
): Judged | null {
  if (!stored.fact || !stored.receipt || !dependsOnTier(stored.receipt)) return null;
  const receipt = judgeAtTier(stored.receipt, version, earnedBefore);
  return {
    change: unchanged(stored, stored.fact),
    receipt: { ...receipt, pointsBefore: stored.settledPoints },
  };
}
