import type { Sql } from '#app/db/database.server.ts';
import { type OwnedLot, takeLotIds } from '#app/db/ledger/lots.server.ts';
import type { NewLot } from '#app/db/ledger/post-transfers.server.ts';
import type { MemberId, OrderId } from '#app/loyalty/ids.ts';

import { type Difference, orderIdOf } from './differences.server.ts';

/** The lots that a settlement works on, by whose they are; those that do not exist yet are opened. */
export class MembersLots {
  readonly opened: NewLot[] = [];
  private readonly byOwner: Map<MemberId, OwnedLot[]>;

  constructor(lots: readonly OwnedLot[]) {
    this.byOwner = Map.groupBy(lots, (lot) => lot.ownerId);
  }

  /** All of a member's that were read, and those that were opened. */
  of(memberId: MemberId): readonly OwnedLot[] {
    return this.byOwner.get(memberId) ?? [];
  }

  /** The order's own lots of a member. */
  own(memberId: MemberId, orderId: OrderId): OwnedLot[] {
    return this.of(memberId).filter((lot) => lot.causeKind === 'order' && lot.causeId === orderId);
  }

  /** Opens a lot for every order that has none of the member's yet. */
  async open(sql: Sql, differences: readonly Difference[]): Promise<void> {
    const missing = differences.filter(
      ({ memberId, judged }) => this.own(memberId, orderIdOf(judged)).length === 0,
    );
    const ids = await takeLotIds(sql, missing.length);
    missing.forEach(({ memberId, judged, dates }, index) => {
      const lotId = ids[index];
      if (lotId === undefined) throw new Error('no id was given for a lot');
      const openedAt = new Date(judged.change.fact.processedAt);
      const cause = { causeKind: 'order', causeId: orderIdOf(judged) } as const;
      this.opened.push({ lotId, memberId, ...cause, openedAt, ...dates });
      const empty = { pending: 0, remaining: 0, held: 0, expired: 0, owed: 0, forgiven: 0 };
      const lots = this.byOwner.get(memberId) ?? [];
      const ownExpiresAt = dates.expiresAt;
      lots.push({
        lotId,
        ownerId: memberId,
        ...cause,
        ...dates,
        ownExpiresAt,
        ...empty,
        nextOrdinal: 0,
      });
      this.byOwner.set(memberId, lots);
    });
  }
}
