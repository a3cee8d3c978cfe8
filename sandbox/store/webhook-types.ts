import type { Id, Time } from './scalars.ts';

export interface WebhookDelivery {
  /** `X-Shopify-Webhook-Id` */
  id: Id;
  /** `X-Shopify-Event-Id` */
  eventId: Id;
  topic: string;
  /** Where it is posted: the subscription's address when it was triggered. */
  address: string;
  triggeredAt: Time;
  /** The raw body, signed anew at each try. */
  body: string;
  /** Held: kept back by hand until it is released. Lost: never sent, or never again. */
  state: 'waiting' | 'held' | 'delivered' | 'failed' | 'lost';
  attempts: { at: Time; status: number | null; problem: string | null; milliseconds: number }[];
  nextAttemptAt: Time | null;
  /** What was done to it on purpose; see `sandbox/webhooks/delivery-faults.ts`. */
  faults?: DeliveryFault[];
  /** How often it is still to be sent although it arrives. */
  repeatsLeft?: number;
  /** How many deliveries behind it go first. */
  overtakenBy?: number;
  /** Id of the delivery whose event it tells of once more. */
  duplicateOf?: Id;
}

export type DeliveryFault = 'lost' | 'repeated' | 'duplicated' | 'delayed' | 'reordered';
