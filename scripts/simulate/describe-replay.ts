import type { Language } from '#app/components/language.ts';
import { tierName } from '#app/components/tier-name.ts';
import type { Ladder } from '#app/loyalty/ladder.ts';

import type { ReplayedFile } from './replay-file.ts';

/**
 * The figures for people, in their language.
 * @param ladder of the program, which knows the names of its tiers
 */
export function describeReplay(replayed: ReplayedFile, ladder: Ladder, language: Language): string {
  const { text, format } = language;
  const line = (label: Parameters<typeof text>[0], value: number) =>
    `${text(label).padEnd(30)}${format.number(value).padStart(15)}`;
  const at = format.dateTime(new Date(replayed.at), { dateStyle: 'medium', timeStyle: 'short' });
  const tiers = ladder.map((tier) => {
    const members = format.number(replayed.membersByTier[tier.key] ?? 0);
    return `  ${tierName(tier, language)}`.padEnd(30) + members.padStart(15);
  });
  const lines = [
    text('replay.title', { at }),
    '',
    line('replay.orders', replayed.orders),
    line('replay.guestOrders', replayed.guestOrders),
    line('replay.ordersNotEarning', replayed.ordersNotEarning),
    line('replay.members', replayed.members),
    ...tiers,
    line('replay.tierMoves', replayed.tierMoves),
    line('replay.pointsIssued', replayed.pointsIssued),
    line('replay.pointsPending', replayed.pointsPending),
    line('replay.pointsRedeemable', replayed.pointsRedeemable),
    line('replay.pointsExpired', replayed.pointsExpired),
    line('replay.liability', replayed.liability.points),
    '',
    text('replay.notEvaluated'),
    ...replayed.unevaluated.map((what) => `  - ${text(`replay.unevaluated.${what}`)}`),
    '',
    text('replay.took', {
      read: replayed.readSeconds,
      seconds: replayed.seconds,
      rate: replayed.ordersPerSecond,
    }),
  ];
  return `${lines.join('\n')}\n`;
}
