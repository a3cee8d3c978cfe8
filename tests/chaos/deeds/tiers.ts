import { setTier } from '#app/usecases/assessing/set-tier.server.ts';

import { asker, type Deed, type Desk, memberOf } from './desk.ts';

const DAY_MS = 86_400_000;

/** Staff set a tier by hand, for a time or for good, or let a member's own take its place again. */
export function setSome(desk: Desk, moment: Date): Deed {
  const { chance, app } = desk;
  // Who is never merged: of an absorbed customer nothing that was set by hand goes over.
  const by = asker(desk, 'settled');
  const customerId = by.id;
  const tier = chance.pick(['bronze', 'silver', 'gold', 'gold', null]);
  const days = chance.pick([null, 5, 40]);
  const until = tier === null || days === null ? null : new Date(moment.getTime() + days * DAY_MS);
  return {
    by,
    async ask(services) {
      const memberId = await memberOf(desk, customerId);
      if (!memberId) return { state: 'not_a_member' };
      const wish = { staffUserId: '1', memberId, tier, until, reason: 'Chaos' };
      return { state: await setTier(services, app.shop, wish) };
    },
    told: (answers) => ({
      what: 'tier',
      customerId,
      tier,
      from: moment.toISOString(),
      until: until?.toISOString() ?? null,
      answers,
    }),
  };
}
