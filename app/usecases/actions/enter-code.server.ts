import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { findCodePause, noteVainAttempt } from '#app/db/actions/code-attempts.server.ts';
import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { findShopByDomain } from '#app/db/shops/shops.server.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';
import type { Shopper } from '../shopper.server.ts';
import { outcomeForShopper, type ShopperOutcome } from './shopper-outcome.server.ts';

/** What entering a code came to. */
export type CodeOutcome =
  | ShopperOutcome
  | { readonly state: 'no_such_code' }
  /** She has tried so many in vain that she has to wait. */
  | { readonly state: 'too_many_attempts'; readonly until: Date };

/** Ten an hour: enough for who mistypes, and too few for whoever tries what might be a code. */
const ATTEMPTS = { attemptsMax: 10, withinMs: 60 * 60 * 1000 };

/**
 * A member enters a code, or opens its link. Upper and lower case are the same. How many may be tried in vain is limited,
 * so that nobody can guess them.
 */
export async function enterCode(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  { shopDomain, customerId }: Shopper,
  code: string,
): Promise<CodeOutcome> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const shop = await findShopByDomain(pool, shopDomain);
  const member = shop && (await findActiveMember(pool, shop.id, { customerId }));
  if (!member) return { state: 'not_a_member' };
  const { memberId } = member;
  const found = await findCode(services, shop.id, memberId, code);
  if ('state' in found) return found;
  const now = services.clock.now();
  const decided = await decideWithTags(services, shop, [
    {
      externalId: `code:${found.key}:${memberId}:${now.getTime()}`,
      memberId,
      rule: found.key,
      occasion: 'code',
      at: now,
      proof: null,
      isToldTooLate: false,
      isFinal: false,
      input: [memberId],
    },
  ]);
  return outcomeForShopper(decided);
}

/** Under the member's lock, so that many guesses at once are counted one by one. */
async function findCode(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  memberId: MemberId,
  code: string,
): Promise<ActionRule | Exclude<CodeOutcome, ShopperOutcome>> {
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    await lockAccounts(sql, shopId, [memberId]);
    const until = await findCodePause(sql, shopId, memberId, ATTEMPTS, now);
    if (until) return { state: 'too_many_attempts', until };
    const version = versionInForce(await listProgramVersions(sql, shopId), now);
    const written = code.trim().toUpperCase();
    const rule = version?.program.earning.actions.find(
      ({ occasion }) => occasion.kind === 'code' && occasion.code === written,
    );
    if (rule) return rule;
    await noteVainAttempt(sql, shopId, memberId, ATTEMPTS, now);
    return { state: 'no_such_code' };
  });
}
