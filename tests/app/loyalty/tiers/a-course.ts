import type { Tier } from '#app/loyalty/program/ladder.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { TierMark } from '#app/loyalty/tiers/stretches.ts';
import { TierCourse, type TieredMember } from '#app/loyalty/tiers/tier-course.ts';

import { programOf, versionOf } from '../a-program.ts';

/** A ladder by its keys and what each asks for. */
export function ladderOf(froms: Readonly<Record<string, number>>): Tier[] {
  return Object.entries(froms).map(([key, from]) => ({
    key,
    name: null,
    from,
    earningPercent: 100,
    entry: null,
    perks: [],
  }));
}

export const LADDER = ladderOf({ bronze: 0, silver: 100, gold: 300, platinum: 1_000 });

/** A version by how it qualifies. */
export function tiersBy(
  qualification: Partial<Omit<Qualification, 'demotion'>> & {
    demotion?: Partial<Qualification['demotion']>;
  },
  change: Partial<Omit<ProgramVersion, 'program'>> & { tiers?: Tier[] } = {},
): ProgramVersion {
  const { tiers = LADDER, ...version } = change;
  const demotion = {
    to: 'reached',
    graceDays: 0,
    warningDays: 0,
    ...qualification.demotion,
  } as const;
  const program = programOf({
    tiers,
    qualification: { measure: 'points', window: { kind: 'life' }, ...qualification, demotion },
  });
  return versionOf(program, { inForceFrom: new Date('2020-01-01T00:00:00Z'), ...version });
}

/** The course of a member, with times as ISO 8601. */
export function courseOf(
  versions: readonly ProgramVersion[],
  { timezone = 'UTC', ...member }: Partial<TieredMember> & { timezone?: string } = {},
): TierCourse {
  const joinedAt = Date.parse('2020-01-01T00:00:00Z');
  return new TierCourse(versions, { timezone }, { joinedAt, pins: [], floors: [], ...member });
}

/** An order that brought points and as many minor units. */
export function order(at: string, points: number): TierMark {
  return { at: Date.parse(at), kind: 'order', points, counted: points };
}

export function tierAt(course: TierCourse, at: string): string | null {
  return course.tierBefore(Date.parse(at))?.key ?? null;
}

/** Her moves, each as `2026-01-01 gold>silver assessed`. */
export function movesOf(course: TierCourse, until: string): string[] {
  course.tierBefore(Date.parse(until));
  return course
    .moves()
    .map(
      ({ at, from, to, reason }) =>
        `${new Date(at).toISOString().slice(0, 10)} ${from?.key ?? 'none'}>${to?.key ?? 'none'} ${reason}`,
    );
}
