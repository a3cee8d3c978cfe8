import { tickPerk } from '#app/usecases/tiers/tick-perk.server.ts';

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
