import {
  type PostedTransfer,
  type PostedTransfers,
  readReceipt,
  type StoredReceipt,
} from '#app/loyalty/ledger/posted-transfer.ts';

/**
 * One transfer as its reader needs it, in SQL: `t` is the transfer, `l` its lot, `$1` the shop. Which order opened a
 * lot is looked up only where the receipt is not the order's own.
 */
export const POSTED_TRANSFER = `json_build_object('source', t.source, 'destination', t.destination, 'amount', t.amount,
  'receipt', t.receipt, 'spendableFrom', CASE WHEN t.destination = 'pending' AND l.matures_at > '-infinity' THEN l.matures_at END,
  'orderName', (SELECT o.name FROM orders o WHERE o.shop_id = $1
    AND o.order_id = CASE WHEN t.cause_kind <> 'order' AND l.cause_kind = 'order' THEN l.cause_id::bigint END))`;

const MEMBERS_OWN = `('pending', 'available', 'held', 'owed')`;

/**
 * By how much a posting changes what a member has, in SQL: what comes to her accounts less what leaves them. Points that
 * mature, are held or settle a debt of hers change nothing; those of another member come over through `moved`.
 */
export const CHANGE = `sum(CASE WHEN t.destination IN ${MEMBERS_OWN} THEN t.amount ELSE 0 END
  - CASE WHEN t.source IN ${MEMBERS_OWN} THEN t.amount ELSE 0 END)`;

/** What `POSTED_TRANSFER` gives. */
export type PostedTransferRow = Omit<PostedTransfer, 'receipt'> & {
  readonly receipt: StoredReceipt;
};

/** The transfers of a posting, of any age. */
export function readPostedTransfers([first, ...rest]: readonly [
  PostedTransferRow,
  ...PostedTransferRow[],
]): PostedTransfers {
  return [readPostedTransfer(first), ...rest.map(readPostedTransfer)];
}

function readPostedTransfer({
  receipt,
  spendableFrom,
  ...transfer
}: PostedTransferRow): PostedTransfer {
  return {
    ...transfer,
    receipt: readReceipt(receipt),
    spendableFrom: spendableFrom === 'infinity' ? null : spendableFrom,
  };
}
