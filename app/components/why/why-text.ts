import type { PointsNow } from '#app/loyalty/explain/points-now.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';

import { writeDay, writePoints } from '../language/amounts.ts';
import type { ReceiptText } from '../receipts/described-receipt.ts';
import type { Language } from '../language/language.ts';
import { describeReceipt } from '../receipts/receipt-text.ts';

/** What is known of an order's worth. */
export interface OrderWorth {
  /** Null where it was not judged yet. */
  readonly receipt: OrderReceipt | null;
  readonly claimable: { readonly until: string; readonly isOver: boolean } | null;
}

/** Why an order is worth what it is worth, or nothing; the same for shopper, staff and merchant. */
export function describeWhy({ receipt, claimable }: OrderWorth, language: Language): ReceiptText {
  if (!receipt) return { headline: language.text('why.unjudged'), sentences: [] };
  // What was posted before is told by the history beside it.
  const { headline, sentences } = describeReceipt({ ...receipt, pointsBefore: 0 }, language);
  if (claimable === null) return { headline, sentences };
  const claim = language.text(claimable.isOver ? 'why.claimableOver' : 'why.claimable', {
    date: writeDay(claimable.until, language),
  });
  return { headline, sentences: [...sentences, claim] };
}

/** Where the points are now that something earned, a sentence each. */
export function describePointsNow(parts: readonly PointsNow[], language: Language): string[] {
  return parts.map((part) => describePart(part, language));
}

function describePart(part: PointsNow, language: Language): string {
  const { text } = language;
  const points = writePoints(part.points, language);
  switch (part.state) {
    case 'pending':
      return part.until === null
        ? text('why.points.pendingUnknown', { points })
        : text('why.points.pending', { points, date: writeDay(part.until, language) });
    case 'spendable':
      return part.until === null
        ? text('why.points.spendableForever', { points })
        : text('why.points.spendable', { points, date: writeDay(part.until, language) });
    case 'expired':
      return part.since === null
        ? text('why.points.expiredOnce', { points })
        : text('why.points.expired', { points, date: writeDay(part.since, language) });
    case 'held':
    case 'gone':
    case 'owed':
    case 'forgiven':
      return text(`why.points.${part.state}`, { points });
  }
}
