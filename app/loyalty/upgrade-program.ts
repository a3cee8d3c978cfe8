import { z } from 'zod';

import { PRESETS } from './presets.ts';
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
  const old = FormatOne.safeParse(document);
  if (!old.success) return Program.parse(document);
  const { order } = PRESETS.plain.earning;
  const points = old.data.earning.order.pointsPerUnit;
  return Program.parse({
    ...PRESETS.plain,
    name: old.data.name,
    tiers: [],
    earning: {
      ...PRESETS.plain.earning,
      order: { ...order, earns: { kind: 'per_amount', points, amount: 1 } },
    },
  });
}
