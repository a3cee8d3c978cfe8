import type { ReachedLimit } from '#app/loyalty/receipts/not-given.ts';
import type {
  OrderReceipt,
  ReceiptBonus,
  ReceiptChallenge,
  ReceiptCut,
  ReceiptNoBonus,
} from '#app/loyalty/receipts/order-receipt.ts';

import { writeDay, writeMoney, writePoints } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** What an order earned besides its base rule, what it did not, and why; a sentence each. */
export function explainExtras(receipt: OrderReceipt, language: Language): string[] {
  const { bonuses, noBonuses, challenges, currency, points } = receipt;
  const gave = bonuses.length + challenges.length > 0;
  return [
    ...explainBaseCut(receipt, language),
    ...bonuses.flatMap((bonus) => explainBonus(bonus, currency, language)),
    ...challenges.map((challenge) => explainChallenge(challenge, language)),
    ...(gave ? [language.text('receipt.total', { points: writePoints(points, language) })] : []),
    ...noBonuses.map((bonus) => explainNoBonus(bonus, currency, language)),
  ];
}

/** A limit that was reached: of which period, and from when on there is more. */
export function writeLimit(
  per: ReachedLimit['per'],
  until: string | null,
  language: Language,
): string {
  const period = language.text(`receipt.limit.${per}`);
  if (until === null) return period;
  return language.text('receipt.limit.until', { period, date: writeDay(until, language) });
}

/** What is left of the points that the rule came to, which stand above it. */
function explainBaseCut({ base, nothing }: OrderReceipt, language: Language): string[] {
  // An order that earned nothing says at its beginning why.
  if (!base?.cut || nothing === 'limit_reached') return [];
  return [
    language.text('receipt.baseCut', {
      points: writePoints(base.points, language),
      limit: writeLimit(base.cut.per, base.cut.until, language),
    }),
  ];
}

function explainCut({ uncut, per, until }: ReceiptCut, language: Language): string {
  return language.text('receipt.cut', {
    uncut: writePoints(uncut, language),
    limit: writeLimit(per, until, language),
  });
}

function explainBonus(bonus: ReceiptBonus, currency: string, language: Language): string[] {
  return [
    writeBonus(bonus, currency, language),
    ...(bonus.cut ? [explainCut(bonus.cut, language)] : []),
  ];
}

function writeBonus(bonus: ReceiptBonus, currency: string, language: Language): string {
  const { gives, counted, units } = bonus;
  const name = bonus.name ?? language.text('receipt.bonus.unnamed');
  const points = writePoints(bonus.points, language);
  switch (gives.kind) {
    case 'multiple':
      return language.text('receipt.bonus.multiple', {
        name,
        points,
        percent: language.format.number(gives.percent / 100, { style: 'percent' }),
        counted: writeMoney(counted, currency, language),
      });
    case 'per_item': {
      const each = writePoints(gives.points, language);
      return language.text('receipt.bonus.perItem', { name, points, units, each });
    }
    case 'per_order':
      return language.text('receipt.bonus.perOrder', { name, points });
  }
}

function explainChallenge(challenge: ReceiptChallenge, language: Language): string {
  const { times, points, reward } = challenge;
  const name = challenge.name ?? language.text('receipt.challenge.unnamed');
  return reward === null
    ? language.text('receipt.challenge.points', {
        name,
        times,
        points: writePoints(points, language),
      })
    : language.text('receipt.challenge.reward', { name, times });
}

function explainNoBonus(bonus: ReceiptNoBonus, currency: string, language: Language): string {
  const name = bonus.name ?? language.text('receipt.bonus.unnamed');
  return language.text('receipt.noBonus.line', {
    name,
    reason: writeReason(bonus, currency, language),
  });
}

function writeReason(bonus: ReceiptNoBonus, currency: string, language: Language): string {
  const { text } = language;
  switch (bonus.reason) {
    case 'ended':
    case 'not_begun':
      return text(`receipt.noBonus.${bonus.reason}`, { date: writeDay(bonus.at, language) });
    case 'below_minimum': {
      const minimum = writeMoney(bonus.minimum, currency, language);
      return text('receipt.noBonus.below_minimum', { minimum });
    }
    case 'limit_reached': {
      const limit = writeLimit(bonus.per, bonus.until, language);
      return text('receipt.noBonus.limit_reached', { limit });
    }
    default:
      return text(`receipt.noBonus.${bonus.reason}`);
  }
}
