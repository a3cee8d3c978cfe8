import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';

import type { Language } from '../language/language.ts';
import type { ReceiptText } from '../receipts/described-receipt.ts';
import { describePosting, describeReceipt } from '../receipts/receipt-text.ts';

/** What a line of a member's history tells of. */
export type HistoryEvent =
  | {
      readonly kind: 'posting';
      /** By how much it changed what she has, in points. */
      readonly change: number;
      readonly transfers: PostedTransfers;
    }
  /** An order that moved no points, and why. */
  | { readonly kind: 'order'; readonly receipt: OrderReceipt }
  /** A perk that staff ticked off, or had ticked off by mistake. */
  | { readonly kind: 'perk_used' | 'perk_undone'; readonly perk: string };

/** A line of a member's history in words, the same for her and for staff. */
export function describeHistory(event: HistoryEvent, language: Language): ReceiptText {
  const { text } = language;
  switch (event.kind) {
    case 'posting':
      return describePosting(event.transfers, language);
    case 'order':
      return describeReceipt(event.receipt, language);
    case 'perk_used':
      return {
        headline: text('memberTier.perk.history.used', { name: event.perk }),
        sentences: [text('memberTier.perk.history.usedWhy')],
      };
    case 'perk_undone':
      return {
        headline: text('memberTier.perk.history.undone', { name: event.perk }),
        sentences: [text('memberTier.perk.history.undoneWhy')],
      };
  }
}
