import type { UnjudgedConsent } from '#app/db/actions/email-consents.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listMergesInto } from '#app/db/orders/order-chain.server.ts';
import { customerAt, visibleTracks } from '#app/loyalty/history/visible-tracks.ts';
import type { CustomerId, ShopId } from '#app/loyalty/ids.ts';

/** A consent of a member's, and who she was when she said so. */
export interface SpokenConsent extends UnjudgedConsent {
  readonly member: NonNullable<UnjudgedConsent['member']>;
  /** The customer, and those who had become her by then. */
  readonly speaksFor: ReadonlySet<CustomerId>;
}

/**
 * Consents of members, each for whom it speaks. Who is another customer by then has said nothing: it is the other who
 * agrees and withdraws for both.
 */
export async function withSpeakers(
  sql: Sql,
  shopId: ShopId,
  consents: readonly UnjudgedConsent[],
): Promise<SpokenConsent[]> {
  const memberIds = [...new Set(consents.flatMap(({ member }) => member?.memberId ?? []))];
  const mergesOf = await listMergesInto(sql, shopId, memberIds);
  return consents.flatMap((consent): SpokenConsent[] => {
    const { member, customerId } = consent;
    if (!member) return [];
    const at = consent.at.getTime();
    const merges = mergesOf.get(member.memberId) ?? [];
    if (customerAt(merges, customerId, at) !== customerId) return [];
    return [{ ...consent, member, speaksFor: visibleTracks(merges, customerId, at) }];
  });
}
