import type { PostedTransfer, PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import type { TransferReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import type { ReceiptText } from './described-receipt.ts';
import type { Language } from '../language/language.ts';
import { describeOtherPosting } from './other-receipt-text.ts';
import { explainDifference, explainWorth } from './receipt-arithmetic.ts';
import { explainParts } from './receipt-notes.ts';

/**
 * A judgement that moved no points, in words: the same for shopper, staff and merchant. It addresses nobody, so it fits
 * wherever it is read.
 */
export function describeReceipt(receipt: OrderReceipt, language: Language): ReceiptText {
  return {
    headline: language.text(`receipt.${headlineOfOrder(receipt)}`, { order: receipt.orderName }),
    sentences: [...explainWorth(receipt, language), ...explainDifference(receipt, language)],
  };
}

/** A posting in words: all its transfers together, with what each did where there are several. */
export function describePosting(transfers: PostedTransfers, language: Language): ReceiptText {
  const [{ receipt }] = transfers;
  const { because } = receipt;
  return because.kind === 'order'
    ? describeOrderPosting(transfers, receipt.movement, because, language)
    : describeOtherPosting(transfers, because, language);
}

function describeOrderPosting(
  transfers: PostedTransfers,
  movement: TransferReceipt['movement'],
  receipt: OrderReceipt,
  language: Language,
): ReceiptText {
  const { text } = language;
  const order = { order: receipt.orderName };
  const notes = explainParts(transfers, language);
  const change = transfers.reduce((sum, transfer) => sum + worthChange(transfer), 0);
  if (change === receipt.points - receipt.pointsBefore) {
    const isRise = change > 0 && receipt.pointsBefore > 0 && movement !== 'debt_repaid';
    return {
      headline: text(isRise ? 'receipt.worthMore' : headlineOfMovement(movement), order),
      sentences: [
        ...explainWorth(receipt, language),
        ...explainDifference(receipt, language),
        ...notes,
      ],
    };
  }
  // An order that went over to another customer is taken back from the one in full and given to the other in full.
  const headline = text(headlineOfMovement(movement), order);
  return change > 0
    ? {
        headline,
        sentences: [text('receipt.takenOver'), ...explainWorth(receipt, language), ...notes],
      }
    : { headline, sentences: [text('receipt.handedOver'), ...notes] };
}

/** By how much a transfer of an order's posting changes what is posted for it. */
function worthChange({ source, destination, amount }: PostedTransfer): number {
  if (source === 'issued') return amount;
  return destination === 'revoked' ? -amount : 0;
}

function headlineOfMovement(movement: TransferReceipt['movement']) {
  switch (movement) {
    case 'debt_repaid':
      return 'receipt.debtRepaid';
    case 'own_debt_cancelled':
    case 'forgiveness_cancelled':
      return 'receipt.worthMore';
    case 'taken_back_pending':
    case 'taken_back_own':
    case 'taken_back_expired':
    case 'taken_back_other':
      return 'receipt.takenBack';
    case 'taken_back_owed':
      return 'receipt.owed';
    case 'taken_back_forgiven':
      return 'receipt.forgiven';
    default:
      return 'receipt.earned';
  }
}

function headlineOfOrder(receipt: OrderReceipt): 'earned' | 'notYet' | 'noPoints' {
  if (receipt.nothing === null) return 'earned';
  return receipt.nothing === 'not_paid' ? 'notYet' : 'noPoints';
}
