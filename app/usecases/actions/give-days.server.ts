import {
  type Celebrating,
  listAnniversaries,
  listBirthdays,
} from '#app/db/actions/birthdays.server.ts';
import { findGivenUntil, saveGivenUntil } from '#app/db/actions/occasion-days.server.ts';
import type { Database } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { dateAfter, daysBetween, daysCelebratedOn } from '#app/loyalty/actions/birthday.ts';
import { type CalendarDate, dateAt } from '#app/loyalty/time/calendar.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';

import type { Services } from '../services.server.ts';
import { listDayRules } from './day-rules.server.ts';
import { dayWish } from './day-wish.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';
import type { OccasionStep } from './occasion-step.server.ts';

const BATCH_SIZE = 500;

/** A shop whose app was away for longer does not congratulate anybody for what is over for so long. */
const DAYS_LATE_MAX = 31;

/**
 * Gives the birthdays and anniversaries of the next day of the shop's calendar that has begun, to page after page of
 * members; then notes the day. Interrupted within a day it begins that day anew, and gives nothing twice.
 */
export async function giveDays(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
): Promise<OccasionStep> {
  const { database, clock } = services;
  const today = dateAt(clock.now().getTime(), shop.timezone);
  const date = nextDate(await findGivenUntil(database.pool, shop.id), today);
  if (!date) return { kind: 'done' };
  for (const rule of await listDayRules(database, shop, date)) {
    for (let after = '0'; ;) {
      const members = await listCelebrating(database, shop, { rule, date, after });
      const last = members.at(-1);
      if (!last) break;
      after = last.memberId;
      const wishes = members.map((member) => dayWish({ rule, date, member }, shop.timezone));
      const decided = await decideWithTags(services, shop, wishes);
      if (!decided.ok) return { kind: 'no_answer', failure: decided.failure };
    }
  }
  await saveGivenUntil(database.pool, shop.id, date);
  return { kind: 'more' };
}

/** @returns null where today has been given; a shop begins with today */
function nextDate(givenUntil: CalendarDate | null, today: CalendarDate): CalendarDate | null {
  if (givenUntil === null) return today;
  const daysLate = daysBetween(givenUntil, today);
  if (daysLate <= 0) return null;
  return dateAfter(today, -Math.min(daysLate - 1, DAYS_LATE_MAX));
}

async function listCelebrating(
  { pool }: Database,
  shop: Shop,
  asked: { readonly rule: ActionRule; readonly date: CalendarDate; readonly after: string },
): Promise<Celebrating[]> {
  const { rule, date, after } = asked;
  const days = daysCelebratedOn(date);
  const page = { after, limit: BATCH_SIZE };
  return rule.occasion.kind === 'birthday'
    ? listBirthdays(pool, shop.id, days, page)
    : listAnniversaries(pool, shop.id, { days, year: date.year }, shop.timezone, page);
}
