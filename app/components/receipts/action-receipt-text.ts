import type { ActionReceipt, ReachedLimit } from '#app/loyalty/receipts/action-receipt.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { TransferReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import { writeDay, writePoints } from '../language/amounts.ts';
import type { ReceiptText } from './described-receipt.ts';
import type { Language } from '../language/language.ts';
import { explainParts } from './receipt-notes.ts';

/** What a rule for something other than an order is called: the shop's own name, or the default in the reader's language. */
export function nameAction(
  { name, occasion }: Pick<ActionReceipt, 'name' | 'occasion'>,
  { text }: Language,
): string {
  return name ?? text(`actions.occasion.${occasion}`);
}

/** An action that was judged, in words: why it brought what it did, or nothing. It addresses nobody. */
export function explainAction(receipt: ActionReceipt, language: Language): string[] {
  const { text } = language;
  const { nothing, limit, reason, rulePoints, points, at, programVersion } = receipt;
  const full = writePoints(rulePoints, language);
  const rule = text(`actions.receipt.${nothing === 'awaiting_approval' ? 'wouldBring' : 'rule'}`, {
    points: full,
    date: writeDay(at, language),
    version: String(programVersion),
  });
  const isCutOff = limit !== null && points > 0;
  return [
    ...(nothing === null ? [] : [text(`actions.receipt.nothing.${nothing}`)]),
    ...(isCutOff
      ? [
          text('actions.receipt.cutOff', {
            points: writePoints(points, language),
            full,
            limit: writeLimit(limit, language),
          }),
        ]
      : []),
    ...(limit !== null && points === 0 ? explainLimit(receipt, limit, language) : []),
    ...(reason === null ? [] : [text('actions.receipt.reason', { reason })]),
    ...(points > 0 && !isCutOff ? [rule] : []),
  ];
}

/** A posting of an action in words. */
export function describeActionPosting(
  transfers: PostedTransfers,
  receipt: ActionReceipt,
  language: Language,
): ReceiptText {
  const key = headlineOf(transfers[0].receipt.movement);
  return {
    headline: language.text(`actions.receipt.${key}`, { name: nameAction(receipt, language) }),
    sentences: [...explainAction(receipt, language), ...explainParts(transfers, language)],
  };
}

function headlineOf(movement: TransferReceipt['movement']) {
  switch (movement) {
    case 'debt_repaid':
      return 'debtRepaid';
    case 'taken_back_pending':
    case 'taken_back_own':
    case 'taken_back_expired':
    case 'taken_back_other':
      return 'takenBack';
    case 'taken_back_owed':
      return 'owed';
    case 'taken_back_forgiven':
      return 'forgiven';
    default:
      return 'earned';
  }
}

function explainLimit(
  { nothing }: ActionReceipt,
  limit: ReachedLimit,
  language: Language,
): string[] {
  const { text } = language;
  const again =
    limit.until === null
      ? []
      : [text('actions.receipt.until', { date: writeDay(limit.until, language) })];
  if (nothing !== 'limit_reached') return again;
  return [text('actions.receipt.limit', { limit: writeLimit(limit, language) }), ...again];
}

function writeLimit({ per, times, points }: ReachedLimit, language: Language): string {
  const { text } = language;
  const often = times === null ? null : text('actions.receipt.times', { times, per });
  const much =
    points === null
      ? null
      : text('actions.receipt.points', { points: writePoints(points, language), per });
  if (often !== null && much !== null) {
    return text('actions.receipt.both', { times: often, points: much });
  }
  return often ?? much ?? '';
}
