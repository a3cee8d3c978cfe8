/** Codes that a full pool has: as many as Shopify adds in one call, `discountRedeemCodeBulkAdd`. */
export const POOL_FULL = 250;
/** With fewer it is filled up again. */
export const POOL_LOW = 100;
