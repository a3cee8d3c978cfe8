import { z } from 'zod';

import { type GidKind } from '../admin-api/gid.server.ts';
import { WireText, WireTime } from '../wire/wire-body.server.ts';

/**
 * The lines of the file that a bulk query of AllOrders leaves. What comes over a connection of the Admin API is believed,
 * for the operation was checked against its schema; a file that was fetched from an address is not.
 */
const gid = (kind: GidKind) =>
  z.string().regex(new RegExp(`^gid://shopify/${kind}/[1-9]\\d{0,18}$`));

const Money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });
const TaxLines = z.array(z.object({ priceSet: Money }));
const Allocations = z.array(z.object({ allocatedAmountSet: Money }));

const Customer = z.object({
  id: gid('Customer'),
  firstName: WireText.nullable(),
  lastName: WireText.nullable(),
  locale: WireText,
  verifiedEmail: z.boolean(),
  defaultEmailAddress: z.object({ emailAddress: WireText }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: WireText }).nullable(),
});

/** Any line of an order: it may lack what an order must have. */
export const BulkRoot = z.object({ id: gid('Order') });

/** Any line of what belongs to an order. */
export const BulkChild = z.object({ __parentId: gid('Order') });

/** An order, with what comes in lists. */
export const BulkHead = BulkRoot.extend({
  name: WireText,
  currencyCode: z.string(),
  processedAt: WireTime,
  updatedAt: WireTime,
  cancelledAt: WireTime.nullable(),
  displayFinancialStatus: WireText.nullable(),
  displayFulfillmentStatus: WireText,
  test: z.boolean(),
  sourceName: WireText.nullable(),
  taxesIncluded: z.boolean(),
  discountCodes: z.array(WireText),
  purchasingEntity: z.object({ __typename: z.string() }).nullable(),
  totalPriceSet: Money,
  currentShippingPriceSet: Money,
  originalTotalDutiesSet: Money.nullable(),
  currentTotalDutiesSet: Money.nullable(),
  totalTipReceivedSet: Money,
  disputes: z.array(z.object({ status: WireText })),
  email: WireText.nullable(),
  phone: WireText.nullable(),
  customerLocale: WireText.nullable(),
  customer: Customer.nullable(),
  refunds: z.array(z.object({ id: gid('Refund') })),
  transactions: z.array(
    z.object({
      kind: WireText,
      status: WireText,
      gateway: WireText.nullable(),
      amountSet: Money,
    }),
  ),
  fulfillments: z.array(z.object({ createdAt: WireTime, status: WireText })),
});

export const BulkLine = z.object({
  id: gid('LineItem'),
  title: WireText,
  product: z.object({ id: gid('Product') }).nullable(),
  quantity: z.number().int().nonnegative().max(1_000_000_000),
  isGiftCard: z.boolean(),
  requiresShipping: z.boolean(),
  originalUnitPriceSet: Money,
  discountAllocations: Allocations,
  taxLines: TaxLines,
});

export const BulkShippingLine = z.object({
  id: z.string().nullable(),
  originalPriceSet: Money,
  discountAllocations: Allocations,
  taxLines: TaxLines,
});
