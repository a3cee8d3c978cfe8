import { z } from 'zod';

const id = z.string().regex(/^[1-9]\d*$/, 'must be an id of digits');
const minor = z.int().nonnegative();
const moment = z.iso.datetime({ offset: true });

/** Where the clock is to go: to a moment, or ahead by some milliseconds. */
export const ClockChange = z.union([
  z.strictObject({ set: moment }),
  z.strictObject({ advanceMs: z.int() }),
]);

const AddressBody = z.strictObject({
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
