import type { ActionState } from '#app/db/actions/actions.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';

import type { Decided } from './decide-with-tags.server.ts';

/** What something that a shopper does came to. */
export type ShopperOutcome =
  | { readonly state: 'signed_out' | 'not_a_member' | 'no_such_action' }
  /** Shopify has to be asked about her and does not answer now. */
  | { readonly state: 'try_later' }
  | {
      readonly state: ActionState;
      /** Whether it was decided before. */
      readonly isRepeated: boolean;
      readonly receipt: ActionReceipt;
    };

/** The outcome of the one thing that a shopper wished for. */
export function outcomeForShopper(decided: Decided): ShopperOutcome {
  if (!decided.ok) return { state: 'try_later' };
  const [outcome] = decided.outcomes;
  switch (outcome?.news) {
    case 'new':
    case 'repeated':
      return {
        state: outcome.state,
        isRepeated: outcome.news === 'repeated',
        receipt: outcome.receipt,
      };
    case 'no_such_action':
      return { state: 'no_such_action' };
    case 'no_member':
      return { state: 'not_a_member' };
    default:
      throw new Error('a shopper wished for something else under the same name');
  }
}
