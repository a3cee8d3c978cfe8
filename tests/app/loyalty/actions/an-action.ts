import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Program } from '#app/loyalty/program/program.ts';

/** A rule by which staff give ten points, for everybody and without limits, but for what is given. */
export function actionRule(change: Partial<ActionRule> = {}): ActionRule {
  return {
    key: 'refill',
    name: null,
    occasion: { kind: 'staff' },
    points: 10,
    window: { from: null, until: null },
    conditions: { tiers: 'all', tags: { any: [], none: [] } },
    limits: [],
    ...change,
  };
}

/** The first program with these rules for actions. */
export function programWith(...actions: readonly ActionRule[]): Program {
  const program = firstProgram();
  return { ...program, earning: { ...program.earning, actions: [...actions] } };
}
