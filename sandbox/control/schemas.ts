import { z } from 'zod';

import { WEBHOOKS_FOLLOW_AFTER_MS_MAX } from '../auth/client-secrets.ts';
import { TOKEN_FAULTS } from '../auth/tokens.ts';
import { NO_FAULTS } from '../webhooks/delivery-faults.ts';

/** An id as the store keeps it. */
export const id = z.string().regex(/^[1-9]\d*$/, 'must be an id of digits');
const minor = z.int().nonnegative();
const moment = z.iso.datetime({ offset: true });

/** Where the clock is to go: to a moment, or ahead by some milliseconds. */
export const ClockChange = z.union([
  z.strictObject({ set: moment }),
  z.strictObject({ advanceMs: z.int() }),
]);

/** See `Address` in `sandbox/store/types.ts`. */
export const AddressBody = z.strictObject({
  firstName: z.string(),
  lastName: z.string(),
  address1: z.string(),
  zip: z.string(),
  city: z.string(),
  countryCode: z.string().length(2),
  country: z.string(),
  phone: z.string().nullable(),
});

/** See `NewOrder` in `sandbox/world.ts`. */
export const NewOrderBody = z.strictObject({
  customerId: id.nullable().default(null),
  email: z.email().nullable().default(null),
  phone: z.string().nullable().default(null),
  locale: z.string().min(2).default('en'),
  lines: z
    .array(
      z.strictObject({ variantId: id, quantity: z.int().positive(), discount: minor.default(0) }),
    )
    .min(1),
  discountCodes: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        amount: minor,
        type: z.enum(['fixed_amount', 'percentage', 'shipping']),
      }),
    )
    .default([]),
  noteAttributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
  landingSite: z.string().nullable().default(null),
  sourceName: z.string().min(1).default('web'),
  address: AddressBody.nullable().default(null),
  payment: z.enum(['paid', 'pending']).default('paid'),
  test: z.boolean().default(false),
});

/** A refund of the order that the path names. */
export const RefundBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: id,
        quantity: z.int().positive(),
        restock: z.boolean().default(true),
      }),
    )
    .default([]),
  shipping: minor.default(0),
  amountWithoutLines: minor.default(0),
  note: z.string().nullable().default(null),
});

/** Reasons of `OrderCancelReason`, as bodies write them. */
export const CancelBody = z.strictObject({
  reason: z.enum(['customer', 'declined', 'fraud', 'inventory', 'other', 'staff']).default('other'),
  refund: z.boolean().default(true),
});

/** See `EditedOrder` in `sandbox/world.ts`. */
export const EditBody = z.strictObject({
  add: z.array(z.strictObject({ variantId: id, quantity: z.int().positive() })).default([]),
  remove: z.array(z.strictObject({ lineId: id, quantity: z.int().positive() })).default([]),
  refund: z.boolean().default(true),
  restock: z.boolean().default(true),
  staffNote: z.string().default(''),
});

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

/** See `ApiFaults` in `sandbox/store/types.ts`. */
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

export const RotationBody = z.strictObject({
  webhooksFollowAfterMs: z
    .int()
    .min(0)
    .max(WEBHOOKS_FOLLOW_AFTER_MS_MAX)
    .default(WEBHOOKS_FOLLOW_AFTER_MS_MAX),
});

export const TokenFaultBody = z.strictObject({ fault: z.enum(TOKEN_FAULTS) });

export const ScopesBody = z.strictObject({ granted: z.array(z.string().regex(/^[a-z_]+$/)) });
