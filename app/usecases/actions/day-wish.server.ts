import type { Celebrating } from '#app/db/actions/birthdays.server.ts';
import { daysBetween } from '#app/loyalty/actions/birthday.ts';
import { type CalendarDate, dateAt, startOfDate } from '#app/loyalty/time/calendar.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';

import type { UntaggedWish } from './decide-with-tags.server.ts';

/** A member's birthday or anniversary, on a date of the shop's calendar. */
interface Celebration {
  readonly rule: ActionRule;
  readonly date: CalendarDate;
  readonly member: Celebrating;
}

/** What a birthday or an anniversary wishes for, by its date. That it brings something once a year is the rule's limit. */
export function dayWish({ rule, date, member }: Celebration, timezone: string): UntaggedWish {
  const { occasion } = rule;
  const written = [date.year, date.month, date.day].join('-');
  const told = dateAt(member.since.getTime(), timezone);
  return {
    externalId: `${occasion.kind}:${rule.key}:${member.memberId}:${written}`,
    memberId: member.memberId,
    rule: rule.key,
    occasion: occasion.kind,
    at: new Date(startOfDate(date, timezone)),
    proof: null,
    isToldTooLate:
      occasion.kind === 'birthday' && daysBetween(told, date) < occasion.toldDaysBefore,
    isFinal: true,
    input: [member.memberId, written],
  };
}
