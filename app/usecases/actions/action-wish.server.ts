import type { StoredAction } from '#app/db/actions/actions.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Occasion } from '#app/loyalty/program/action-rule.ts';

/** Something that a member has done, and that a rule may give points for. */
export interface ActionWish {
  /** Names it among all of the shop's: the same again gives nothing. */
  readonly externalId: string;
  /** Who did it; where she has become another by a merge, that one is given the points. */
  readonly memberId: MemberId;
  /** Key of the rule. */
  readonly rule: string;
  /** Of which kind the rule must be. */
  readonly occasion: Occasion['kind'];
  readonly at: Date;
  readonly proof: string | null;
  /** Shopify's tags of the customer; only where the rule asks for them. */
  readonly tags: readonly string[];
  /** Whether a birthday was told too shortly before. */
  readonly isToldTooLate: boolean;
  /**
   * Whether it is decided for good also where it brings nothing. What somebody tries by hand may be tried again, once
   * its limit allows it.
   */
  readonly isFinal: boolean;
  /** All that was asked for, for recognising the same id with something else in it. */
  readonly input: readonly (string | number | null)[];
}

/** What a wish came to. */
export type ActionOutcome =
  | {
      readonly news: 'new' | 'repeated';
      readonly state: StoredAction['state'];
      /** Null where nothing was noted. */
      readonly actionId: string | null;
      readonly receipt: ActionReceipt;
    }
  /** Another action has this id. */
  | { readonly news: 'contradictory' }
  /** The version in force when it was done has no such rule. */
  | { readonly news: 'no_such_action' }
  | { readonly news: 'no_member' };
