import type { Tier } from '../program/ladder.ts';
import { pinAt, type TierPin } from './hand-set.ts';
import type { Stretch } from './stretches.ts';

/** Why a member's own tier became another. */
export type StepReason = 'reached' | 'returned' | 'assessed' | 'program_changed' | 'merged';

/** Where a member got by herself, from a moment on. */
export interface TierStep {
  readonly at: number;
  readonly tier: Tier | null;
  readonly reason: StepReason;
}

/** A member's tier became another. */
export interface TierMove {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: Tier | null;
  readonly to: Tier | null;
  /** `level` where a new ladder has another name for the same rung. */
  readonly direction: 'up' | 'down' | 'level';
  readonly reason: StepReason | 'by_hand' | 'by_hand_ended';
  /** The program's version that was in force. */
  readonly version: number;
}

/**
 * The changes of a member's tier: her own steps, but for the time in which staff set it by hand. Everybody begins on the
 * lowest rung; that is no move.
 * @param until milliseconds since 1970
 */
export function movesAlong(
  steps: readonly TierStep[],
  pins: readonly TierPin[],
  stretches: readonly Stretch[],
  until: number,
): TierMove[] {
  const moves: TierMove[] = [];
  let natural: Tier | null = null;
  let shown: Place = { tier: null, rank: 0, pin: null };
  for (const { at, step } of eventsOf(steps, pins)) {
    if (at > until) break;
    const stretch = stretches.findLast(({ from }) => from <= at);
    if (!stretch) continue;
    if (step) natural = step.tier;
    const now = placeAt(stretch, pins, at, natural);
    const former = rankOf(stretch, shown.tier) ?? shown.rank;
    const isBeginning = (!shown.tier || !now.tier) && Math.max(former, now.rank) === 0;
    const isMove = shown.tier?.key !== now.tier?.key && !isBeginning;
    if (isMove) {
      moves.push({
        at,
        from: shown.tier,
        to: now.tier,
        direction: directionOf(now.rank - former),
        reason: reasonOf(shown.pin, now.pin, step),
        version: stretch.version,
      });
    }
    shown = now;
  }
  return moves;
}

interface Place {
  readonly tier: Tier | null;
  readonly rank: number;
  readonly pin: TierPin | null;
}

interface CourseEvent {
  readonly at: number;
  readonly step: TierStep | null;
}

/** Steps come before what staff did at the same moment. */
function eventsOf(steps: readonly TierStep[], pins: readonly TierPin[]): CourseEvent[] {
  const own = steps.map((step): CourseEvent => ({ at: step.at, step }));
  if (pins.length === 0) return own;
  const byHand = pins
    .flatMap(({ from, until }) => (until === null ? [from] : [from, until]))
    .map((at): CourseEvent => ({ at, step: null }));
  return [...own, ...byHand].sort((a, b) => a.at - b.at);
}

function placeAt(
  stretch: Stretch,
  pins: readonly TierPin[],
  at: number,
  natural: Tier | null,
): Place {
  const pin = pinAt(pins, at, (key) => stretch.ladder.some((tier) => tier.key === key));
  const tier = pin ? (stretch.ladder.find(({ key }) => key === pin.tier) ?? natural) : natural;
  return { tier, rank: rankOf(stretch, tier) ?? 0, pin };
}

function rankOf(stretch: Stretch, tier: Tier | null): number | null {
  const rank = stretch.ladder.findIndex(({ key }) => key === tier?.key);
  return rank < 0 ? null : rank;
}

function directionOf(difference: number): TierMove['direction'] {
  if (difference === 0) return 'level';
  return difference > 0 ? 'up' : 'down';
}

function reasonOf(
  before: TierPin | null,
  after: TierPin | null,
  step: TierStep | null,
): TierMove['reason'] {
  if (after !== null && after !== before) return 'by_hand';
  if (step) return step.reason;
  return 'by_hand_ended';
}
