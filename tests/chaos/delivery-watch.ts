import { toTime } from '#sandbox/clock.ts';
import type { WebhookDelivery } from '#sandbox/store/webhook-types.ts';
import type { World } from '#sandbox/world.ts';

import type { Line } from './chronicle.ts';

/** How webhooks fared. */
export interface DeliveryFigures {
  readonly delivered: number;
  /** Never sent, or given up after the last retry. */
  readonly lost: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly delayed: number;
  /** Sent more than once because nobody had answered. */
  readonly retried: number;
}

type Seen = Pick<WebhookDelivery, 'topic' | 'triggeredAt' | 'state' | 'faults'> & {
  readonly attempts: number;
};

/**
 * Remembers every delivery: the shop keeps only the newest of those that arrived. It is to look at least once for every
 * thousand deliveries.
 */
export class DeliveryWatch {
  private readonly seen = new Map<string, Seen>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  look(): void {
    for (const delivery of this.world.deliveries.all()) {
      const { id, topic, triggeredAt, state, faults } = delivery;
      const attempts = delivery.attempts.filter(({ problem }) => problem !== null).length;
      this.seen.set(id, { topic, triggeredAt, state, faults: faults ?? [], attempts });
    }
  }

  figures(): DeliveryFigures {
    const all = [...this.seen.values()];
    const struck = (fault: string) =>
      all.filter(({ faults }) => faults?.some((each) => each === fault)).length;
    return {
      delivered: all.filter((one) => !isLost(one)).length,
      lost: all.filter(isLost).length,
      repeated: struck('repeated'),
      reordered: struck('reordered'),
      delayed: struck('delayed'),
      retried: all.filter(({ attempts }) => attempts > 0).length,
    };
  }

  /** The lines with how the news of their moment travelled. */
  complete(lines: readonly Line[]): Line[] {
    const byMoment = Map.groupBy(this.seen.values(), ({ triggeredAt }) =>
      toTime(new Date(triggeredAt)),
    );
    return lines.map((line) => {
      const told = byMoment.get(line.at) ?? [];
      const lost = told.filter(isLost);
      const completed = { ...line, deliveries: { sent: told.length, lost: lost.length } };
      if (completed.what !== 'merge') return completed;
      return { ...completed, isTold: lost.every(({ topic }) => topic !== 'customers/merge') };
    });
  }
}

function isLost({ state }: Seen): boolean {
  return state === 'lost' || state === 'failed';
}
