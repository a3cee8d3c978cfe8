import type { Mark } from '../orders/mark.ts';
import type { Ladder } from '../program/ladder.ts';
import type { Qualification } from '../program/qualification.ts';
import type { ProgramVersion } from '../program/program.ts';

/** The time for which a version is in force, with all that tiers ask of it. */
export interface Stretch {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly version: number;
  readonly ladder: Ladder;
  readonly qualification: Qualification;
  /** What each rung asks for. */
  readonly froms: readonly number[];
  /** Whether members stand on where they are: ladder, measure and window are those of the stretch before. */
  readonly continues: boolean;
  readonly amountOf: (mark: TierMark) => number;
}

/** What of a mark tiers ask for. */
export type TierMark = Pick<Mark, 'at' | 'kind' | 'points' | 'counted' | 'processedAt' | 'orders'>;

/**
 * What a mark brings a member in a stretch's measure. Since joining means since she joined: what she bought before, and has
 * claimed by joining, is none of it.
 * @param joinedAt milliseconds since 1970; null for who has not joined
 */
export function amountFor(
  { qualification, amountOf }: Stretch,
  mark: TierMark,
  joinedAt: number | null,
): number {
  const isBefore = (mark.processedAt ?? mark.at) < (joinedAt ?? Infinity);
  return qualification.window.kind === 'since_joining' && isBefore ? 0 : amountOf(mark);
}

/** The versions in the order in which they come into force. Asked for every member, so kept with the list of versions. */
export function stretchesOf(versions: readonly ProgramVersion[]): readonly Stretch[] {
  const known = cache.get(versions);
  if (known) return known;
  const stretches = readStretches(versions);
  cache.set(versions, stretches);
  return stretches;
}

const cache = new WeakMap<readonly ProgramVersion[], readonly Stretch[]>();

function readStretches(versions: readonly ProgramVersion[]): Stretch[] {
  const sorted = [...versions].sort(
    (a, b) => a.inForceFrom.getTime() - b.inForceFrom.getTime() || a.version - b.version,
  );
  const stretches: Stretch[] = [];
  for (const { version, inForceFrom, program } of sorted) {
    const from = inForceFrom.getTime();
    // Of two that begin at the same time the older one is never in force.
    if (stretches.at(-1)?.from === from) stretches.pop();
    const before = stretches.at(-1);
    const { tiers: ladder, qualification } = program;
    const opened = { from, version, ladder, qualification, froms: ladder.map((tier) => tier.from) };
    const continues = before !== undefined && standsOn(before, opened);
    stretches.push({ ...opened, continues, amountOf: AMOUNTS[qualification.measure] });
  }
  return stretches;
}

function standsOn(
  before: Pick<Stretch, 'ladder' | 'qualification'>,
  after: Pick<Stretch, 'ladder' | 'qualification'>,
): boolean {
  return standOf(before) === standOf(after);
}

function standOf({ ladder, qualification }: Pick<Stretch, 'ladder' | 'qualification'>): string {
  const { measure, window } = qualification;
  return JSON.stringify([
    measure,
    window.kind,
    window.kind === 'rolling' ? window.days : null,
    ladder.map(({ key, from }) => [key, from]),
  ]);
}

const AMOUNTS: Readonly<Record<Qualification['measure'], (mark: TierMark) => number>> = {
  points: ({ points }) => points,
  spend: ({ counted }) => counted,
  orders: ({ kind, counted, points, orders = 1 }) =>
    kind === 'order' && (counted > 0 || points > 0) ? orders : 0,
  referrals: ({ kind }) => (kind === 'referral' ? 1 : 0),
  by_hand: () => 0,
};
