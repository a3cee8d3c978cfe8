import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import {
  dropBirthday,
  findBirthday,
  saveBirthday,
  type ToldBirthday,
} from '#app/db/actions/birthdays.server.ts';
import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { Birthday, celebrationIn, daysBetween } from '#app/loyalty/actions/birthday.ts';
import { type CalendarDate, dateAt } from '#app/loyalty/time/calendar.ts';
import type { CustomerId, MemberId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';
import { listDayRules } from './day-rules.server.ts';
import { dayWish } from './day-wish.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';

/** Whose birthday is told, and by whom. */
export type BirthdayTeller =
  | { readonly kind: 'shopper'; readonly customerId: CustomerId }
  | { readonly kind: 'staff'; readonly memberId: MemberId; readonly staffUserId: string };

/** A birthday as somebody wrote it; null to forget it. */
export type WrittenBirthday = Readonly<Record<keyof Birthday, unknown>> | null;

/** What telling a birthday came to. */
export type BirthdayOutcome =
  | { readonly state: 'saved'; readonly birthday: Birthday | null }
  | { readonly state: 'not_a_date' | 'not_a_member' };

/**
 * Notes a member's birthday, or forgets it. Where today is the day, and the rule of its beginning does not ask for it to
 * be told before, she is given what it brings at once: the job of the day has been there already.
 */
export async function setBirthday(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  teller: BirthdayTeller,
  written: WrittenBirthday,
): Promise<BirthdayOutcome> {
  const { database, clock } = services;
  const now = clock.now();
  const today = dateAt(now.getTime(), shop.timezone);
  const parsed = Birthday.nullable().safeParse(written);
  if (!parsed.success || isAhead(parsed.data, today)) return { state: 'not_a_date' };
  const by = teller.kind === 'staff' ? { memberId: teller.memberId } : teller;
  const member = await findActiveMember(database.pool, shop.id, by);
  if (!member) return { state: 'not_a_member' };
  const saved = await inTransaction(database, async (sql) => {
    await lockAccounts(sql, shop.id, [member.memberId]);
    if (teller.kind === 'staff') {
      const entry = {
        actor: `staff:${teller.staffUserId}`,
        action: 'birthday.changed',
        subject: `customer:${member.customerId}`,
      } as const;
      await writeAuditEntry(sql, shop.id, entry, now);
    }
    if (parsed.data) return saveBirthday(sql, shop.id, member.memberId, parsed.data, now);
    await dropBirthday(sql, shop.id, member.memberId);
    return null;
  });
  if (saved) await giveToday(services, shop, { memberId: member.memberId, saved, today });
  return { state: 'saved', birthday: parsed.data };
}

/** A birthday that a member or staff see. */
export async function readBirthday(
  { database }: Pick<Services, 'database'>,
  shop: Pick<Shop, 'id'>,
  memberId: MemberId,
): Promise<Birthday | null> {
  const found = await findBirthday(database.pool, shop.id, memberId);
  return found ? { month: found.month, day: found.day, year: found.year } : null;
}

function isAhead(birthday: Birthday | null, today: CalendarDate): boolean {
  const year = birthday?.year ?? null;
  return birthday !== null && year !== null && daysBetween(today, { ...birthday, year }) > 0;
}

async function giveToday(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  told: {
    readonly memberId: MemberId;
    readonly saved: ToldBirthday;
    readonly today: CalendarDate;
  },
): Promise<void> {
  const { memberId, saved, today } = told;
  if (daysBetween(today, celebrationIn(today.year, saved)) !== 0) return;
  const rules = await listDayRules(services.database, shop, today);
  const member = { memberId, since: saved.toldAt };
  const wishes = rules
    .filter(({ occasion }) => occasion.kind === 'birthday')
    .map((rule) => dayWish({ rule, date: today, member }, shop.timezone));
  await decideWithTags(services, shop, wishes);
}
