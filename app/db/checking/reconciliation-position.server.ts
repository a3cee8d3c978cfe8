import { z } from 'zod';

const Cursor = z.string().nullable();
const LastId = z.string();

/** Where a run goes on: the part of it that it is at, and how far it has come there. */
export const ReconciliationPosition = z.discriminatedUnion('step', [
  /** Shopify writes all orders into a file, or has written it. */
  z.object({
    step: z.literal('file'),
    operationId: z.string().nullable(),
    /** How often it was asked to. */
    starts: z.number().int(),
    /** Orders of the file, from its beginning, that are settled. */
    handled: z.number().int(),
  }),
  z.object({ step: z.literal('orders'), after: Cursor }),
  z.object({ step: z.literal('customers'), after: Cursor }),
  z.object({ step: z.literal('claims'), after: LastId }),
  z.object({ step: z.literal('missing_orders'), after: LastId }),
  z.object({ step: z.literal('missing_customers'), after: LastId }),
  z.object({ step: z.literal('end') }),
]);

export type ReconciliationPosition = z.infer<typeof ReconciliationPosition>;

/** The position of a run that is at a certain part. */
export type PositionAt<Step extends ReconciliationPosition['step']> = Extract<
  ReconciliationPosition,
  { readonly step: Step }
>;
