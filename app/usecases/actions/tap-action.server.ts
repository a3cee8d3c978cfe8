import { z } from 'zod';

import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import { Key } from '#app/loyalty/program/parts.ts';

import type { Services } from '../services.server.ts';
import type { ActionOutcome } from './action-wish.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';

/** Something that a member has done before the eyes of staff. */
export interface Tap {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly memberId: string;
  /** Key of the rule. */
  readonly rule: string;
  /** Names the tap: the same again gives nothing. Null where each is one of its own. */
  readonly key: string | null;
}

const TapKey = z.string().regex(/^[\w-]{1,64}$/);

/** What a tap came to. */
export type TapOutcome =
  | { readonly state: 'given' | 'repeated' | 'refused'; readonly receipt: ActionReceipt }
  | { readonly state: 'contradictory' | 'no_such_action' | 'not_a_member' | 'try_later' };

/** Staff tap on something that a member does at the counter, for which a rule gives points. */
export async function tapAction(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  { staffUserId, rule, key, ...asked }: Tap,
): Promise<TapOutcome> {
  const parsed = MemberId.safeParse(asked.memberId);
  if (!parsed.success) return { state: 'not_a_member' };
  if (!Key.safeParse(rule).success) return { state: 'no_such_action' };
  // Of any other form it is none that a page of ours has made.
  if (key !== null && !TapKey.safeParse(key).success) return { state: 'contradictory' };
  const member = await findActiveMember(services.database.pool, shop.id, { memberId: parsed.data });
  if (!member) return { state: 'not_a_member' };
  const { memberId, customerId } = member;
  const now = services.clock.now();
  const wish = {
    externalId: `staff:${key ?? `${rule}:${memberId}:${now.getTime()}`}`,
    memberId,
    rule,
    occasion: 'staff',
    at: now,
    proof: null,
    isToldTooLate: false,
    isFinal: false,
    input: [memberId],
  } as const;
  const note = async (sql: Sql, [outcome]: readonly ActionOutcome[]) => {
    if (outcome?.news !== 'new' || outcome.state !== 'given') return;
    const entry = {
      actor: `staff:${staffUserId}`,
      action: 'action.tapped',
      subject: `customer:${customerId}`,
      detail: { rule, points: outcome.receipt.points },
    } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
  };
  const decided = await decideWithTags(services, shop, [wish], note);
  return decided.ok ? toTapOutcome(decided.outcomes[0]) : { state: 'try_later' };
}

function toTapOutcome(outcome: ActionOutcome | undefined): TapOutcome {
  switch (outcome?.news) {
    case 'new':
      return { state: outcome.state === 'given' ? 'given' : 'refused', receipt: outcome.receipt };
    case 'repeated':
      return { state: 'repeated', receipt: outcome.receipt };
    case 'contradictory':
    case 'no_such_action':
      return { state: outcome.news };
    default:
      return { state: 'not_a_member' };
  }
}
