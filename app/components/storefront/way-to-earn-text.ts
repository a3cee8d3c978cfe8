import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import { writeDay } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import { explainAction } from '../receipts/action-receipt-text.ts';

/** What a member has done by a rule last. */
export interface LastDone {
  readonly state: 'awaiting' | 'given' | 'refused' | 'taken_back';
  readonly receipt: ActionReceipt;
}

/** How a way to earn stands, as a shopper reads it. */
export interface WayText {
  /** What she does for it. */
  readonly how: string;
  /** In a word or two why it is not open; null where it is. */
  readonly status: string | null;
  /** Why what she did last brought nothing, a sentence each. */
  readonly because: readonly string[];
}

/**
 * Writes how a way to earn stands for a member.
 * @param now what it would bring her now
 * @param last what she did last by the same rule, if anything
 */
export function describeWay(
  now: ActionReceipt,
  last: LastDone | undefined,
  language: Language,
): WayText {
  const isRejected = last?.state === 'refused' && last.receipt.nothing === 'rejected';
  return {
    how: language.text(`storefront.ways.how.${now.occasion}`),
    status:
      last?.state === 'awaiting'
        ? language.text('storefront.ways.awaiting')
        : statusOf(now, language),
    because: isRejected ? explainAction(last.receipt, language) : reasonsOf(now, language),
  };
}

function statusOf({ points, nothing, limit }: ActionReceipt, language: Language): string | null {
  const { text } = language;
  if (points > 0) return null;
  const until = limit?.until ?? null;
  if (until !== null) {
    return text('storefront.ways.againFrom', { date: writeDay(until, language) });
  }
  const isDone = nothing === 'already_done' || nothing === 'limit_reached';
  return text(isDone ? 'storefront.ways.done' : 'storefront.ways.closed');
}

/** What is done needs no reason; of another tier's it says so. */
function reasonsOf(now: ActionReceipt, language: Language): readonly string[] {
  return now.nothing === 'other_tier' ? explainAction(now, language) : [];
}
