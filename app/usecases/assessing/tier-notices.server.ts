import type { Notice } from '#app/db/shops/notices.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { Assessment } from '#app/loyalty/tiers/assessment.ts';

/** What a member is to be told of her tier. */
export function noticesOf(
  memberId: MemberId,
  { standing, move, isNews, warnedOf }: Assessment,
): Notice[] {
  const notices: Notice[] = [];
  if (move && isNews && move.direction !== 'level') {
    const at = new Date(move.at).toISOString();
    notices.push({
      memberId,
      kind: move.direction === 'up' ? 'tier_reached' : 'tier_lost',
      key: `${move.to ?? ''} ${at}`,
      detail: { from: move.from, to: move.to, at, reason: move.reason },
    });
  }
  if (warnedOf !== null) {
    const at = new Date(warnedOf).toISOString();
    const detail = { tier: standing.tier, at, missing: standing.missingToKeep };
    notices.push({ memberId, kind: 'tier_warning', key: `${standing.tier ?? ''} ${at}`, detail });
  }
  return notices;
}
