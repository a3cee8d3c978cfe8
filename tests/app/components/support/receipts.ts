import type { PostedTransfer, PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import type { TransferReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

/** A line of 29.80 EUR with a discount. */
export const coffee = {
  lineId: '1',
  title: 'Ethiopia Yirgacheffe',
  quantity: 2,
  gross: 2980,
  discount: 298,
  refunded: 0,
  tax: 0,
  net: 2682,
  excluded: null,
} as const;

/** The receipt of an order that earned 26 points, unless told otherwise. */
export function orderReceipt(change: Partial<OrderReceipt> = {}): OrderReceipt {
  return {
    kind: 'order',
    orderId: '9007199254740993',
    orderName: '#1042',
    programVersion: 1,
    rule: 'order',
    currency: 'EUR',
    lines: [coffee],
    linesNet: 2682,
    extras: [],
    refundedWithoutLines: 0,
    shareOfRefund: 0,
    paidByGiftCard: 0,
    shareOfGiftCard: 0,
    counted: 2682,
    minimum: 0,
    earns: { kind: 'per_amount', points: 1, amount: 1 },
    rounding: 'down',
    tier: null,
    claimedAt: null,
    base: null,
    bonuses: [],
    noBonuses: [],
    challenges: [],
    points: 26,
    pointsBefore: 0,
    nothing: null,
    ...change,
  };
}

type Accounts = Pick<PostedTransfer, 'source' | 'destination'>;

/** Between which accounts each movement goes, where nothing else is said. */
const ACCOUNTS: Record<TransferReceipt['movement'], Accounts> = {
  earned: { source: 'issued', destination: 'available' },
  debt_repaid: { source: 'issued', destination: 'owed' },
  own_debt_cancelled: { source: 'issued', destination: 'owed' },
  forgiveness_cancelled: { source: 'issued', destination: 'adjusted' },
  taken_back_pending: { source: 'pending', destination: 'revoked' },
  taken_back_own: { source: 'available', destination: 'revoked' },
  taken_back_expired: { source: 'expired', destination: 'revoked' },
  taken_back_other: { source: 'available', destination: 'revoked' },
  taken_back_owed: { source: 'owed', destination: 'revoked' },
  taken_back_forgiven: { source: 'adjusted', destination: 'revoked' },
  matured: { source: 'pending', destination: 'available' },
  expired: { source: 'available', destination: 'expired' },
  merged_out: { source: 'available', destination: 'moved' },
  merged_in: { source: 'moved', destination: 'available' },
  debt_set_off: { source: 'available', destination: 'owed' },
  held: { source: 'available', destination: 'held' },
  spent: { source: 'held', destination: 'redeemed' },
  released: { source: 'held', destination: 'available' },
  grace_given: { source: 'held', destination: 'available' },
};

/** A transfer with its receipt. */
export function transfer(
  movement: TransferReceipt['movement'],
  amount: number,
  because: TransferReceipt['because'],
  change: Partial<PostedTransfer> = {},
): PostedTransfer {
  return {
    ...ACCOUNTS[movement],
    amount,
    receipt: { movement, because },
    orderName: null,
    spendableFrom: null,
    ...change,
  };
}

/** A transfer's movement and amount, and what else is unusual about it. */
type Shape = readonly [TransferReceipt['movement'], number, Partial<PostedTransfer>?];

/** One posting for the same reason. */
export function posting(
  because: TransferReceipt['because'],
  first: Shape,
  ...rest: Shape[]
): PostedTransfers {
  const make = ([movement, amount, change]: Shape) => transfer(movement, amount, because, change);
  return [make(first), ...rest.map(make)];
}
