import type { PostedTransfer, PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';

import { writeDay, writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/**
 * What each part of a posting did, a sentence each; parts that did the same (of several lots) in one sentence. A single
 * part that its headline says already has none.
 */
export function explainParts(transfers: PostedTransfers, language: Language): string[] {
  const notes = transfers.filter((transfer) => !isFirstHalf(transfer)).map(noteOf);
  const [first] = notes;
  if (first && IN_HEADLINE.has(first.key) && notes.every((note) => note.key === first.key)) {
    return [];
  }
  const alike = Map.groupBy(notes, ({ key, from }) => `${key} ${from ?? ''}`);
  return [...alike.values()].flatMap((same) => {
    const [one] = same;
    if (!one) return [];
    const amount = same.reduce((sum, note) => sum + note.amount, 0);
    return language.text(`receipt.note.${one.key}`, {
      points: writePoints(amount, language),
      origin: one.isOfOrder ? 'order' : 'other',
      date: one.from === null ? '' : writeDay(one.from, language),
    });
  });
}

/** Points that settle a debt go from lot to lot by way of `moved`; they are told of once. */
function isFirstHalf({ receipt, destination }: PostedTransfer): boolean {
  return receipt.movement === 'debt_set_off' && destination === 'moved';
}

/** Notes that say nothing beyond the headline of a posting of which they are all. */
const IN_HEADLINE: ReadonlySet<NoteKey> = new Set([
  'earned',
  'takenBackPending',
  'takenBackOwn',
  'matured',
  'expired',
  'held',
  'spent',
  'released',
]);

type NoteKey = ReturnType<typeof keyOf>;

interface Note {
  readonly key: NoteKey;
  readonly amount: number;
  readonly isOfOrder: boolean;
  /** When the points can be spent, where the note says it. */
  readonly from: string | null;
}

function noteOf(transfer: PostedTransfer): Note {
  return {
    key: keyOf(transfer),
    amount: transfer.amount,
    isOfOrder: transfer.receipt.because.kind === 'order',
    from: transfer.spendableFrom,
  };
}

function keyOf({ source, destination, receipt, spendableFrom }: PostedTransfer) {
  const until = spendableFrom === null ? 'Pending' : 'PendingUntil';
  const pending = destination === 'pending' ? until : '';
  switch (receipt.movement) {
    case 'earned':
      return `earned${pending}` as const;
    case 'debt_repaid':
      return 'debtRepaid';
    case 'own_debt_cancelled':
      return 'ownDebtCancelled';
    case 'forgiveness_cancelled':
      return 'forgivenessCancelled';
    case 'taken_back_pending':
      return 'takenBackPending';
    case 'taken_back_own':
      return 'takenBackOwn';
    case 'taken_back_expired':
      return 'takenBackExpired';
    case 'taken_back_other':
      return 'takenBackOther';
    case 'taken_back_owed':
      return 'takenBackOwed';
    case 'taken_back_forgiven':
      return 'takenBackForgiven';
    case 'matured':
      return 'matured';
    case 'expired':
      return 'expired';
    case 'merged_in':
      return source === 'owed' ? 'debtCameOver' : (`cameOver${pending}` as const);
    case 'merged_out':
      return destination === 'owed' ? 'debtWentOver' : 'wentOver';
    case 'debt_set_off':
      return 'setOff';
    case 'held':
      return 'held';
    case 'spent':
      return 'spent';
    case 'released':
      return 'released';
    case 'grace_given':
      return 'graceGiven';
  }
}
