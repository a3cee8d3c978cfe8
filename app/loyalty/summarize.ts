import type { Program } from './program.ts';
import type { MemberSummary, ProgramFace } from './summary.ts';

/** A member's balances, in points. */
export interface Standing {
  readonly available: number;
  readonly pending: number;
  readonly owed: number;
  readonly earned: number;
  readonly joinedAt: Date;
}

/** The summary that the storefront renders. */
export function summarizeMember(standing: Standing): MemberSummary {
  return {
    v: 1,
    points: standing.available,
    pending: standing.pending,
    owed: standing.owed,
    earned: standing.earned,
    since: standing.joinedAt.toISOString().slice(0, 10),
  };
}

/**
 * The program's public face that the storefront renders.
 * @param currency the shop's, ISO 4217
 */
export function faceOfProgram(program: Program, currency: string): ProgramFace {
  return {
    v: 1,
    name: program.name,
    pointsPerUnit: program.earning.order.pointsPerUnit,
    currency,
  };
}
