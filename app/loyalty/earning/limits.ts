import type { Limit } from '../program/parts.ts';

import type { Before } from '../history/before.ts';
import type { ReachedLimit } from '../receipts/not-given.ts';

/** What a rule may still give a member. */
export interface Room {
  /** Points; `Infinity` where nothing limits them. */
  readonly points: number;
  /** The limit that is the nearest; null where there is none. */
  readonly limit: ReachedLimit | null;
}

/** What a rule may still give for a fact, by all its limits; of several that leave the same the one that lasts longest. */
export function roomIn(limits: readonly Limit[], rule: string, before: Before): Room {
  let room: Room = { points: Infinity, limit: null };
  for (const limit of limits) {
    const given = before.given(rule, limit.per);
    const hasTimes = limit.times === null || given.times < limit.times;
    const left = limit.points === null ? Infinity : Math.max(0, limit.points - given.points);
    const points = hasTimes ? left : 0;
    if (points > room.points || points === Infinity) continue;
    const until = before.endOf(limit.per);
    if (points === room.points && isSooner(until, room.limit)) continue;
    const iso = until === null ? null : new Date(until).toISOString();
    room = { points, limit: { per: limit.per, until: iso } };
  }
  return room;
}

function isSooner(until: number | null, limit: ReachedLimit | null): boolean {
  if (until === null || limit === null) return false;
  return limit.until === null || until <= Date.parse(limit.until);
}
