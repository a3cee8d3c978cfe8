import type { OrderReceipt, ReceiptLine } from '#app/loyalty/receipts/order-receipt.ts';

import { writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** What of an order counts, a sentence for each line and each share, and one for their sum where it is no repetition. */
export function explainCounted(receipt: OrderReceipt, language: Language): string[] {
  const write = moneyIn(receipt.currency, language);
  return [
    ...receipt.lines.map((line) => explainLine(line, write, language)),
    ...explainShares(receipt, write, language),
    ...explainSum(receipt, write, language),
  ];
}

type WriteMoney = (minor: number) => string;

function moneyIn(currency: string, language: Language): WriteMoney {
  return (minor) => writeMoney(minor, currency, language);
}

function explainLine(line: ReceiptLine, money: WriteMoney, { text }: Language): string {
  const { tax = 0 } = line;
  const terms = [money(line.gross)];
  const add = (term: 'discount' | 'refunded' | 'taxAdded' | 'taxTaken', minor: number) => {
    if (minor > 0) terms.push(text(`receipt.term.${term}`, { amount: money(minor) }));
  };
  add('discount', line.discount);
  add('refunded', line.refunded);
  add('taxAdded', tax);
  add('taxTaken', -tax);
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

function explainShares(receipt: OrderReceipt, money: WriteMoney, { text }: Language): string[] {
  const sentences = [];
  if (receipt.refundedWithoutLines > 0) {
    const refunded = money(receipt.refundedWithoutLines);
    const share = money(receipt.shareOfRefund);
    sentences.push(text('receipt.refundedWithoutLines', { refunded, share }));
  }
  if (receipt.paidByGiftCard > 0) {
    const paid = money(receipt.paidByGiftCard);
    const share = money(receipt.shareOfGiftCard);
    sentences.push(text('receipt.paidByGiftCard', { paid, share }));
  }
  return sentences;
}

function explainSum(receipt: OrderReceipt, money: WriteMoney, { text }: Language): string[] {
  const { lines, linesNet, extras, shareOfRefund, shareOfGiftCard, counted } = receipt;
  const parts = [
    ...extras.map(({ kind, amount }) => ({ term: kind, amount })),
    { term: 'refund', amount: shareOfRefund } as const,
    { term: 'giftCard', amount: shareOfGiftCard } as const,
  ].filter(({ amount }) => amount > 0);
  if (parts.length === 0 && lines.length === 1) return [];
  const terms = [
    money(linesNet),
    ...parts.map(({ term, amount }) => text(`receipt.term.${term}`, { amount: money(amount) })),
  ];
  if (parts.length > 0) terms.push(text('receipt.term.result', { amount: money(counted) }));
  return [text('receipt.counted', { terms: terms.join(' ') })];
}
