import { z } from 'zod';

/** An id as the store keeps it. */
export const id = z.string().regex(/^[1-9]\d*$/, 'must be an id of digits');
const minor = z.int().nonnegative();
const quantity = z.int().positive();

const UnitsBody = z.strictObject({ lineId: id, quantity });

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

/** See `NewPayment` in `sandbox/world.ts`. */
export const PaymentBody = z.strictObject({
  amount: z.int().positive(),
  gateway: z.string().min(1).default('manual'),
  kind: z.enum(['sale', 'authorization']).default('sale'),
  status: z.enum(['success', 'pending', 'failure']).default('success'),
});

const CompanyBody = z.strictObject({
  id,
  name: z.string().min(1),
  locationId: id,
  locationName: z.string().min(1),
});

/** See `NewOrder` in `sandbox/world.ts`. */
export const NewOrderBody = z.strictObject({
  customerId: id.nullable().default(null),
  email: z.email().nullable().default(null),
  phone: z.string().nullable().default(null),
  locale: z.string().min(2).default('en'),
  lines: z
    .array(
      z.strictObject({
        variantId: id,
        quantity,
        discount: minor.default(0),
        sellingPlan: z.string().min(1).optional(),
      }),
    )
    .min(1),
  discountCodes: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        amount: minor.default(0),
        type: z.enum(['fixed_amount', 'percentage', 'shipping']).default('fixed_amount'),
      }),
    )
    .default([]),
  noteAttributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
  landingSite: z.string().nullable().default(null),
  sourceName: z.string().min(1).default('web'),
  address: AddressBody.nullable().default(null),
  payment: z.enum(['paid', 'pending', 'authorized']).default('paid'),
  payments: z.array(PaymentBody).default([]),
  test: z.boolean().default(false),
  tip: minor.default(0),
  duties: minor.default(0),
  taxesIncluded: z.boolean().optional(),
  company: CompanyBody.nullable().default(null),
});

/** A refund of the order that the path names. */
export const RefundBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: id,
        quantity,
        restock: z.boolean().default(true),
      }),
    )
    .default([]),
  shipping: minor.default(0),
  duties: minor.default(0),
  amountWithoutLines: minor.default(0),
  note: z.string().nullable().default(null),
  gateway: z.string().min(1).optional(),
  status: z.enum(['success', 'pending']).default('success'),
});

/** Reasons of `OrderCancelReason`, as bodies write them. */
export const CancelBody = z.strictObject({
  reason: z.enum(['customer', 'declined', 'fraud', 'inventory', 'other', 'staff']).default('other'),
  refund: z.boolean().default(true),
});

/** See `EditedOrder` in `sandbox/world.ts`. */
export const EditBody = z.strictObject({
  add: z.array(z.strictObject({ variantId: id, quantity })).default([]),
  remove: z.array(UnitsBody).default([]),
  refund: z.boolean().default(true),
  restock: z.boolean().default(true),
  staffNote: z.string().default(''),
});

/** How much of an authorization is captured; all of it unless told. */
export const CaptureBody = z.strictObject({ amount: z.int().positive().optional() });

/** What is shipped; everything that is left unless told. */
export const FulfillBody = z.strictObject({ lines: z.array(UnitsBody).min(1).optional() });

/** See `NewReturn` in `sandbox/world.ts`. */
export const ReturnBody = z.strictObject({
  lines: z.array(UnitsBody).min(1),
  requested: z.boolean().default(false),
});

export const CloseReturnBody = z.strictObject({
  refund: z.boolean().default(true),
  restock: z.boolean().default(true),
});

/** See `NewExchange` in `sandbox/world.ts`. */
export const ExchangeBody = z.strictObject({
  take: z.array(UnitsBody).min(1),
  give: z.array(z.strictObject({ variantId: id, quantity, discount: minor.default(0) })).min(1),
  settle: z.boolean().default(true),
  restock: z.boolean().default(true),
});

/** `DisputeType` of the Admin API. */
export const DisputeBody = z.strictObject({
  initiatedAs: z.enum(['CHARGEBACK', 'INQUIRY']).default('CHARGEBACK'),
});

/** `DisputeStatus` of the Admin API, less what is deprecated there. */
export const DecisionBody = z.strictObject({
  status: z.enum(['NEEDS_RESPONSE', 'UNDER_REVIEW', 'ACCEPTED', 'PREVENTED', 'WON', 'LOST']),
});

/** Whose order it is to be; null for nobody's. */
export const OwnerBody = z.strictObject({ customerId: id.nullable() });
