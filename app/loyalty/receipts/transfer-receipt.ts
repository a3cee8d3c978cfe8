import type { Reward } from '../program/reward.ts';
import type { ActionReceipt } from './action-receipt.ts';
import type { OrderReceipt } from './order-receipt.ts';

/**
 * Receipts: why points moved, or did not, as data. Rendered in the reader's language by `describeReceipt`
 * in `app/components`; the same for shopper, staff and merchant.
 */

/** What one transfer of an order's posting did, in words that a renderer can put into any language. */
export type Movement =
  | 'earned'
  | 'debt_repaid'
  | 'own_debt_cancelled'
  | 'forgiveness_cancelled'
  | 'taken_back_pending'
  | 'taken_back_own'
  | 'taken_back_expired'
  | 'taken_back_other'
  | 'taken_back_owed'
  | 'taken_back_forgiven';

/** Points that became spendable, were lost, or went over to another member: what happens to a lot as it is. */
export interface LotReceipt {
  readonly kind: 'maturity' | 'expiry';
  /** What opened the lot. */
  readonly openedBy: { readonly kind: string; readonly id: string };
  /** The date that has come; ISO 8601. */
  readonly due: string;
}

/** Two members became one. */
export interface MergeReceipt {
  readonly kind: 'merge';
  readonly absorbedCustomerId: string;
  readonly keptCustomerId: string;
  readonly mergedAt: string;
}

/** Points given by a decision that is made once: by staff, for an action, by an import. */
export interface AwardReceipt {
  readonly kind: 'award';
  readonly reason: string;
  readonly points: number;
}

/** Points that staff gave or took by hand or by a file, or the correction of that as a whole. */
export interface AdjustmentReceipt {
  readonly kind: 'adjustment';
  readonly reason: string;
  /** Given where positive, taken where negative. */
  readonly points: number;
  /** Shopify's id of the member of staff. */
  readonly staffUserId: string;
  /** Whether it takes back an adjustment from before. */
  readonly undoes: boolean;
}

/** What a reward gives, for those who say in words what somebody redeemed. */
export interface RedeemedGift {
  readonly kind: Reward['gives']['kind'];
  /** Minor units of `currency`; null where no money is given. */
  readonly amount: number | null;
  readonly percent: number | null;
  readonly currency: string;
}

/** Points promised to a redemption, spent on it or given back. */
export interface RedemptionReceipt {
  readonly kind: 'redemption';
  readonly redemptionId: string;
  readonly points: number;
  /** What the shop or whoever asked calls it. */
  readonly reason: string;
  /** Only of a reward for which the shop has no word of its own: each reader is told in her language. */
  readonly gives?: RedeemedGift | undefined;
}

/** What a transfer of a lot, of a merge, an award or a redemption did. */
export type OtherMovement =
  | 'matured'
  | 'expired'
  | 'merged_out'
  | 'merged_in'
  | 'debt_set_off'
  | 'held'
  | 'spent'
  | 'released'
  | 'grace_given';

/** Why a transfer was posted. */
export type Because =
  | OrderReceipt
  | LotReceipt
  | MergeReceipt
  | AwardReceipt
  | AdjustmentReceipt
  | RedemptionReceipt
  | ActionReceipt;

/** The receipt that a transfer carries. */
export interface TransferReceipt {
  readonly movement: Movement | OtherMovement;
  readonly because: Because;
}
