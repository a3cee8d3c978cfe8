import type { WebhookDelivery } from '../store/webhook-types.ts';

/**
 * What can be done to a single delivery:
 * - `repeat` sends it now, whatever became of it, under its own `X-Shopify-Webhook-Id`;
 * - `duplicate` tells of its event once more under another id;
 * - `hold` keeps it back until `release`;
 * - `drop` loses it.
 */
export const DELIVERY_ACTIONS = ['repeat', 'duplicate', 'hold', 'release', 'drop'] as const;

export type DeliveryAction = (typeof DELIVERY_ACTIONS)[number];

/** Whether something was done, and where not, why. */
export type ActionOutcome = 'done' | 'unknown_delivery' | 'under_way' | 'not_possible';

/** Whether a delivery in this state can be treated so; one that is being sent at this moment only can be repeated. */
export function isPossible(action: DeliveryAction, state: WebhookDelivery['state']): boolean {
  switch (action) {
    case 'repeat':
    case 'duplicate':
      return true;
    case 'hold':
      return state === 'waiting';
    case 'release':
      return state === 'held';
    case 'drop':
      return state === 'waiting' || state === 'held';
  }
}

/**
 * The delivery as it is after an action that is possible; what repeats and duplicates are is the outbox's business.
 * @param now the shop's present, in ISO 8601
 */
export function afterAction(
  delivery: WebhookDelivery,
  action: 'repeat' | 'hold' | 'release' | 'drop',
  now: string,
): WebhookDelivery {
  switch (action) {
    case 'repeat':
    case 'release':
      return { ...delivery, state: 'waiting', nextAttemptAt: now };
    case 'hold':
      return { ...delivery, state: 'held', nextAttemptAt: null };
    case 'drop':
      return {
        ...delivery,
        state: 'lost',
        nextAttemptAt: null,
        faults: [...(delivery.faults ?? []), 'lost'],
      };
  }
}
