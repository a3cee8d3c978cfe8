import type { Movement, OrderReceipt, TransferReceipt } from '#app/loyalty/receipt.ts';

import { writePoints } from './amounts.ts';
import type { Language } from './language.ts';
import { explainWorth } from './receipt-arithmetic.ts';

/** A receipt in words: what happened, and the sentences that show why, in the order in which one would tell them. */
export interface ReceiptText {
  readonly headline: string;
  readonly sentences: readonly string[];
}

/** One transfer of a posting, as far as a reader needs it. */
export interface PostedTransfer {
  /** Points, positive. */
  readonly amount: number;
  readonly receipt: TransferReceipt;
}

/** The transfers of one posting in their order; there is none without any. */
export type PostedTransfers = readonly [PostedTransfer, ...PostedTransfer[]];

/**
 * A receipt in words: the same for shopper, staff and merchant. It addresses nobody, so it fits wherever it is read.
 * @param receipt of one transfer, or of an order that was judged
 */
export function describeReceipt(
  receipt: TransferReceipt | OrderReceipt,
  language: Language,
): ReceiptText {
  if ('movement' in receipt) {
    return {
      headline: headlineOf(receipt, language),
      sentences: explainWorth(receipt.because, language),
    };
  }
  const key = headlineOfOrder(receipt);
  return {
    headline: language.text(`receipt.${key}`, { order: receipt.orderName }),
    sentences: explainWorth(receipt, language),
  };
}

/**
 * A posting in words: all its transfers together, with what each did where there are several.
 */
export function describePosting(transfers: PostedTransfers, language: Language): ReceiptText {
  const [first] = transfers;
  const { because } = first.receipt;
  const change = transfers.reduce(
    (sum, each) => sum + signOf(each.receipt.movement) * each.amount,
    0,
  );
  const notes = transfers
    .filter((each) => transfers.length > 1 || !isPlain(each.receipt.movement))
    .map((each) => noteOf(each, language));
  // An order that went over to another customer is taken back from the one in full, whatever it is worth to the other.
  if (change !== because.points - because.pointsBefore) {
    const handedOver = language.text('receipt.handedOver');
    return { headline: headlineOf(first.receipt, language), sentences: [handedOver, ...notes] };
  }
  return {
    headline: headlineOf(first.receipt, language),
    sentences: [...explainWorth(because, language), ...notes],
  };
}

function headlineOf({ movement, because }: TransferReceipt, { text }: Language): string {
  const order = { order: because.orderName };
  switch (movement) {
    case 'earned':
      return because.pointsBefore > 0
        ? text('receipt.worthMore', order)
        : text('receipt.earned', order);
    case 'debt_repaid':
      return text('receipt.debtRepaid', order);
    case 'taken_back_own':
    case 'taken_back_other':
      return text('receipt.takenBack', order);
    case 'taken_back_owed':
      return text('receipt.owed', order);
  }
}

function headlineOfOrder(receipt: OrderReceipt): 'earned' | 'notYet' | 'noPoints' {
  if (receipt.nothing === null) return 'earned';
  return receipt.nothing === 'not_paid' ? 'notYet' : 'noPoints';
}

function noteOf({ amount, receipt }: PostedTransfer, language: Language): string {
  const points = { points: writePoints(amount, language) };
  switch (receipt.movement) {
    case 'earned':
      return language.text('receipt.note.earned', points);
    case 'debt_repaid':
      return language.text('receipt.note.debtRepaid', points);
    case 'taken_back_own':
      return language.text('receipt.note.takenBackOwn', points);
    case 'taken_back_other':
      return language.text('receipt.note.takenBackOther', points);
    case 'taken_back_owed':
      return language.text('receipt.note.takenBackOwed', points);
  }
}

/** Whether a posting of this single movement needs no word beyond its headline. */
function isPlain(movement: Movement): boolean {
  return movement === 'earned' || movement === 'taken_back_own';
}

function signOf(movement: Movement): 1 | -1 {
  return movement === 'earned' || movement === 'debt_repaid' ? 1 : -1;
}
