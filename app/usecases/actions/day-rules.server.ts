import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Database } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { type CalendarDate, startOfDate } from '#app/loyalty/time/calendar.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

const DAY_OCCASIONS: ReadonlySet<ActionRule['occasion']['kind']> = new Set([
  'birthday',
  'join_anniversary',
]);

/**
 * The rules for birthdays and anniversaries that were in force when a day began in the shop. All that a day brings is
 * judged by these, also where the program has changed since.
 * @param date of the shop's calendar
 */
export async function listDayRules(
  { pool }: Pick<Database, 'pool'>,
  shop: Pick<Shop, 'id' | 'timezone'>,
  date: CalendarDate,
): Promise<readonly ActionRule[]> {
  const begins = new Date(startOfDate(date, shop.timezone));
  const version = versionInForce(await listProgramVersions(pool, shop.id), begins);
  const rules = version?.program.earning.actions ?? [];
  return rules.filter(({ occasion }) => DAY_OCCASIONS.has(occasion.kind));
}
