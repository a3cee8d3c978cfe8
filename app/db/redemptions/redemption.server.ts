import { z } from 'zod';

import { MemberId, OrderId } from '#app/loyalty/ids.ts';

/** What a reward gives, in the program's word. */
export const RewardKind = z.enum([
  'amount_off',
  'percentage_off',
  'free_shipping',
  'free_product',
  'store_credit',
  'gift_card',
  'experience',
]);

export type RewardKind = z.infer<typeof RewardKind>;

export const RedemptionState = z.enum([
  /** Points are held; what was promised is on its way. */
  'pending',
  /** The member has it: a code that can be used, a credit, a promise that staff will keep. */
  'ready',
  'used',
  /** Its code is being deleted at Shopify. */
  'cancelling',
  'cancelled',
  /** It was not used in time. */
  'expired',
  /** The order that used it came back, and so did the points. */
  'returned',
  /** Nobody knows whether Shopify did it; points are held until the merchant decides. */
  'doubtful',
  /** It could not be had, and the points went back. */
  'failed',
]);

export type RedemptionState = z.infer<typeof RedemptionState>;

/** What a redemption was asked for by: the same again redeems nothing. */
export interface RedemptionCause {
  /** `member`: herself, with a key that she sent. The others are prizes. */
  readonly kind: 'member' | 'challenge' | 'tier' | 'birthday' | 'staff';
  readonly id: string;
}

/** What is known of a redemption from its beginning. */
export interface NewRedemption {
  readonly id: string;
  readonly memberId: MemberId;
  readonly rewardKey: string;
  readonly programVersion: number;
  readonly kind: RewardKind;
  /** 0 of what was won. */
  readonly points: number;
  /** Minor units of `currency`; null where the reward is no amount of money. */
  readonly amount: number | null;
  readonly currency: string;
  /** Shopify's id of the product or variant, where there was a choice. */
  readonly choice: string | null;
  readonly state: RedemptionState;
  readonly code: string | null;
  readonly discountId: string | null;
  readonly validUntil: Date | null;
  /** When what is under way is to be looked at; null where nothing is. */
  readonly retryAt: Date | null;
  readonly cause: RedemptionCause;
}

/** A redemption as it stands. */
export interface Redemption extends NewRedemption {
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly orderId: OrderId | null;
  /** The order with whose return the points went back; another one where an earlier one used the code, too. */
  readonly returnedOrderId: OrderId | null;
  readonly problem: string | null;
  /** Tries in vain of what is under way. */
  readonly attempts: number;
}

/** By what the ledger knows the points of a redemption (`holdPoints`, `spendHeldPoints`, `releaseHeldPoints`). */
export function holdIdOf({ id }: Pick<Redemption, 'id'>): string {
  return `reward:${id}`;
}

export const REDEMPTION_COLUMNS = `id, member_id, reward_key, program_version, kind, points, amount, currency, choice, state,
  code, discount_id, valid_until, created_at, changed_at, order_id, returned_order_id,
  problem, attempts, retry_at, cause_kind, cause_id`;

export interface RedemptionRow {
  readonly id: string;
  readonly member_id: string;
  readonly reward_key: string;
  readonly program_version: number;
  readonly kind: string;
  readonly points: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly choice: string | null;
  readonly state: string;
  readonly code: string | null;
  readonly discount_id: string | null;
  readonly valid_until: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly order_id: string | null;
  readonly returned_order_id: string | null;
  readonly problem: string | null;
  readonly attempts: number;
  readonly retry_at: Date | null;
  readonly cause_kind: string;
  readonly cause_id: string;
}

/** A redemption of its row. */
export function toRedemption(row: RedemptionRow): Redemption {
  return {
    id: row.id,
    memberId: MemberId.parse(row.member_id),
    rewardKey: row.reward_key,
    programVersion: row.program_version,
    kind: RewardKind.parse(row.kind),
    points: Number(row.points),
    amount: row.amount === null ? null : Number(row.amount),
    currency: row.currency,
    choice: row.choice,
    state: RedemptionState.parse(row.state),
    code: row.code,
    discountId: row.discount_id,
    validUntil: row.valid_until,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    orderId: row.order_id === null ? null : OrderId.parse(row.order_id),
    returnedOrderId: row.returned_order_id === null ? null : OrderId.parse(row.returned_order_id),
    problem: row.problem,
    attempts: row.attempts,
    retryAt: row.retry_at,
    cause: { kind: row.cause_kind as RedemptionCause['kind'], id: row.cause_id },
  };
}
