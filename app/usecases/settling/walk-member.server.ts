import { isDeepStrictEqual } from 'node:util';

import type { StoredFact } from '#app/db/orders/order-chain.server.ts';
import type { StoredOrder } from '#app/db/orders/orders.server.ts';
import type { Before } from '#app/loyalty/history/before.ts';
import type { History, HistoryPlace } from '#app/loyalty/history/history.ts';
import { isSameShare, shareKept } from '#app/loyalty/history/kept-mark.ts';
import { looksTheSame, stepsAgain } from '#app/loyalty/earning/looks-the-same.ts';
import type { Mark } from '#app/loyalty/orders/mark.ts';
import { historyMatters, tierMatters } from '#app/loyalty/orders/history-matters.ts';
import { asksForTierAlone } from '#app/loyalty/orders/history-dependence.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import { type Program, type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

import type { Judge, Judged } from './judged.server.ts';
import type { MemberHistory } from './member-histories.server.ts';
import { isLacking } from './record-traits.server.ts';
import { unchanged } from './order-change.server.ts';

/** What walking through a member's history came to. */
export interface Walk {
  readonly judged: readonly Judged[];
  /** Orders whose states are needed to judge them again, the earliest first; of the later ones it is a guess. */
  readonly missing: readonly OrderId[];
}

/**
 * Walks through a member's history from the first place on of which something changes. What changed is judged; what lies
 * behind it is judged again, from the first on that leaves another mark than before, where what it has before it is not
 * the same to it any more.
 * @param again the stored orders that are known by now
 */
export function walkMember(
  versions: readonly ProgramVersion[],
  { facts, disturbedFrom, ...member }: MemberHistory,
  again: ReadonlyMap<OrderId, StoredOrder>,
  judge: Judge,
): Walk {
  const judged: Judged[] = [];
  const missing: OrderId[] = [];
  const history = member.begin();
  const former = new FormerHistory(() => member.begin());
  const isKnown = disturbedFrom === Infinity;
  let isDisturbed = false;
  for (const walked of facts) {
    isDisturbed ||= walked.at >= disturbedFrom;
    if ('gone' in walked) {
      isDisturbed = true;
      const { track } = walked.gone;
      if (track !== null) former.add({ ...walked.gone, track });
      continue;
    }
    if ('change' in walked) {
      const { at, orderId, track } = walked;
      const result = judge(walked.change, history.before({ track, at }));
      judged.push(result);
      const processedAt = Date.parse(walked.change.fact.processedAt);
      history.add({ ...result.share, at, orderId, track, processedAt });
      isDisturbed ||= walked.former === null || !isSameShare(walked.former, result.share);
      if (walked.former) former.add({ ...walked.former, at, orderId, track });
      continue;
    }
    const { fact } = walked;
    const before = history.before(fact);
    const wasBefore = () => (isKnown ? former.before(fact) : null);
    const isToBeJudged = isDisturbed && mayDiffer(fact, versions, before, wasBefore);
    former.add(fact);
    if (!isToBeJudged) {
      history.add(fact);
      continue;
    }
    const stored = again.get(fact.orderId);
    if (!stored) missing.push(fact.orderId);
    // What a newer version asks of it is being found out; then it is judged, and what lies behind it.
    const isOpen = stored?.fact && isLacking(versions, stored.fact, stored.traits);
    const result = stored?.fact && !isOpen ? judge(unchanged(stored, stored.fact), before) : null;
    if (stored && result && differs(result, stored)) judged.push(result);
    if (result) history.add({ ...fact, ...result.share });
    else history.add(stored ? fact : guessed(fact, versions, before));
  }
  return { judged, missing };
}

/** What a fact that is to be judged again may come to: a good guess at what is missing too saves a round. */
function guessed(fact: StoredFact, versions: readonly ProgramVersion[], before: Before): Mark {
  const program = versionInForce(versions, new Date(fact.processedAt))?.program;
  return program ? { ...fact, challenges: stepsAgain(program, fact, before) } : fact;
}

/** A history as it was when it was judged last. It is only built where somebody asks for it. */
class FormerHistory {
  private readonly begin: () => History;
  private readonly marks: Mark[] = [];
  private history: History | null = null;

  constructor(begin: () => History) {
    this.begin = begin;
  }

  add(mark: Mark): void {
    if (this.history) this.history.add(mark);
    else this.marks.push(mark);
  }

  before(place: HistoryPlace): Before {
    if (!this.history) {
      this.history = this.begin();
      for (const mark of this.marks) this.history.add(mark);
    }
    return this.history.before(place);
  }
}

/**
 * Whether a fact may be judged otherwise with another history before it.
 * @param wasBefore what it had before it when it was judged last; null where that is not known
 */
function mayDiffer(
  fact: StoredFact,
  versions: readonly ProgramVersion[],
  before: Before,
  wasBefore: () => Before | null,
): boolean {
  if (fact.kind !== 'order' || earnsNothing(fact)) return false;
  const program = versionInForce(versions, new Date(fact.processedAt))?.program;
  if (!program || !historyMatters(program)) return false;
  if (isAtAnotherTier(fact, program, before)) return true;
  if (asksForTierAlone(program)) return false;
  const was = wasBefore();
  return !was || !looksTheSame(program, fact, was, before);
}

function isAtAnotherTier(fact: StoredFact, program: Program, before: Before): boolean {
  if (fact.isClaimed || !tierMatters(program)) return false;
  const tier = before.tier() ?? program.tiers[0] ?? null;
  return (tier?.key ?? null) !== fact.tier;
}

/** An order that earns nothing, whatever lies before it: it is not paid, cancelled, or of no kind that earns. */
function earnsNothing({ points, counted, rules, challenges }: StoredFact): boolean {
  const isEmpty = Object.keys(rules).length + Object.keys(challenges).length === 0;
  return points === 0 && counted === 0 && isEmpty;
}

/**
 * Whether a judgement says anything else than the one before. A step in a challenge that does not complete it stands on no
 * receipt, and those who come after see it all the same.
 */
function differs({ receipt, change, share }: Judged, stored: StoredOrder): boolean {
  if (!stored.receipt || receipt.points !== change.stored.settledPoints) return true;
  if (!isSameShare(share, shareKept(stored.mark, stored.settledPoints))) return true;
  const { pointsBefore } = stored.receipt;
  return !isDeepStrictEqual(withoutUndefined({ ...receipt, pointsBefore }), stored.receipt);
}

/** As it is read from where it is kept. */
function withoutUndefined(receipt: object): unknown {
  return JSON.parse(JSON.stringify(receipt));
}
