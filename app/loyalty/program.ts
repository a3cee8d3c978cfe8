import { z } from 'zod';

/**
 * The program: one typed document in immutable versions. Everything the merchant promises stands here, and
 * the engine knows nothing else.
 */
export const Program = z.object({
  /** Format of the document. */
  format: z.literal(1),
  /** The shop's own name for its program; null means the default name in the reader's language. */
  name: z.string().trim().min(1).max(60).nullable(),
  earning: z.object({
    /** What an order is worth: points for each whole unit of the shop's currency of what counts, rounded down per order. */
    order: z.object({
      rule: z.literal('order_subtotal'),
      pointsPerUnit: z.number().int().min(1).max(1_000),
    }),
  }),
});

export type Program = z.infer<typeof Program>;

/** A published version of the program and the time from which facts are judged by it. */
export interface ProgramVersion {
  readonly version: number;
  readonly inForceFrom: Date;
  readonly program: Program;
}

/** The program that a new shop starts with: one point per whole unit of currency of an order's subtotal. */
export function firstProgram(): Program {
  return {
    format: 1,
    name: null,
    earning: { order: { rule: 'order_subtotal', pointsPerUnit: 1 } },
  };
}

/**
 * The version in force at a moment: the newest of those that had begun by then.
 * @param versions in any order
 * @returns undefined before the first version
 */
export function versionInForce(
  versions: readonly ProgramVersion[],
  moment: Date,
): ProgramVersion | undefined {
  return versions
    .filter((version) => version.inForceFrom.getTime() <= moment.getTime())
    .reduce<ProgramVersion | undefined>(
      (newest, version) => (newest && newest.version > version.version ? newest : version),
      undefined,
    );
}
