import type { MemberId } from '#app/loyalty/ids.ts';
import { tickPerk } from '#app/usecases/tiers/tick-perk.server.ts';
import { untickPerk } from '#app/usecases/tiers/untick-perk.server.ts';

import { PERKS } from '../course/ladder.ts';
import { uuid } from './actions.ts';
import { asker, type Deed, type Desk, memberOf } from './desk.ts';

/** Staff tick off a perk of a member's tier, or of one that she has not reached. */
export function tick(desk: Desk): Deed {
  const { chance, app } = desk;
  const by = asker(desk, 'merging', 'settled');
  const customerId = by.id;
  const perk = chance.pick(PERKS);
  const key = uuid(desk);
  return {
    by,
    async ask(services) {
      const memberId = await memberOf(desk, customerId);
      if (!memberId) return { state: 'not_a_member' };
      const use = { staffUserId: '1', memberId, perk, key };
      return { state: (await tickPerk(services, app.shop, use)).outcome };
    },
    told: (answers) => ({ what: 'perk', customerId, perk, answers }),
  };
}

/** Staff take back the last perk that they ticked off for somebody. */
export function untick(desk: Desk): Deed {
  const by = asker(desk, 'merging', 'settled');
  let use: string | null = null;
  return {
    by,
    async ask(services) {
      const memberId = await memberOf(desk, by.id);
      use ??= memberId ? await lastUse(desk, memberId) : null;
      if (!memberId || use === null) return { state: 'not_used' };
      const wish = { staffUserId: '1', memberId, use };
      return { state: await untickPerk(services, desk.app.shop, wish) };
    },
    told: (answers) => ({ what: 'perk undone', use, answers }),
  };
}

async function lastUse({ app }: Desk, memberId: MemberId): Promise<string | null> {
  const { rows } = await app.services.database.pool.query<{ id: string }>(
    `SELECT id FROM perk_uses WHERE shop_id = $1 AND member_id = $2 AND undone_at IS NULL ORDER BY id DESC LIMIT 1`,
    [app.shop.id, memberId],
  );
  return rows[0]?.id ?? null;
}
