import type { EarningRules } from '#app/loyalty/program/earning-rules.ts';

import { type ProgramWords, when, writeList } from './program-words.ts';

/** What holds for the program as a whole. */
export function describeGeneral(words: ProgramWords): string[] {
  const { text, program } = words;
  const { name, enrolment, refunds, redemption } = program;
  return [
    ...(name === null ? [] : [text('programText.general.name', { name })]),
    text(`programText.general.${enrolment.who}`),
    text('programText.general.claim', { days: enrolment.claimDays }),
    text(`programText.general.${refunds.beyondBalance}`),
    text('programText.general.grace', { days: redemption.graceDays }),
    text(`programText.general.${redemption.afterReturn}`),
  ];
}

/** From when on points can be spent, and until when. */
export function describeDates(words: ProgramWords): string[] {
  const { maturity, expiry, expiryWarnings } = words.program.earning;
  return [
    describeMaturity(maturity, words),
    describeExpiry(expiry, words),
    ...when(expiryWarnings.length > 0, () => describeWarnings(expiryWarnings, words)),
  ];
}

function describeMaturity(maturity: EarningRules['maturity'], { text }: ProgramWords): string {
  return maturity.kind === 'at_once'
    ? text('programText.dates.at_once')
    : text(`programText.dates.${maturity.kind}`, { days: maturity.days });
}

function describeExpiry(expiry: EarningRules['expiry'], { text, format }: ProgramWords): string {
  switch (expiry.kind) {
    case 'never':
      return text('programText.dates.never');
    case 'after_days':
      return text('programText.dates.expireAfter', { days: expiry.days });
    case 'after_inactivity':
      return text('programText.dates.expireIdle', { days: expiry.days });
    case 'yearly': {
      // Any leap year has every day of the calendar.
      const date = new Date(Date.UTC(2028, expiry.month - 1, expiry.day));
      const day = format.dateTime(date, { day: 'numeric', month: 'long', timeZone: 'UTC' });
      return text('programText.dates.expireYearly', { day, days: expiry.minimumDays });
    }
  }
}

function describeWarnings(days: readonly number[], words: ProgramWords): string {
  const sorted = [...days].sort((a, b) => b - a);
  const written = sorted.map((each) => words.format.number(each));
  return words.text('programText.dates.warnings', {
    days: writeList(written, words),
    last: sorted.at(-1) ?? 0,
  });
}
