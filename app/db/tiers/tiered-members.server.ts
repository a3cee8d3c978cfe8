import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { CustomerMerge } from '#app/loyalty/orders/chain.ts';
import type { TierPin } from '#app/loyalty/tiers/hand-set.ts';
import type { TieredMember } from '#app/loyalty/tiers/tier-course.ts';

import type { Sql } from '../database.server.ts';
import { listMergesInto } from '../orders/order-chain.server.ts';

/** A member with all that her courses of tiers depend on besides her marks. */
export interface StoredTieredMember {
  readonly memberId: MemberId;
  /** The customer she is now. */
  readonly track: CustomerId;
  readonly joinedAt: Date;
  /** The customer that a member was who has become her; her own for anybody else. */
  readonly trackOf: (memberId: MemberId) => CustomerId;
  /** Of each customer she was: when she joined as any of them, and what was set by hand while she was one of her own. */
  readonly memberOf: (track: CustomerId) => TieredMember;
  readonly merges: readonly CustomerMerge[];
}

/** Members as their tiers depend on them. Aliases and who was redacted are left out: nobody can be told of a tier. */
export async function readTieredMembers(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<StoredTieredMember[]> {
  const people = await listPeople(sql, shopId, memberIds);
  const merges = await listMergesInto(sql, shopId, memberIds);
  const selvesOf = tieredSelves(people);
  const tracks = new Map(
    people.map((row) => [MemberId.parse(row.id), CustomerId.parse(row.customer_id)]),
  );
  return people
    .filter((row) => row.id === row.owner_id && !row.is_redacted)
    .map((row): StoredTieredMember => {
      const memberId = MemberId.parse(row.id);
      const track = CustomerId.parse(row.customer_id);
      return {
        memberId,
        track,
        trackOf: (self) => tracks.get(self) ?? track,
        joinedAt: row.joined_at,
        memberOf: selvesOf(memberId),
        merges: merges.get(memberId) ?? [],
      };
    });
}

/** Of each member: of each customer whom she is, or was before a merge, what her tier depends on. */
export type TieredSelves = (memberId: MemberId) => (track: CustomerId) => TieredMember;

/**
 * Of each customer whom members are, or were before a merge: when she joined, and what was set by hand. Also of who was
 * redacted: her orders are still judged.
 */
export async function readTieredSelves(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<TieredSelves> {
  return tieredSelves(await listPeople(sql, shopId, memberIds));
}

interface Row {
  readonly id: string;
  readonly owner_id: string;
  readonly customer_id: string;
  readonly joined_at: Date;
  readonly is_redacted: boolean;
  readonly pins: readonly { tier: string; from: string; until: string | null }[] | null;
}

async function listPeople(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Row[]> {
  const { rows } = await sql.query<Row>(
    `SELECT m.id, coalesce(m.merged_into, m.id) AS owner_id, m.customer_id, m.joined_at,
       m.redacted_at IS NOT NULL AS is_redacted,
       (SELECT json_agg(json_build_object('tier', p.tier, 'from', p.from_at, 'until', p.until_at) ORDER BY p.id)
        FROM tier_pins p WHERE p.shop_id = m.shop_id AND p.member_id = m.id) AS pins
     FROM members m WHERE m.shop_id = $1 AND (m.id = ANY($2::bigint[]) OR m.merged_into = ANY($2::bigint[]))`,
    [shopId, memberIds],
  );
  return rows;
}

/**
 * Whoever has been several customers joined when the first of them did: that also dates what they have claimed. So it does
 * not matter whether one was known as a member of her own before the merge was heard of.
 */
function tieredSelves(people: readonly Row[]): TieredSelves {
  const peopleOf = Map.groupBy(people, (row) => row.owner_id);
  return (memberId) => {
    const own = peopleOf.get(memberId) ?? [];
    const joinedAt = own.find(({ id }) => id === memberId)?.joined_at.getTime() ?? null;
    const pins = new Map(own.map((row) => [CustomerId.parse(row.customer_id), pinsOf(row)]));
    return (track) => ({ joinedAt, pins: pins.get(track) ?? [], floors: [] });
  };
}

function pinsOf({ pins }: Row): TierPin[] {
  return (pins ?? []).map(({ tier, from, until }) => ({
    tier,
    from: Date.parse(from),
    until: until === null ? null : Date.parse(until),
  }));
}
