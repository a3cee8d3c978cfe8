import { z } from 'zod';

import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { findMembersByEmailHash } from '#app/db/members/enrolment.server.ts';
import { hashContact } from '#app/db/orders/guest-orders.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { Key } from '#app/loyalty/program/parts.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import type { Services } from '../services.server.ts';
import type { ActionOutcome } from './action-wish.server.ts';
import { decideWithTags } from './decide-with-tags.server.ts';

/** What another program of the shop reports. */
export const ReportedAction = z
  .strictObject({
    /** Shopify's id of the customer. */
    customerId: CustomerId.optional(),
    /** An e-mail address that is proven to be a member's. */
    email: z.email().max(320).optional(),
    /** Key of the rule. */
    action: Key,
    /** Names what was done, among all that this shop's programs report. */
    id: z
      .string()
      .min(1)
      .max(200)
      .refine((id) => id === storableText(id), { message: 'no text that can be kept' }),
    /** When it was done; now where it is left out. */
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ customerId, email }) => (customerId === undefined) !== (email === undefined), {
    message: 'either customerId or email',
    path: ['customerId'],
  });

export type ReportedAction = z.infer<typeof ReportedAction>;

/** What a report came to. */
export type ReportOutcome =
  | Extract<ActionOutcome, { readonly news: 'new' | 'repeated' }>
  | {
      readonly news:
        | 'contradictory'
        | 'no_such_action'
        | 'not_a_member'
        /** It was done before she became a member. */
        | 'before_joining'
        | 'in_the_future'
        | 'try_later';
    };

/** As much as clocks may differ. */
const TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Another program of the shop reports that a member has done something. Reported again under the same id it changes
 * nothing, and is answered as the first time.
 */
export async function reportAction(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  report: ReportedAction,
): Promise<ReportOutcome> {
  const now = services.clock.now();
  const at = report.at === undefined ? now : new Date(report.at);
  if (at.getTime() > now.getTime() + TOLERANCE_MS) return { news: 'in_the_future' };
  const member = await findReported(services, shop, report);
  if (!member) return { news: 'not_a_member' };
  if (at < member.joinedAt) return { news: 'before_joining' };
  const { customerId = null, email = null } = report;
  const decided = await decideWithTags(services, shop, [
    {
      externalId: `api:${report.id}`,
      memberId: member.ownId,
      rule: report.action,
      occasion: 'api',
      at,
      proof: null,
      isToldTooLate: false,
      isFinal: true,
      // The address itself is not kept, not even in a hash that anybody could try addresses against.
      input: [customerId, email && hashContact(shop.contactKey, email), report.at ?? null],
    },
  ]);
  if (!decided.ok) return { news: 'try_later' };
  const [outcome] = decided.outcomes;
  return outcome && outcome.news !== 'no_member' ? outcome : { news: 'not_a_member' };
}

async function findReported(
  { database: { pool } }: Pick<Services, 'database'>,
  shop: Shop,
  { customerId, email }: ReportedAction,
) {
  if (customerId !== undefined) return findActiveMember(pool, shop.id, { customerId });
  const hash = hashContact(shop.contactKey, email ?? '');
  const [member] = await findMembersByEmailHash(pool, shop.id, [hash]);
  // Her own customer, where she has become another: it is she whose address it is.
  return member && findActiveMember(pool, shop.id, { customerId: member.customerId });
}
