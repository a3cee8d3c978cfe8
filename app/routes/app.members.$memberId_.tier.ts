import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';

import type { TierAnswer } from '#app/components/tiers/shown-tier.ts';
import { startOfDate } from '#app/loyalty/time/calendar.ts';
import { setTier } from '#app/usecases/assessing/set-tier.server.ts';
import { tickPerk } from '#app/usecases/tiers/tick-perk.server.ts';
import { untickPerk } from '#app/usecases/tiers/untick-perk.server.ts';

import { enterAdmin } from './enter.server.ts';

/** What the forms about a member's tier send. */
const TierForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('set'),
    tier: z.string().max(100),
    /** The last day on which it holds; empty for good. */
    until: z.union([z.literal(''), z.iso.date()]),
    reason: z.string().max(1_000),
  }),
  z.object({ intent: z.literal('release') }),
  z.object({ intent: z.literal('tick'), perk: z.string().max(100), key: z.uuid() }),
  z.object({ intent: z.literal('untick'), use: z.string().max(20) }),
]);

export async function action(args: ActionFunctionArgs): Promise<TierAnswer> {
  const { shop, staffUserId, services } = await enterAdmin(args);
  const memberId = args.params['memberId'] ?? '';
  const form = TierForm.safeParse(Object.fromEntries(await args.request.formData()));
  if (!form.success) return 'not_understood';
  switch (form.data.intent) {
    case 'set': {
      const { tier, reason } = form.data;
      const until = endOfDay(form.data.until, shop.timezone);
      return setTier(services, shop, { staffUserId, memberId, tier, until, reason });
    }
    case 'release':
      return setTier(services, shop, {
        staffUserId,
        memberId,
        tier: null,
        until: null,
        reason: '',
      });
    case 'tick': {
      const { perk, key } = form.data;
      return (await tickPerk(services, shop, { staffUserId, memberId, perk, key })).outcome;
    }
    case 'untick':
      return untickPerk(services, shop, { staffUserId, memberId, use: form.data.use });
  }
}

function endOfDay(date: string, timezone: string): Date | null {
  if (date === '') return null;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(startOfDate({ year, month, day: day + 1 }, timezone));
}
