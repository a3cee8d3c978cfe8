import { toTime } from '#sandbox/clock.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';

import type { Event } from './course/happen.ts';
import { CUSTOMER_TAGS } from './course/town.ts';
import type { Told } from './deeds/told.ts';
import type { TrueConsent, TrueOrderState } from './history.ts';
import { trueStateOf } from './true-state.ts';

/** How the news of one moment travelled. */
export interface News {
  sent: number;
  lost: number;
}

/** One line of `events.jsonl`. */
export type Line = {
  /** Number of the event; one event may change several things. */
  readonly event: number;
  readonly at: string;
  readonly kind: string;
  readonly deliveries: News;
} & (
  | { readonly what: 'order'; readonly orderId: string; readonly state: TrueOrderState }
  | {
      readonly what: 'customer';
      readonly customerId: string;
      readonly email: string;
      readonly proven: boolean;
      /** That rules may ask for. */
      readonly tags: readonly string[];
      /** Since when she agrees to the newsletter, or does not any more; null where she never said anything. */
      readonly consent: TrueConsent | null;
    }
  | {
      readonly what: 'merge';
      readonly absorbed: string;
      readonly kept: string;
      /** Whether its own delivery arrived. */
      readonly isTold: boolean;
    }
  | { readonly what: 'version'; readonly version: number }
  | { readonly what: 'nothing that counts' }
  | Told
);

type Change = Line extends infer One ? (One extends Line ? Omit<One, keyof Head> : never) : never;
type Head = Pick<Line, 'event' | 'at' | 'kind' | 'deliveries'>;

/** Writes down what truly happens, as it happens. */
export class Chronicle {
  readonly lines: Line[] = [];
  readonly countByKind: Record<string, number> = {};
  private events = 0;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  get eventCount(): number {
    return this.events;
  }

  /** Notes an event with everything that it has changed. */
  note(event: Event): void {
    const { merge, orderIds = [], customerIds = [], deleted } = event;
    this.write(event.kind, [
      ...(merge ? [{ what: 'merge', ...merge, isTold: true } as const] : []),
      ...customerIds.map((id) => this.customer(id)),
      ...orderIds.flatMap((id) => {
        const order = this.world.orders.get(id);
        return order ? [this.order(order)] : [];
      }),
      ...(deleted ? [this.order(deleted, true)] : []),
    ]);
  }

  /** Notes a publication. */
  noteVersion(kind: string, version: number): void {
    this.write(kind, [{ what: 'version', version }]);
  }

  /** Notes what was asked of the app at a moment, and what it told. */
  noteTold(kind: string, moment: Date, told: Told): void {
    this.write(kind, [told], moment);
  }

  /** Notes that nobody was there who could have asked. */
  noteNothing(kind: string, moment: Date): void {
    this.write(kind, [], moment);
  }

  private write(
    kind: string,
    changes: readonly Change[],
    moment: Date = this.world.clock.now(),
  ): void {
    this.events += 1;
    this.countByKind[kind] = (this.countByKind[kind] ?? 0) + 1;
    const at = toTime(moment);
    const head = { event: this.events, at, kind, deliveries: { sent: 0, lost: 0 } };
    const all: readonly Change[] = changes.length > 0 ? changes : [{ what: 'nothing that counts' }];
    for (const change of all) this.lines.push({ ...head, ...change });
  }

  private order(order: Order, deleted = false): Change {
    const state = trueStateOf(order, this.world, deleted);
    return { what: 'order', orderId: order.id, state };
  }

  private customer(id: string): Change {
    const customer = this.world.customers.get(id);
    const { email, verifiedEmail } = customer ?? { email: null, verifiedEmail: false };
    const { acceptsMarketing: subscribed = false, consentUpdatedAt: at } = customer ?? {};
    return {
      what: 'customer',
      customerId: id,
      email: (email ?? '').toLowerCase(),
      proven: verifiedEmail,
      tags: customer?.tags.filter((tag) => CUSTOMER_TAGS.includes(tag)) ?? [],
      consent: at === undefined ? null : { subscribed, at },
    };
  }
}
