import { z } from 'zod';

import { PLAIN } from './plain.ts';
import { type ProgramProblem, problemsOf } from './program-problems.ts';
import { Program } from './program.ts';

/** The first format: one rule and no choices besides. */
const FormatOne = z.object({
  format: z.literal(1),
  name: z.string().nullable(),
  earning: z.object({ order: z.object({ pointsPerUnit: z.number().int() }) }),
});

/** The second format: orders, dates and tiers by points alone. What it says is checked as a part of the newest. */
const FormatTwo = z.looseObject({
  format: z.literal(2),
  earning: z.looseObject({ order: z.looseObject({}) }),
  redemption: z.looseObject({}),
  tiers: z.array(z.looseObject({})),
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
  return fromTwoToThree(fromOneToTwo(document));
}

function fromOneToTwo(document: unknown): unknown {
  const old = FormatOne.safeParse(document);
  if (!old.success) return document;
  const { order, maturity, expiry } = PLAIN.earning;
  const { lines, members, limits, ...former } = order;
  const points = old.data.earning.order.pointsPerUnit;
  return {
    format: 2,
    name: old.data.name,
    enrolment: PLAIN.enrolment,
    earning: {
      order: { ...former, earns: { kind: 'per_amount', points, amount: 1 } },
      maturity,
      expiry,
    },
    refunds: PLAIN.refunds,
    redemption: { graceDays: PLAIN.redemption.graceDays },
    tiers: [],
  };
}

function fromTwoToThree(document: unknown): unknown {
  const old = FormatTwo.safeParse(document);
  if (!old.success) return document;
  const { earning, redemption, tiers, ...rest } = old.data;

  const { lines, members, limits } = PLAIN.earning.order;
  const { bonuses, combining, actions, challenges, expiryWarnings } = PLAIN.earning;
  const added = { bonuses, combining, actions, challenges, expiryWarnings };
  return {
    ...rest,
    format: 3,
    earning: { ...added, ...earning, order: { lines, members, limits, ...earning.order } },
    redemption: { afterReturn: PLAIN.redemption.afterReturn, ...redemption },
    rewards: PLAIN.rewards,
    qualification: PLAIN.qualification,
    tiers: tiers.map((tier) => ({ entry: null, perks: [], ...tier })),
  };
}
