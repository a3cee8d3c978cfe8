import type { Bonus } from '../program/bonus.ts';
import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { problemsOfLimits, problemsOfOrderConditions, problemsOfWindow } from './conditions.ts';
import { neverShareLines, windowsOverlap } from './overlap.ts';

/** Bonuses that never give anything, or that give the same twice. */
export function problemsOfBonuses({ earning }: Program, moment: Date | null): ProgramProblem[] {
  const { bonuses, order } = earning;
  return bonuses.flatMap((bonus, index) => {
    const path = `earning.bonuses.${index}`;
    const { gives, conditions, limits } = bonus;
    const gift = gives.kind === 'multiple' ? null : gives.points;
    const problems = [
      ...problemsOfWindow(`${path}.window`, bonus.window, moment),
      ...problemsOfOrderConditions(`${path}.conditions`, conditions, order),
      ...problemsOfLimits(`${path}.limits`, limits, gift),
    ];
    if (neverShareLines(bonus.lines, order.lines)) {
      problems.push(errorAt(`${path}.lines`, 'lines_never_earn'));
    }
    if (gives.kind === 'multiple' && gives.percent === 100) {
      problems.push(warningAt(`${path}.gives.percent`, 'multiple_of_one'));
    }
    const twin = bonuses.slice(0, index).find((other) => areTwins(other, bonus));
    if (twin) problems.push(warningAt(path, 'bonus_twice', { other: twin.name ?? twin.key }));
    return problems;
  });
}

/** Whether both give in the same way for the same orders: either the merchant means it, or one was forgotten. */
function areTwins(a: Bonus, b: Bonus): boolean {
  const scopeOf = ({ conditions, lines, gives }: Bonus) =>
    JSON.stringify([conditions, lines, gives.kind]);
  return windowsOverlap(a.window, b.window) && scopeOf(a) === scopeOf(b);
}
