import { z } from 'zod';

import { EarningRules } from './earning-rules.ts';
import { Ladder } from './ladder.ts';
import { DaysOrNone } from './parts.ts';
import { Qualification } from './qualification.ts';
import { Rewards } from './reward.ts';

/** Who becomes a member by buying. */
export const Enrolment = z.strictObject({
  /**
   * `every_buyer`: whoever is identified. `account_holders`: whose e-mail or phone is verified. `who_joins`: nobody by
   * buying; people join by themselves.
   */
  who: z.enum(['every_buyer', 'account_holders', 'who_joins']),
  /** How many days after it was placed an order without a member can be claimed. */
  claimDays: DaysOrNone,
});

/**
 * The program: one typed document in immutable versions. Everything the merchant promises stands here, and
 * the engine knows nothing else. A field that it has no word for is refused, for whoever wrote it believes it to be
 * promised. Published as JSON Schema by `jsonSchemaOfProgram`.
 */
export const Program = z.strictObject({
  /** Format of the document. */
  format: z.literal(3),
  /** The shop's own name for its program; null means the default name in the reader's language. */
  name: z.string().trim().min(1).max(60).nullable(),
  enrolment: Enrolment,
  earning: EarningRules,
  refunds: z.strictObject({
    /** What becomes of points that are to be taken back and are not there any more. */
    beyondBalance: z.enum(['owed', 'forgiven']),
  }),
  redemption: z.strictObject({
    /** How many days points that a redemption gives back can still be spent where they expired meanwhile. */
    graceDays: DaysOrNone,
    /** What becomes of the points of a reward whose order was cancelled, or refunded as a whole. */
    afterReturn: z.enum(['given_back', 'kept']),
  }),
  rewards: Rewards,
  qualification: Qualification,
  tiers: Ladder,
});

export type Program = z.infer<typeof Program>;

/** Where a version stands among the others. */
export interface VersionStart {
  readonly version: number;
  readonly inForceFrom: Date;
}

/** A published version of the program and the time from which facts are judged by it. */
export interface ProgramVersion extends VersionStart {
  readonly program: Program;
}

/**
 * The version in force at a moment: the one that began last. Of two that begin at the same time the newer one.
 * A version that was scheduled begins at its time also when another was published in between.
 * @param versions in any order, without those that were withdrawn
 * @returns undefined before the first version
 */
export function versionInForce<Version extends VersionStart>(
  versions: readonly Version[],
  moment: Date,
): Version | undefined {
  let latest: Version | undefined;
  for (const version of versions) {
    if (version.inForceFrom.getTime() > moment.getTime()) continue;
    if (!latest || beginsAfter(version, latest)) latest = version;
  }
  return latest;
}

function beginsAfter(a: VersionStart, b: VersionStart): boolean {
  const difference = a.inForceFrom.getTime() - b.inForceFrom.getTime();
  return difference > 0 || (difference === 0 && a.version > b.version);
}

/** The program's JSON Schema, for editors and for whoever writes a program by hand. */
export function jsonSchemaOfProgram(): object {
  return z.toJSONSchema(Program, { target: 'draft-2020-12', io: 'input' });
}
