import type { PostedTransfer, PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type {
  AdjustmentReceipt,
  AwardReceipt,
  Because,
  LotReceipt,
  MergeReceipt,
  RedemptionReceipt,
  TransferReceipt,
} from '#app/loyalty/receipts/transfer-receipt.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';

import { describeActionPosting } from './action-receipt-text.ts';
import { writeDay, writePoints } from '../language/amounts.ts';
import type { ReceiptText } from './described-receipt.ts';
import type { Language } from '../language/language.ts';
import { explainParts } from './receipt-notes.ts';
import { describeGiven } from '../redemptions/redemption-text.ts';

/** A posting in words that was made for something else than an order. */
export function describeOtherPosting(
  transfers: PostedTransfers,
  because: Exclude<Because, OrderReceipt>,
  language: Language,
): ReceiptText {
  switch (because.kind) {
    case 'maturity':
    case 'expiry':
      return describeLot(transfers, because, language);
    case 'merge':
      return describeMerge(transfers, because, language);
    case 'award':
      return describeAward(transfers, because, language);
    case 'adjustment':
      return describeAdjustment(transfers, because, language);
    case 'redemption':
      return describeRedemption(transfers, because, language);
    case 'action':
      return describeActionPosting(transfers, because, language);
  }
}

/** A lot that matures may first settle what its member owes, and nothing may be left of it then. */
function describeLot(transfers: PostedTransfers, { kind, due }: LotReceipt, language: Language) {
  const rest = transfers.filter(({ receipt }) => receipt.movement !== 'debt_set_off');
  const key = kind === 'maturity' ? 'receipt.matured' : 'receipt.expired';
  return {
    headline: language.text(rest.length === 0 ? 'receipt.setOff' : key, {
      points: sumOf(rest, language),
      date: writeDay(due, language),
    }),
    sentences: [...explainOrigin(transfers, language), ...explainParts(transfers, language)],
  };
}

function describeMerge(transfers: PostedTransfers, receipt: MergeReceipt, language: Language) {
  const { absorbedCustomerId: absorbed, keptCustomerId: kept, mergedAt } = receipt;
  const merged = language.text('receipt.merged', {
    absorbed,
    kept,
    date: writeDay(mergedAt, language),
  });
  return {
    headline: language.text(headlineOfMerge(transfers[0].receipt.movement)),
    sentences: [merged, ...explainParts(transfers, language)],
  };
}

function headlineOfMerge(movement: TransferReceipt['movement']) {
  switch (movement) {
    case 'merged_out':
      return 'receipt.mergedInto';
    case 'debt_set_off':
      return 'receipt.setOff';
    default:
      return 'receipt.mergedWith';
  }
}

function describeAward(transfers: PostedTransfers, receipt: AwardReceipt, language: Language) {
  const reason = receipt.reason.trim();
  return {
    headline: language.text(receipt.points < 0 ? 'receipt.taken' : 'receipt.given'),
    sentences: [...(reason === '' ? [] : [reason]), ...explainParts(transfers, language)],
  };
}

function describeAdjustment(
  transfers: PostedTransfers,
  { reason, points, undoes }: AdjustmentReceipt,
  language: Language,
) {
  const direction = points > 0 ? 'given' : 'taken';
  return {
    headline: language.text(`adjusting.receipt.${undoes ? 'undone' : direction}`),
    sentences: [reason, ...explainParts(transfers, language)],
  };
}

function describeRedemption(
  transfers: PostedTransfers,
  receipt: RedemptionReceipt,
  language: Language,
) {
  const { gives } = receipt;
  const reason = gives ? describeGiven(gives, language) : receipt.reason.trim();
  const key = headlineOfRedemption(transfers[0].receipt.movement);
  return {
    headline: language.text(key, { points: sumOf(transfers, language) }),
    sentences: [...(reason === '' ? [] : [reason]), ...explainParts(transfers, language)],
  };
}

function headlineOfRedemption(movement: TransferReceipt['movement']) {
  switch (movement) {
    case 'held':
      return 'receipt.held';
    case 'released':
    case 'grace_given':
      return 'receipt.released';
    default:
      return 'receipt.spent';
  }
}

/** Which orders the lots came from, each named once; not those for which the points were owed. */
function explainOrigin(transfers: PostedTransfers, { text }: Language): string[] {
  const giving = transfers.filter(({ destination }) => destination !== 'owed');
  const names = new Set(giving.map((transfer) => transfer.orderName));
  return [...names].flatMap((order) =>
    order === null ? [] : [text('receipt.openedByOrder', { order })],
  );
}

function sumOf(transfers: readonly PostedTransfer[], language: Language): string {
  return writePoints(
    transfers.reduce((sum, transfer) => sum + transfer.amount, 0),
    language,
  );
}
