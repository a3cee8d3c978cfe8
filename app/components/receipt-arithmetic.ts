import type { OrderReceipt, ReceiptLine } from '#app/loyalty/receipt.ts';

import { writeCurrencyUnit, writeMoney, writePoints } from './amounts.ts';
import type { Language } from './language.ts';

/**
 * Why an order is worth what it is worth, a sentence a step: the reason where it is worth nothing, the arithmetic, and
 * the difference to what was posted before.
 */
export function explainWorth(receipt: OrderReceipt, language: Language): string[] {
  const hasArithmetic = receipt.nothing === null || receipt.nothing === 'below_one_point';
  return [
    ...explainNothing(receipt, language),
    ...(hasArithmetic ? explainArithmetic(receipt, language) : []),
    ...explainDifference(receipt, language),
  ];
}

function explainNothing({ nothing, counted }: OrderReceipt, { text }: Language): string[] {
  if (nothing === null) return [];
  // All of it refunded, or nothing but gift cards: "not enough" would sound like a mistake.
  if (nothing === 'below_one_point' && counted === 0) return [text('receipt.nothingCounted')];
  return [text(`receipt.nothing.${nothing}`)];
}

function explainArithmetic(receipt: OrderReceipt, language: Language): string[] {
  const { text } = language;
  const money = (minor: number) => writeMoney(minor, receipt.currency, language);
  const sentences = receipt.lines.map((line) => explainLine(line, money, language));
  if (receipt.refundedWithoutLines > 0) {
    sentences.push(
      text('receipt.refundedWithoutLines', {
        refunded: money(receipt.refundedWithoutLines),
        share: money(receipt.shareOfRefund),
      }),
    );
  }
  if (receipt.shareOfRefund > 0 || receipt.lines.length > 1) {
    sentences.push(explainCounted(receipt, money, language));
  }
  sentences.push(
    text('receipt.rule', {
      counted: money(receipt.counted),
      points: writePoints(receipt.points, language),
      pointsPerUnit: writePoints(receipt.pointsPerUnit, language),
      unit: writeCurrencyUnit(receipt.currency, language),
      version: String(receipt.programVersion ?? ''),
    }),
  );
  return sentences;
}

type WriteMoney = (minor: number) => string;

function explainLine(line: ReceiptLine, money: WriteMoney, { text }: Language): string {
  const terms = [money(line.gross)];
  if (line.discount > 0)
    terms.push(text('receipt.term.discount', { amount: money(line.discount) }));
  if (line.refunded > 0)
    terms.push(text('receipt.term.refunded', { amount: money(line.refunded) }));
  if (terms.length > 1 && line.excluded === null) {
    terms.push(text('receipt.term.result', { amount: money(line.net) }));
  }
  const sentence = text('receipt.line', {
    quantity: line.quantity,
    title: line.title,
    terms: terms.join(' '),
  });
  return line.excluded === null
    ? sentence
    : `${sentence}. ${text(`receipt.excluded.${line.excluded}`)}`;
}

function explainCounted(receipt: OrderReceipt, money: WriteMoney, { text }: Language): string {
  const { counted, linesNet, shareOfRefund } = receipt;
  const terms = [money(linesNet)];
  if (shareOfRefund > 0) {
    terms.push(
      text('receipt.share', { amount: money(shareOfRefund) }),
      text('receipt.term.result', { amount: money(counted) }),
    );
  }
  return text('receipt.counted', { terms: terms.join(' ') });
}

function explainDifference(receipt: OrderReceipt, language: Language): string[] {
  const { points, pointsBefore } = receipt;
  if (pointsBefore === 0) return [];
  return [
    language.text('receipt.before', {
      before: writePoints(pointsBefore, language),
      now: writePoints(points, language),
      difference: writePoints(points - pointsBefore, language),
    }),
  ];
}
