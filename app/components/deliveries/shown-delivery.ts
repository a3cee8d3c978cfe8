import type { FoundReason } from '#app/loyalty/deliveries/delivery-reason.ts';

import type { DeliverySubject } from './delivery-text.ts';

/** A delivery as the pages show it. Times are ISO 8601. */
export interface ShownDelivery {
  readonly id: string;
  readonly topic: string;
  readonly receivedAt: string;
  readonly state: 'received' | 'waiting' | 'done' | 'unreadable';
  readonly attempts: number;
  readonly retryAt: string | null;
  readonly doneAt: string | null;
  readonly reason: FoundReason | null;
  readonly subject: DeliverySubject | null;
}
