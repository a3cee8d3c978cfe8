import { z } from 'zod';

import { WEBHOOKS_FOLLOW_AFTER_MS_MAX } from '../auth/client-secrets.ts';
import { TOKEN_FAULTS } from '../auth/tokens.ts';
import { NO_FAULTS } from '../webhooks/delivery-faults.ts';

const moment = z.iso.datetime({ offset: true });

/** Where the clock is to go: to a moment, or ahead by some milliseconds. */
export const ClockChange = z.union([
  z.strictObject({ set: moment }),
  z.strictObject({ advanceMs: z.int() }),
]);

const percent = z.number().min(0).max(100);
const seed = z
  .int()
  .min(0)
  .max(2 ** 31);

/** See `DeliveryFaults` in `sandbox/webhooks/delivery-faults.ts`; what is not named does not happen. */
export const DeliveryFaultsBody = z.strictObject({
  lostPercent: percent.default(0),
  repeatedPercent: percent.default(0),
  duplicatedPercent: percent.default(0),
  delayedPercent: percent.default(0),
  delayMs: z.int().positive().default(NO_FAULTS.delayMs),
  reorderedPercent: percent.default(0),
  topics: z.array(z.string().min(1)).default([]),
  seed: seed.default(NO_FAULTS.seed),
});

/** See `ApiFaults` in `sandbox/store/api-fault-types.ts`. */
export const ApiFaultsBody = z
  .strictObject({
    throttledPercent: percent.default(0),
    unavailablePercent: percent.default(0),
    timedOutPercent: percent.default(0),
    seed: seed.default(1),
  })
  .refine(
    ({ throttledPercent, unavailablePercent, timedOutPercent }) =>
      throttledPercent + unavailablePercent + timedOutPercent <= 100,
    'The shares come to more than 100 %.',
  );

/** See `PlannedApiFault` in `sandbox/store/api-fault-types.ts`. */
export const PlannedApiFaultsBody = z.array(
  z
    .strictObject({
      operation: z.string().regex(/^[a-zA-Z]+$/),
      fault: z.enum(['user_error', 'throttled', 'unavailable', 'timed_out', 'nonsense']),
      calls: z.int().positive().default(1),
      userError: z
        .strictObject({
          field: z.array(z.string()).nullable().default(null),
          message: z.string().min(1),
          code: z.string().nullable().default(null),
        })
        .nullable()
        .default(null),
    })
    .refine(({ fault, userError }) => (fault === 'user_error') === (userError !== null), {
      message: 'A user_error, and nothing else, has a userError.',
    }),
);

export const RotationBody = z.strictObject({
  webhooksFollowAfterMs: z
    .int()
    .min(0)
    .max(WEBHOOKS_FOLLOW_AFTER_MS_MAX)
    .default(WEBHOOKS_FOLLOW_AFTER_MS_MAX),
});

export const TokenFaultBody = z.strictObject({ fault: z.enum(TOKEN_FAULTS) });

export const TimezoneBody = z.strictObject({ timezone: z.string() });

export const ScopesBody = z.strictObject({ granted: z.array(z.string().regex(/^[a-z_]+$/)) });
