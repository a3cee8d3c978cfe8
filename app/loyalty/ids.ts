import { z } from 'zod';

/** PostgreSQL's bigint, which keeps every id, ends here. */
const LARGEST_ID = 2n ** 63n - 1n;

/**
 * Ids. Shopify's are 64-bit integers, beyond what a JavaScript number holds exactly, so they are
 * kept as decimal strings without a `gid://` prefix. Our own (bigint identity columns) are kept the same way.
 */
const decimalId = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, { abort: true })
  .refine((digits) => BigInt(digits) <= LARGEST_ID, 'beyond 64 bits');

export const ShopId = decimalId.brand<'ShopId'>();
export const MemberId = decimalId.brand<'MemberId'>();
export const LotId = decimalId.brand<'LotId'>();
export const CustomerId = decimalId.brand<'CustomerId'>();
export const OrderId = decimalId.brand<'OrderId'>();
export const OrderLineId = decimalId.brand<'OrderLineId'>();
export const ProductId = decimalId.brand<'ProductId'>();

export type ShopId = z.infer<typeof ShopId>;
export type MemberId = z.infer<typeof MemberId>;
export type LotId = z.infer<typeof LotId>;
export type CustomerId = z.infer<typeof CustomerId>;
export type OrderId = z.infer<typeof OrderId>;
export type OrderLineId = z.infer<typeof OrderLineId>;
export type ProductId = z.infer<typeof ProductId>;
