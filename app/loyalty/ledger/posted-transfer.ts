import { readOrderReceipt, type StoredOrderReceipt } from '../receipts/stored-order-receipt.ts';
import type { TransferReceipt } from '../receipts/transfer-receipt.ts';
import type { AccountName } from './settle-order.ts';

/** A transfer as its reader needs it. */
export interface PostedTransfer {
  readonly source: AccountName;
  readonly destination: AccountName;
  /** Points, positive. */
  readonly amount: number;
  readonly receipt: TransferReceipt;
  /** The order that opened its lot, where the receipt is of something else. */
  readonly orderName: string | null;
  /** Of pending points: when they can be spent; ISO 8601, null while nobody knows. */
  readonly spendableFrom: string | null;
}

/** The transfers of one posting in their order; there is none without any. */
export type PostedTransfers = readonly [PostedTransfer, ...PostedTransfer[]];

/** A receipt as it was stored, of any age. */
export interface StoredReceipt {
  readonly movement: TransferReceipt['movement'];
  readonly because: TransferReceipt['because'] | StoredOrderReceipt;
}

/** Reads the receipt of a transfer. Receipts are never rewritten, so old ones are read for ever. */
export function readReceipt({ movement, because }: StoredReceipt): TransferReceipt {
  return { movement, because: because.kind === 'order' ? readOrderReceipt(because) : because };
}
