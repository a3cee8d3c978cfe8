import type { Challenge } from '../program/challenge.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';

import type { ChallengeMark } from '../orders/mark.ts';

type Goal = Challenge['goal'];

/**
 * What the goal of a challenge was when a fact was judged.
 * @param at when the fact happened; milliseconds since 1970
 * @returns undefined where the version in force then had no such challenge
 */
export function goalThen(
  versions: readonly ProgramVersion[],
  key: string,
  at: number,
): Goal | undefined {
  const version = versionInForce(versions, new Date(at));
  return version?.program.earning.challenges.find((each) => each.key === key)?.goal;
}

/**
 * A step that was taken towards the goal of its time, as one towards the goal of another version. Units, orders and money
 * are not of one kind: a hundred euros towards "spend 200" are no ten thousand pieces of a punch card. Groups stay what
 * they are where the list has others, or another order.
 * @returns null where it is none
 */
export function stepTowards(goal: Goal, then: Goal, step: ChallengeMark): ChallengeMark | null {
  if (goal === then) return step;
  if (goal.kind !== then.kind) return null;
  if (goal.kind !== 'variety' || then.kind !== 'variety') return step;
  const now = goal.groups.map((group) => JSON.stringify(group));
  const places = then.groups.map((group) => now.indexOf(JSON.stringify(group)));
  const placed = (groups: readonly number[]) =>
    groups.flatMap((group) => {
      const place = places[group] ?? -1;
      return place === -1 ? [] : [place];
    });
  return { ...step, groups: placed(step.groups), over: placed(step.over) };
}
