import type { Qualification } from '../program/qualification.ts';

export type Demotion = Qualification['demotion'];

/**
 * Follows one member along one ladder by one kind of window. Time only goes forward: what is added or asked is never
 * earlier than what was added or asked before. Times are milliseconds since 1970.
 */
export interface Qualifier {
  /** The rung that she stands on, 0 the lowest. */
  readonly rank: number;
  /** When her next assessment takes place; `Infinity` where she has nothing to lose. */
  readonly dueAt: number;
  /** Counts what a fact brought, in the ladder's measure; what it reaches is reached at once. */
  add(at: number, amount: number): void;
  /** Carries out the assessment that is due. */
  assess(at: number): void;
  /**
   * Lifts her to a rung that she has not reached herself, until her next assessment.
   * @param until when she loses it where the window knows no assessments
   */
  hold(rank: number, at: number, until: number): void;
  /** The rules of losing a tier are others from now on. */
  changeDemotion(demotion: Demotion): void;
  /** What counts in the window at a moment, in the ladder's measure. */
  measured(at: number): number;
  /** What of it will still count at the next assessment. */
  lasting(at: number): number;
}

/**
 * The rung that so much reaches, looked for from another one on.
 * @param froms what each rung asks for, ascending
 */
export function rankReached(froms: readonly number[], measured: number, near: number): number {
  let rank = near;
  while ((froms[rank + 1] ?? Infinity) <= measured) rank += 1;
  while (rank > 0 && (froms[rank] ?? Infinity) > measured) rank -= 1;
  return rank;
}

/** Where an assessment that was not passed leads to. */
export function rankAfter(demotion: Demotion, rank: number, reached: number): number {
  return demotion.to === 'one_step' ? Math.max(rank - 1, reached) : reached;
}
