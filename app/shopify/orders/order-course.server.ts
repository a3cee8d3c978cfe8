import { sumMinor } from '#app/loyalty/money.ts';

/** A parcel of an order. `status` in lower case, as in REST; the Admin API writes the same words in capitals. */
export interface FulfillmentParts {
  readonly createdAt: string;
  readonly status: string;
}

/** A payment, or its return. Words in lower case; minor units. */
export interface PaymentParts {
  readonly kind: string;
  readonly status: string;
  readonly gateway: string | null;
  readonly amount: number;
}

/** The gateway of payments by gift card. */
const GIFT_CARD = 'gift_card';

/** Parcels that never left. */
const NOT_SENT = new Set(['cancelled', 'failure', 'error']);

/**
 * When an order was fulfilled: when the last of its parcels left.
 * @param status of the whole order
 * @returns null while anything of it waits
 */
export function fulfilledAt(
  status: string | null,
  fulfillments: readonly FulfillmentParts[],
): string | null {
  if (status !== 'fulfilled') return null;
  return fulfillments
    .filter((fulfillment) => !NOT_SENT.has(fulfillment.status))
    .map((fulfillment) => fulfillment.createdAt)
    .reduce<string | null>(
      (last, time) => (last === null || isLater(time, last) ? time : last),
      null,
    );
}

/** Times come in the shop's time zone, whose offset changes twice a year, so as text they do not compare. */
function isLater(time: string, than: string): boolean {
  return Date.parse(time) > Date.parse(than);
}

/** What gift cards paid, less what was refunded to them. */
export function paidByGiftCard(payments: readonly PaymentParts[]): number {
  const moved = payments.filter(
    ({ gateway, status }) => gateway === GIFT_CARD && status === 'success',
  );
  const amounts = moved.map(({ kind, amount }) => {
    if (kind === 'sale' || kind === 'capture') return amount;
    return kind === 'refund' ? -amount : 0;
  });
  return Math.max(0, sumMinor(amounts));
}

/** Whether an order was paid by gift card, of which its own body does not say how much. */
export function wasPaidByGiftCard(gatewayNames: readonly string[]): boolean {
  return gatewayNames.includes(GIFT_CARD);
}

/** A refund counts unless it has transactions and all of them failed. */
export function moneyMayMove(statuses: readonly string[]): boolean {
  const failed = statuses.filter((status) => /^(failure|error)$/i.test(status));
  return statuses.length === 0 || failed.length < statuses.length;
}
