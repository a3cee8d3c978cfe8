import type { Tier } from '../program/ladder.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';
import type { TierMove } from './tier-moves.ts';
import type { TierStanding } from './tier-standing.ts';

/** Where a member stands, as it is written down. Times are milliseconds since 1970. */
export interface StoredStanding {
  readonly tier: string | null;
  readonly since: number | null;
  readonly nextAssessmentAt: number | null;
  readonly measured: number;
  readonly missingToKeep: number;
  readonly nextTier: string | null;
  readonly missingToNext: number | null;
  readonly isByHand: boolean;
  /** When the calendar alone changes something about it; later than the moment of the assessment. */
  readonly dueAt: number | null;
}

/** A change of tier that a member is told of. */
export interface NotedMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: TierMove['direction'];
  readonly reason: TierMove['reason'];
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is given for reaching a tier for the first time. */
export interface TierGift {
  readonly tier: string;
  /** The shop's own word for the tier, or its key. */
  readonly tierName: string;
  readonly entry: NonNullable<Tier['entry']>;
}

/** What assessing a member came to. */
export interface Assessment {
  readonly standing: StoredStanding;
  readonly move: NotedMove | null;
  /** Whether she is to be told of the move: of history that is met for the first time nobody is. */
  readonly isNews: boolean;
  readonly gifts: readonly TierGift[];
  /** The assessment that she is to be warned of now; null for none. */
  readonly warnedOf: number | null;
}

/** What a member's assessment is read from. */
export interface Assessed {
  /** As she was told last; null for who was never assessed. */
  readonly stored: StoredStanding | null;
  readonly standing: TierStanding;
  readonly moves: readonly TierMove[];
  /** When the next of what is dated ahead comes: set by hand, or done by another's clock. Milliseconds since 1970; null for nothing. */
  readonly nextDatedAt: number | null;
  readonly joinedAt: number;
}

const NEWS_MS = 7 * 86_400_000;

/**
 * Compares where a member stands with what she was told last.
 * @param versions of the program: what a tier gives is as the version has it that was in force when it was reached
 * @param now milliseconds since 1970
 */
export function assess(
  assessed: Assessed,
  versions: readonly ProgramVersion[],
  now: number,
): Assessment {
  const { stored, standing } = assessed;
  const move = moveSince(assessed, versions, now);
  const isDue = standing.warnedFrom !== null && standing.warnedFrom <= now;
  return {
    standing: storedForm(assessed, now),
    move,
    isNews: move !== null && (stored !== null || now - move.at < NEWS_MS),
    gifts: giftsOf(assessed, move, versions),
    warnedOf: isDue ? standing.nextAssessmentAt : null,
  };
}

function storedForm({ standing, nextDatedAt }: Assessed, now: number): StoredStanding {
  const { tier, since, nextAssessmentAt, measured, missingToKeep, next, byHand } = standing;
  const warnedFrom = standing.warnedFrom ?? 0;
  const dates = [nextAssessmentAt, nextDatedAt, warnedFrom > now ? warnedFrom : null];
  const ahead = dates.filter((date) => date !== null);
  return {
    tier: tier?.key ?? null,
    since,
    nextAssessmentAt,
    measured,
    missingToKeep,
    nextTier: next?.tier.key ?? null,
    missingToNext: next?.missing ?? null,
    isByHand: byHand !== null,
    dueAt: ahead.length === 0 ? null : Math.min(...ahead),
  };
}

function moveSince(
  { stored, standing, moves }: Assessed,
  versions: readonly ProgramVersion[],
  now: number,
): NotedMove | null {
  const version = versionInForce(versions, new Date(now));
  const ladder = version?.program.tiers ?? [];
  const from = stored ? stored.tier : (ladder[0]?.key ?? null);
  const to = standing.tier?.key ?? null;
  if (!version || from === to || (from === null && to === ladder[0]?.key)) return null;
  const rank = (key: string | null) => ladder.findIndex((tier) => tier.key === key);
  const difference = rank(to) - rank(from);
  const last = moves.at(-1);
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'level';
  // Where the history has no such step, what led to the tier that she was told of is there no more.
  const isRevoked = !last || (direction === 'down' && last.direction === 'up');
  return {
    from,
    to,
    direction: rank(from) < 0 && from !== null ? (last?.direction ?? direction) : direction,
    reason: isRevoked ? 'returned' : last.reason,
    version: version.version,
    at: isRevoked ? now : last.at,
  };
}

/**
 * Each rung that she passed on her way up gives its own, as the version has it that was in force when she came to it, and the
 * lowest when she is met for the first time.
 */
function giftsOf(
  { stored, standing, moves, joinedAt }: Assessed,
  move: NotedMove | null,
  versions: readonly ProgramVersion[],
): TierGift[] {
  const isUp = move?.direction === 'up';
  if (!isUp && stored !== null) return [];
  const given: TierGift[] = [];
  const first = ladderAt(versions, joinedAt)[0];
  if (stored === null && first && standing.tier) given.push(...giftOf(first));
  if (!isUp) return given;
  const ladder = ladderAt(versions, move.at);
  const rank = (key: string | null) => ladder.findIndex((tier) => tier.key === key);
  const passed = ladder.slice(Math.max(rank(move.from), 0) + 1, rank(move.to) + 1);
  return [...given, ...passed.flatMap((tier) => giftOf(asReached(tier, moves, versions)))];
}

/** The rung as the version had it that was in force when she last came up to it, or past it. */
function asReached(
  tier: Tier,
  moves: readonly TierMove[],
  versions: readonly ProgramVersion[],
): Tier {
  for (const { at, from, to, direction } of moves.toReversed()) {
    const ladder = ladderAt(versions, at);
    const rank = (key: string | undefined) => ladder.findIndex((each) => each.key === key);
    const own = rank(tier.key);
    if (direction !== 'up' || own <= rank(from?.key) || own > rank(to?.key)) continue;
    return ladder[own] ?? tier;
  }
  return tier;
}

function ladderAt(versions: readonly ProgramVersion[], at: number): readonly Tier[] {
  return versionInForce(versions, new Date(at))?.program.tiers ?? [];
}

function giftOf({ key, name, entry }: Tier): TierGift[] {
  return entry ? [{ tier: key, tierName: name ?? key, entry }] : [];
}
