import type { Challenge } from '../program/challenge.ts';
import type { Period } from '../program/parts.ts';
import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { problemsOfOrderConditions, problemsOfWindow } from './conditions.ts';

/** Challenges that nobody can win, or that say less than they seem to. */
export function problemsOfChallenges({ earning }: Program, moment: Date | null): ProgramProblem[] {
  return earning.challenges.flatMap((challenge, index) => {
    const path = `earning.challenges.${index}`;
    return [
      ...problemsOfWindow(`${path}.window`, challenge.window, moment),
      ...problemsOfOrderConditions(`${path}.conditions`, challenge.conditions, earning.order),
      ...problemsOfGoal(path, challenge),
    ];
  });
}

function problemsOfGoal(path: string, challenge: Challenge): ProgramProblem[] {
  const { goal, within, repeats, conditions } = challenge;
  const problems: ProgramProblem[] = [];
  if (repeats === 'once_a_period' && within === 'ever') {
    problems.push(warningAt(`${path}.repeats`, 'repeats_without_period'));
  }
  if (conditions.orders === 'first' && needsOrders(goal) > 1) {
    problems.push(errorAt(`${path}.conditions.orders`, 'first_order_comes_once'));
  }
  if (goal.kind === 'variety') {
    const groups = goal.groups.map((group) => JSON.stringify(group));
    if (goal.count > groups.length) {
      const detail = { count: goal.count, groups: groups.length };
      problems.push(errorAt(`${path}.goal.count`, 'count_exceeds_groups', detail));
    }
    groups.forEach((group, place) => {
      if (groups.indexOf(group) < place) {
        problems.push(warningAt(`${path}.goal.groups.${place}`, 'group_twice'));
      }
    });
  }
  if (goal.kind === 'streak' && within !== 'ever' && goal.count > PERIODS_IN[within][goal.period]) {
    const detail = { count: goal.count, most: PERIODS_IN[within][goal.period] };
    problems.push(errorAt(`${path}.goal.count`, 'streak_longer_than_period', detail));
  }
  return problems;
}

/** How many orders it takes at least; a challenge for a first order can ask for one alone. */
function needsOrders(goal: Challenge['goal']): number {
  return goal.kind === 'orders' || goal.kind === 'streak' ? goal.count : 1;
}

/** How many periods one of another length can touch at most: a month of 30 days that begins on a Sunday touches six weeks. */
const PERIODS_IN: Readonly<Record<Period, Readonly<Record<Period, number>>>> = {
  day: { day: 1, week: 1, month: 1, quarter: 1, year: 1 },
  week: { day: 7, week: 1, month: 2, quarter: 2, year: 2 },
  month: { day: 31, week: 6, month: 1, quarter: 1, year: 1 },
  quarter: { day: 92, week: 15, month: 3, quarter: 1, year: 1 },
  year: { day: 366, week: 54, month: 12, quarter: 4, year: 1 },
};
