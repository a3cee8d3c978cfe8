/** The kinds of objects whose global ids the app writes or reads. */
export type GidKind =
  | 'Order'
  | 'LineItem'
  | 'Refund'
  | 'Customer'
  | 'AppInstallation'
  | 'BulkOperation'
  | 'Collection'
  | 'DiscountCodeNode'
  | 'DiscountRedeemCode'
  | 'DiscountRedeemCodeBulkCreation'
  | 'GiftCard'
  | 'Product'
  | 'ProductVariant'
  | 'StoreCreditAccountCreditTransaction';

/** `gid://shopify/Order/1` from `1`. */
export function toGid(kind: GidKind, id: string): string {
  return `gid://shopify/${kind}/${id}`;
}

/**
 * The id inside a global id: `1` from `gid://shopify/Order/1`.
 * @throws TypeError when it is another kind's
 */
export function fromGid(kind: GidKind, gid: string): string {
  const prefix = `gid://shopify/${kind}/`;
  if (!gid.startsWith(prefix)) throw new TypeError(`not the id of a ${kind}`);
  return gid.slice(prefix.length);
}
