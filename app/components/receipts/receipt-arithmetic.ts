import type { OrderReceipt, ReceiptEarns } from '#app/loyalty/receipts/order-receipt.ts';
import { worthOf } from '#app/loyalty/orders/worth.ts';

import { writeDay, writeMoney, writePoints, writeWholeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';
import { explainCounted } from './receipt-counted.ts';
import { explainExtras, writeLimit } from './receipt-extras.ts';
import { tierName } from '../tiers/tier-name.ts';

/** Why an order is worth what it is worth now, a sentence a step: the reason where it is worth nothing, and the arithmetic. */
export function explainWorth(receipt: OrderReceipt, language: Language): string[] {
  return [
    ...explainClaim(receipt, language),
    ...explainNothing(receipt, language),
    ...(hasArithmetic(receipt) ? explainCounted(receipt, language) : []),
    ...explainRule(receipt, language),
    ...explainExtras(receipt, language),
  ];
}

/** How what an order is worth differs from what was posted for it before. */
export function explainDifference(
  { points, pointsBefore }: OrderReceipt,
  language: Language,
): string[] {
  if (pointsBefore === 0) return [];
  return [
    language.text('receipt.before', {
      before: writePoints(pointsBefore, language),
      now: writePoints(points, language),
      difference: writePoints(points - pointsBefore, language),
    }),
  ];
}

function hasArithmetic({ nothing }: OrderReceipt): boolean {
  return (
    nothing === null ||
    nothing === 'below_one_point' ||
    nothing === 'below_minimum' ||
    nothing === 'limit_reached'
  );
}

function explainClaim({ claimedAt }: OrderReceipt, language: Language): string[] {
  if (claimedAt === null) return [];
  return [language.text('receipt.claimed', { date: writeDay(claimedAt, language) })];
}

function explainNothing(receipt: OrderReceipt, language: Language): string[] {
  const { nothing, counted, minimum, currency } = receipt;
  const { text } = language;
  if (nothing === null) return [];
  // All of it refunded, or nothing but gift cards: "not enough" would sound like a mistake.
  if (hasArithmetic(receipt) && counted === 0) return [text('receipt.nothingCounted')];
  if (nothing === 'below_minimum') {
    return [
      text('receipt.nothing.below_minimum', { minimum: writeMoney(minimum, currency, language) }),
    ];
  }
  if (nothing === 'limit_reached') {
    const { per, until } = receipt.base?.cut ?? { per: 'ever', until: null };
    return [text('receipt.nothing.limit_reached', { limit: writeLimit(per, until, language) })];
  }
  return [text(`receipt.nothing.${nothing}`)];
}

function explainRule(receipt: OrderReceipt, language: Language): string[] {
  const { earns, nothing } = receipt;
  const isRuled = nothing === null || nothing === 'below_one_point' || nothing === 'limit_reached';
  if (earns === null || !isRuled) return [];
  const terms = [
    writeEarns(earns, receipt.currency, language),
    ...writeTier(receipt, language),
    ...writeRounding(receipt, earns, language),
  ];
  return [
    language.text('receipt.rule', {
      counted: writeMoney(receipt.counted, receipt.currency, language),
      points: writePoints(basePoints(receipt), language),
      terms: terms.join(', '),
      version: String(receipt.programVersion ?? ''),
    }),
  ];
}

/** What the base rule comes to, before its limit. */
function basePoints({ base, points }: OrderReceipt): number {
  return base?.cut?.uncut ?? base?.points ?? points;
}

function writeEarns(earns: ReceiptEarns, currency: string, language: Language): string {
  const points = writePoints(earns.points, language);
  switch (earns.kind) {
    case 'per_amount': {
      const unit = writeWholeMoney(earns.amount, currency, language);
      return language.text('receipt.ruleTerm.perAmount', { points, unit });
    }
    case 'per_order':
      return language.text('receipt.ruleTerm.perOrder', { points });
  }
}

function writeTier({ tier }: OrderReceipt, language: Language): string[] {
  // What multiplies nothing explains nothing.
  if (tier === null || tier.percent === 100) return [];
  const percent = language.format.number(tier.percent / 100, { style: 'percent' });
  return [language.text('receipt.ruleTerm.tier', { tier: tierName(tier, language), percent })];
}

/** Rounding is said where it made a difference, or might have been expected to. */
function writeRounding(
  { counted, currency, rounding, tier }: OrderReceipt,
  earns: ReceiptEarns,
  { text }: Language,
): string[] {
  const rounded = (way: OrderReceipt['rounding']) =>
    worthOf({ earns, rounding: way }, counted, currency, tier?.percent ?? 100);
  if (rounding === 'down' && rounded('down') === rounded('up')) return [];
  return [text(`receipt.ruleTerm.${rounding}`)];
}
