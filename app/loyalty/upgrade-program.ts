import { z } from 'zod';

import { PRESETS } from './presets.ts';
import { type ProgramProblem, problemsOf } from './program-problems.ts';
import { Program } from './program.ts';

/** The first format: one rule and no choices besides. */
const FormatOne = z.object({
  format: z.literal(1),
  name: z.string().nullable(),
  earning: z.object({ order: z.object({ pointsPerUnit: z.number().int() }) }),
});

/**
 * Reads a stored program of any format. Versions are immutable, so old ones stay as they were written and are
 * understood for ever; what they had no word for is as the first preset has it, which is how they were carried out.
 * @throws ZodError for what is no program
 */
export function readProgram(document: unknown): Program {
  return Program.parse(upgrade(document));
}

/** What a document says, or what is wrong with it. */
export type ParsedProgram =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

/** Reads a document of any format that somebody has written and nobody has checked. */
export function parseProgram(document: unknown): ParsedProgram {
  const current = upgrade(document);
  const parsed = Program.safeParse(current);
  if (parsed.success) return { ok: true, program: parsed.data };
  return { ok: false, problems: problemsOf(parsed.error, current) };
}

/** The same document in the newest format; what is in no older one stays as it is. */
function upgrade(document: unknown): unknown {
  const old = FormatOne.safeParse(document);
  if (!old.success) return document;
  const { order } = PRESETS.plain.earning;
  const points = old.data.earning.order.pointsPerUnit;
  return {
    ...PRESETS.plain,
    name: old.data.name,
    tiers: [],
    earning: {
      ...PRESETS.plain.earning,
      order: { ...order, earns: { kind: 'per_amount', points, amount: 1 } },
    },
  };
}
