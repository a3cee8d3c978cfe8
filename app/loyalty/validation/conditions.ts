import type { OrderRule } from '../program/earning-rules.ts';
import type { Limits, MemberConditions, OrderConditions, Window } from '../program/parts.ts';
import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import type { z } from 'zod';
import { channelsOverlap, sameWord, tiersOverlap } from './overlap.ts';

/** Conditions on members that nobody can meet. */
export function problemsOfMembers(path: string, { tags }: MemberConditions): ProgramProblem[] {
  const barred = new Set(tags.none.map(sameWord));
  const both = tags.any.filter((tag) => barred.has(sameWord(tag)));
  const [tag] = both;
  if (tag === undefined) return [];
  if (both.length === tags.any.length) return [errorAt(`${path}.tags`, 'tags_contradict', { tag })];
  return [warningAt(`${path}.tags`, 'tag_barred_too', { tag })];
}

/** Conditions on orders under which the base rule gives nothing, and so nothing else does. */
export function problemsOfOrderConditions(
  path: string,
  conditions: OrderConditions,
  base: OrderRule,
): ProgramProblem[] {
  const problems = problemsOfMembers(`${path}.members`, conditions.members);
  if (!tiersOverlap(conditions.members.tiers, base.members.tiers)) {
    problems.push(errorAt(`${path}.members.tiers`, 'never_for_base_members'));
  }
  if (!channelsOverlap(conditions.channels, base.channels)) {
    problems.push(errorAt(`${path}.channels`, 'never_in_base_channels'));
  }
  if (conditions.minimum > 0 && conditions.minimum <= base.minimum) {
    problems.push(warningAt(`${path}.minimum`, 'minimum_says_nothing'));
  }
  return problems;
}

/** @param moment from which the program is to be in force; null where that is not known */
export function problemsOfWindow(
  path: string,
  { until }: Window,
  moment: Date | null,
): ProgramProblem[] {
  if (until === null || moment === null || Date.parse(until) > moment.getTime()) return [];
  return [warningAt(`${path}.until`, 'window_over', { until })];
}

/**
 * Limits that cut off what is given at any time, or that speak twice of one period.
 * @param gift the points that are given at once; null where they depend on the order
 */
export function problemsOfLimits(
  path: string,
  limits: z.infer<typeof Limits>,
  gift: number | null,
): ProgramProblem[] {
  return limits.flatMap(({ per, points }, index) => {
    const problems: ProgramProblem[] = [];
    if (gift !== null && points !== null && points < gift) {
      problems.push(
        warningAt(`${path}.${index}.points`, 'limit_below_gift', { limit: points, points: gift }),
      );
    }
    if (limits.findIndex((other) => other.per === per) < index) {
      problems.push(warningAt(`${path}.${index}.per`, 'limit_period_twice', { per }));
    }
    return problems;
  });
}

/** Of the base rule itself. */
export function problemsOfBaseRule({ earning }: Program): ProgramProblem[] {
  return [
    ...problemsOfMembers('earning.order.members', earning.order.members),
    ...problemsOfLimits('earning.order.limits', earning.order.limits, null),
  ];
}
