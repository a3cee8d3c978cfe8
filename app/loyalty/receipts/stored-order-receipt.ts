import type { OrderReceipt } from './order-receipt.ts';

/** What receipts have had since there are bonuses and challenges. */
type Additions = 'base' | 'bonuses' | 'noBonuses' | 'challenges';

/** How a receipt was written while the program's format was 2: the base rule, and nothing else. */
type PlainOrderReceipt = Omit<OrderReceipt, Additions>;

/** How a receipt was written while it was 1: points for each whole unit. */
type FormerOrderReceipt = Omit<
  PlainOrderReceipt,
  | 'extras'
  | 'paidByGiftCard'
  | 'shareOfGiftCard'
  | 'minimum'
  | 'earns'
  | 'rounding'
  | 'tier'
  | 'claimedAt'
> & { readonly pointsPerUnit: number };

/** A receipt as it was stored, of any age. */
export type StoredOrderReceipt = OrderReceipt | PlainOrderReceipt | FormerOrderReceipt;

/** A stored receipt of an order. Receipts are never rewritten, so old ones are read for ever. */
export function readOrderReceipt(stored: StoredOrderReceipt): OrderReceipt {
  if ('bonuses' in stored) return stored;
  const receipt = 'pointsPerUnit' in stored ? readFormer(stored) : stored;
  return { ...receipt, base: null, bonuses: [], noBonuses: [], challenges: [] };
}

function readFormer({ pointsPerUnit, ...receipt }: FormerOrderReceipt): PlainOrderReceipt {
  return {
    ...receipt,
    extras: [],
    paidByGiftCard: 0,
    shareOfGiftCard: 0,
    minimum: 0,
    earns: pointsPerUnit > 0 ? { kind: 'per_amount', points: pointsPerUnit, amount: 1 } : null,
    rounding: 'down',
    tier: null,
    claimedAt: null,
  };
}
