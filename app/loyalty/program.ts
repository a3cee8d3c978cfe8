import { z } from 'zod';

import { EarningRules } from './earning-rules.ts';
import { Ladder } from './ladder.ts';

/** Most days that any period of a program may have: ten years. */
const DAYS_MAX = 3_660;

/** Who becomes a member by buying. */
export const Enrolment = z.object({
  /**
   * `every_buyer`: whoever is identified. `account_holders`: whose e-mail or phone is verified. `who_joins`: nobody by
   * buying; people join by themselves.
   */
  who: z.enum(['every_buyer', 'account_holders', 'who_joins']),
  /** How many days after it was placed an order without a member can be claimed. */
  claimDays: z.number().int().min(0).max(DAYS_MAX),
});

/**
 * The program: one typed document in immutable versions. Everything the merchant promises stands here, and
 * the engine knows nothing else. Published as JSON Schema by `jsonSchemaOfProgram`.
 */
export const Program = z.strictObject({
  /** Format of the document. */
  format: z.literal(2),
  /** The shop's own name for its program; null means the default name in the reader's language. */
  name: z.string().trim().min(1).max(60).nullable(),
  enrolment: Enrolment,
  earning: EarningRules,
  refunds: z.object({
    /** What becomes of points that are to be taken back and are not there any more. */
    beyondBalance: z.enum(['owed', 'forgiven']),
  }),
  redemption: z.object({
    /** How many days points that a redemption gives back can still be spent where they expired meanwhile. */
    graceDays: z.number().int().min(0).max(DAYS_MAX),
  }),
  tiers: Ladder,
});

export type Program = z.infer<typeof Program>;

/** A published version of the program and the time from which facts are judged by it. */
export interface ProgramVersion {
  readonly version: number;
  readonly inForceFrom: Date;
  readonly program: Program;
}

/**
 * The version in force at a moment: the one that began last. Of two that begin at the same time the newer one.
 * A version that was scheduled begins at its time also when another was published in between.
 * @param versions in any order, without those that were withdrawn
 * @returns undefined before the first version
 */
export function versionInForce(
  versions: readonly ProgramVersion[],
  moment: Date,
): ProgramVersion | undefined {
  let latest: ProgramVersion | undefined;
  for (const version of versions) {
    if (version.inForceFrom.getTime() > moment.getTime()) continue;
    if (!latest || beginsAfter(version, latest)) latest = version;
  }
  return latest;
}

function beginsAfter(a: ProgramVersion, b: ProgramVersion): boolean {
  const difference = a.inForceFrom.getTime() - b.inForceFrom.getTime();
  return difference > 0 || (difference === 0 && a.version > b.version);
}

/** The program's JSON Schema, for editors and for whoever writes a program by hand. */
export function jsonSchemaOfProgram(): object {
  return z.toJSONSchema(Program, { target: 'draft-2020-12', io: 'input' });
}
