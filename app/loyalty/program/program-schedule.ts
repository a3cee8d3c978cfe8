import { DAYS_MAX } from './parts.ts';
import { type VersionStart, versionInForce } from './program.ts';

/** Most versions of a shop that are waiting for their time. */
export const SCHEDULED_MAX = 50;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A version in the schedule of its shop's program. */
export interface VersionInSchedule extends VersionStart {
  /** Whether anybody was told that it began. */
  readonly isAnnounced: boolean;
  readonly isWithdrawn: boolean;
}

export type VersionState = 'in_force' | 'scheduled' | 'superseded' | 'withdrawn';

/**
 * Whether a version has begun at a moment. What has begun stays begun, also when the clock is set back afterwards:
 * people were told, and orders were judged by it.
 */
export function hasBegun(version: VersionInSchedule, moment: Date): boolean {
  return version.isAnnounced || version.inForceFrom.getTime() <= moment.getTime();
}

/** The state of each version at a moment, by its number. */
export function statesAt(
  versions: readonly VersionInSchedule[],
  moment: Date,
): Map<number, VersionState> {
  const begun = begunBy(versions, moment);
  const inForce = versionInForce(begun, earliestStart(versions, moment));
  return new Map(
    versions.map((version) => [version.version, stateOf(version, inForce?.version, moment)]),
  );
}

function stateOf(
  version: VersionInSchedule,
  inForce: number | undefined,
  moment: Date,
): VersionState {
  if (version.isWithdrawn) return 'withdrawn';
  if (!hasBegun(version, moment)) return 'scheduled';
  return version.version === inForce ? 'in_force' : 'superseded';
}

/**
 * The earliest time from which a version that is published at a moment can be in force: the moment, but not before the
 * newest version that has begun. Where the clock was set back, that one lies ahead of it; a version from before would
 * be superseded by the older one when its time comes again.
 */
export function earliestStart(versions: readonly VersionInSchedule[], moment: Date): Date {
  const starts = begunBy(versions, moment).map((version) => version.inForceFrom.getTime());
  return new Date(Math.max(moment.getTime(), ...starts));
}

/** From when a version is to be in force, or why it cannot be. */
export type PlannedStart =
  | { readonly outcome: 'planned'; readonly inForceFrom: Date }
  /** `earliest` is the first time that could be chosen. */
  | { readonly outcome: 'in_the_past'; readonly earliest: Date }
  | { readonly outcome: 'too_far_ahead'; readonly latest: Date }
  | { readonly outcome: 'too_many_scheduled'; readonly scheduledMax: number };

/**
 * Decides from when a new version is in force.
 * @param versions all of the shop's
 * @param begins the time that was chosen
 */
export function planStart(
  versions: readonly VersionInSchedule[],
  begins: Date | 'now',
  now: Date,
): PlannedStart {
  const earliest = earliestStart(versions, now);
  if (begins === 'now') return { outcome: 'planned', inForceFrom: earliest };
  const latest = new Date(now.getTime() + DAYS_MAX * DAY_MS);
  // Put so that no date at all is refused too.
  if (!(begins.getTime() >= earliest.getTime())) return { outcome: 'in_the_past', earliest };
  if (begins.getTime() > latest.getTime()) return { outcome: 'too_far_ahead', latest };
  const waiting = versions.filter((version) => !version.isWithdrawn && !hasBegun(version, now));
  if (waiting.length >= SCHEDULED_MAX) {
    return { outcome: 'too_many_scheduled', scheduledMax: SCHEDULED_MAX };
  }
  return { outcome: 'planned', inForceFrom: begins };
}

function begunBy(versions: readonly VersionInSchedule[], moment: Date): VersionInSchedule[] {
  return versions.filter((version) => !version.isWithdrawn && hasBegun(version, moment));
}
