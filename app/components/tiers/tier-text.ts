import { writeDay, writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import type { ShownMove, ShownPerk, ShownTier, TierAnswer } from './shown-tier.ts';
import { tierName } from './tier-name.ts';

const SECOND_MS = 1_000;

/** An amount in the measure of the ladder: `120 points`, `€99.50`, `3 orders`. */
export function writeMeasured(
  amount: number,
  { measure, currency }: Pick<ShownTier, 'measure' | 'currency'>,
  language: Language,
): string {
  const { text } = language;
  switch (measure) {
    case 'points':
    case 'by_hand':
      return text('points.amount', { count: amount });
    case 'spend':
      return writeMoney(amount, currency, language);
    case 'orders':
      return text('memberTier.orders', { count: amount });
    case 'referrals':
      return text('memberTier.friends', { count: amount });
  }
}

/** Since when, what counts now, what ends it and what it takes to keep it. */
export function describeTier(tier: ShownTier, language: Language): string[] {
  const { text } = language;
  const sentences: string[] = [];
  if (tier.since)
    sentences.push(text('memberTier.since', { date: writeDay(tier.since, language) }));
  if (tier.measure !== 'by_hand') {
    sentences.push(
      text('memberTier.counted', { amount: writeMeasured(tier.measured, tier, language) }),
    );
  }
  if (tier.earningPercent > 100) {
    sentences.push(text('memberTier.earnsMore', { percent: tier.earningPercent - 100 }));
  }
  if (tier.byHand) return [...sentences, ...describeHand(tier.byHand, language)];
  if (tier.nextAssessmentAt) {
    const date = lastDay(tier.nextAssessmentAt, language);
    sentences.push(
      tier.missingToKeep > 0
        ? text('memberTier.toKeep', {
            date,
            missing: writeMeasured(tier.missingToKeep, tier, language),
          })
        : text('memberTier.kept', { date }),
    );
  }
  return sentences;
}

function describeHand(byHand: NonNullable<ShownTier['byHand']>, language: Language): string[] {
  const { text } = language;
  const until = byHand.until
    ? text('memberTier.byHandUntil', { date: lastDay(byHand.until, language) })
    : text('memberTier.byHandForGood');
  return byHand.reason === ''
    ? [until]
    : [until, text('memberTier.because', { reason: byHand.reason })];
}

/** What ends at a moment holds on the day that is just over then. */
function lastDay(moment: string, language: Language): string {
  return writeDay(new Date(Date.parse(moment) - SECOND_MS).toISOString(), language);
}

const MOVES = {
  reached: 'memberTier.move.reached',
  returned: 'memberTier.move.returned',
  assessed: 'memberTier.move.assessed',
  program_changed: 'memberTier.move.programChanged',
  merged: 'memberTier.move.merged',
  by_hand: 'memberTier.move.byHand',
  by_hand_ended: 'memberTier.move.byHandEnded',
} as const satisfies Record<ShownMove['reason'], string>;

/** From where to where: `Bronze → Silver`. */
export function nameMove({ from, to }: ShownMove, language: Language): string {
  const none = language.text('memberTier.none');
  const name = (tier: ShownMove['from']) => (tier ? tierName(tier, language) : none);
  return language.text('memberTier.move.title', { from: name(from), to: name(to) });
}

/** Why a tier became another. */
export function describeMove({ reason }: ShownMove, { text }: Language): string {
  return text(MOVES[reason]);
}

/** How often a perk is there, and whether it is used up. */
export function describePerk({ every, usedAt, again }: ShownPerk, language: Language): string {
  const { text } = language;
  if (usedAt === null) return text(`memberTier.perk.${every}`);
  const date = writeDay(usedAt, language);
  if (again === null) return text('memberTier.perk.usedUp', { date });
  return text('memberTier.perk.used', { date, again: writeDay(again, language) });
}

/** What it means to tick a perk off now. */
export function describeTick({ periodEnds }: ShownPerk, language: Language): string {
  if (periodEnds === null) return language.text('memberTier.perk.tickText.once');
  const date = writeDay(periodEnds, language);
  return language.text('memberTier.perk.tickText.again', { date });
}

/** Why a perk was not ticked off, and what to do about it. */
export function explainPerkAnswer(answer: TierAnswer, { text }: Language): string {
  switch (answer) {
    case 'used':
      return text('memberTier.perk.answer.used');
    case 'undone_since':
      return text('memberTier.perk.answer.undoneSince');
    case 'not_of_tier':
    case 'lasting':
      return text('memberTier.perk.answer.notOfTier');
    default:
      return text('memberTier.perk.answer.failed');
  }
}
