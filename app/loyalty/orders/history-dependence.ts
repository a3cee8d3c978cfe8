import { historyMatters } from './history-matters.ts';
import { type Program, type ProgramVersion } from '../program/program.ts';

/** Whether the judgements of any of a shop's versions depend on histories. */
export function needsHistory(versions: readonly ProgramVersion[]): boolean {
  return versions.some(({ program }) => historyMatters(program));
}

/** Whether the member's tier is all that a judgement asks of what lies before. */
export function asksForTierAlone(program: Program): boolean {
  const { order, bonuses, challenges } = program.earning;
  return (
    order.limits.length + challenges.length === 0 &&
    bonuses.every(({ limits, conditions }) => limits.length === 0 && conditions.orders === 'all')
  );
}
