import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import { explainAction, nameAction } from '../receipts/action-receipt-text.ts';
import { writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** What something that a shopper did came to, as she reads it. */
export interface OutcomeText {
  readonly text: string;
  /** Sentences that show why. */
  readonly because: readonly string[];
}

/** An outcome of what a shopper did, whatever it was. */
export type ShownOutcome =
  | {
      readonly state:
        | 'signed_out'
        | 'not_a_member'
        | 'no_such_action'
        | 'no_such_code'
        | 'try_later'
        | 'proof_needed'
        | 'proof_invalid';
    }
  | { readonly state: 'too_many_attempts'; readonly until: Date }
  | {
      readonly state: 'given' | 'awaiting' | 'refused' | 'taken_back';
      readonly isRepeated: boolean;
      readonly receipt: ActionReceipt;
    };

const TEXTS = {
  signed_out: 'signedOut',
  not_a_member: 'notMember',
  no_such_action: 'noSuchAction',
  no_such_code: 'noSuchCode',
  try_later: 'tryLater',
  proof_needed: 'proofNeeded',
  proof_invalid: 'proofInvalid',
} as const;

/** Writes what something that a shopper did came to. It addresses nobody. */
export function describeOutcome(outcome: ShownOutcome, language: Language): OutcomeText {
  const { text, format } = language;
  switch (outcome.state) {
    case 'given': {
      const points = writePoints(outcome.receipt.points, language);
      const because = outcome.receipt.limit ? explainAction(outcome.receipt, language) : [];
      return { text: text('actions.storefront.given', { points }), because };
    }
    case 'awaiting':
      return { text: text('actions.storefront.awaiting'), because: [] };
    case 'refused':
    case 'taken_back': {
      const [first, ...rest] = explainAction(outcome.receipt, language);
      return { text: first ?? nameAction(outcome.receipt, language), because: rest };
    }
    case 'too_many_attempts': {
      const time = format.dateTime(outcome.until, { timeStyle: 'short' });
      return { text: text('actions.storefront.tooMany', { time }), because: [] };
    }
    default:
      return { text: text(`actions.storefront.${TEXTS[outcome.state]}`), because: [] };
  }
}
