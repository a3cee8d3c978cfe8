import { writeMoney, writePoints } from '#app/components/language/amounts.ts';
import type { Language } from '#app/components/language/language.ts';
import { tierName } from '#app/components/tiers/tier-name.ts';
import { rewardNameOf } from '#app/components/program-text/names.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import type { ReplayedFile } from './replay-file.ts';

/**
 * The figures for people, in their language.
 * @param program which knows the names of its tiers and rewards
 */
export function describeReplay(
  replayed: ReplayedFile,
  program: Program,
  language: Language,
): string {
  const { text, format } = language;
  const line = (label: Parameters<typeof text>[0], value: number) =>
    `${text(label).padEnd(30)}${format.number(value).padStart(15)}`;
  const at = format.dateTime(new Date(replayed.at), { dateStyle: 'medium', timeStyle: 'short' });
  const tiers = program.tiers.map((tier) => {
    const members = format.number(replayed.membersByTier[tier.key] ?? 0);
    return `  ${tierName(tier, language)}`.padEnd(30) + members.padStart(15);
  });
  const lines = [
    text('replay.title', { at, timezone: replayed.timezone }),
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
    ...describeMoney(replayed, program, language),
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

/** What outstanding points can cost, where they buy anything that costs money. */
function describeMoney(
  { liability, currency }: ReplayedFile,
  program: Program,
  language: Language,
): string[] {
  const { money, rate } = liability;
  if (money === null || rate === null || currency === null) return [];
  const { text } = language;
  const label = text('replay.liabilityMoney').padEnd(30);
  return [
    `${label}${writeMoney(money, currency, language).padStart(15)}`,
    text('replay.rate', {
      points: writePoints(rate.points, language),
      amount: writeMoney(rate.amount, currency, language),
      reward: rewardNameOf(rate.reward, { ...language, program, currency }),
    }),
  ];
}
