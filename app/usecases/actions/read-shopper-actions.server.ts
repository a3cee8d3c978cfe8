import { presentTimezone } from '#app/loyalty/time/clocks.ts';
import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { listActionsOfMember, type StoredAction } from '#app/db/actions/actions.server.ts';
import { keyOfDone, listDoneActions } from '#app/db/actions/done-actions.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { Birthday } from '#app/loyalty/actions/birthday.ts';
import { asksForTags, judgeAction } from '#app/loyalty/actions/judge-action.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { readTags } from './read-tags.server.ts';
import { keyOnLadder, readTiersNow } from '../tiers/tiers-now.server.ts';
import { readBirthday } from './set-birthday.server.ts';
import type { Shopper } from '../shopper.server.ts';

/** How much of what she has done a member is shown. */
const SHOWN_MAX = 20;

/** Something that a member can do, and what it would bring her now. */
export interface PossibleAction {
  readonly rule: ActionRule;
  readonly receipt: ActionReceipt;
}

/** What a member can do, and what she has done. */
export type ShopperActions =
  | { readonly state: 'signed_out' | 'not_a_member' }
  | {
      readonly state: 'member';
      /** In the order of the program, without those that are not, or not any more, for her. */
      readonly possible: readonly PossibleAction[];
      /** Newest first. */
      readonly done: readonly StoredAction[];
      readonly birthday: Birthday | null;
      /** The shop's IANA timezone. */
      readonly timezone: string;
    };

/** Reads what a member can do for points, what it would bring her now, and what became of what she did. */
export async function readShopperActions(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  { shopDomain, customerId }: Shopper,
): Promise<ShopperActions> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const shop = await findShopByDomain(pool, shopDomain);
  const member = shop && (await findActiveMember(pool, shop.id, { customerId }));
  if (!member) return { state: 'not_a_member' };
  const { memberId } = member;
  const versions = await listProgramVersions(pool, shop.id);
  return {
    state: 'member',
    possible: await judgeAll(services, shop, memberId, versions),
    done: await listActionsOfMember(pool, shop.id, memberId, SHOWN_MAX),
    birthday: await readBirthday(services, shop, memberId),
    timezone: presentTimezone(shop.timezone),
  };
}

async function judgeAll(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  memberId: MemberId,
  versions: readonly ProgramVersion[],
): Promise<PossibleAction[]> {
  const { pool } = services.database;
  const now = services.clock.now();
  const version = versionInForce(versions, now);
  if (!version) return [];
  const rules = version.program.earning.actions;
  const asked = rules.map(({ key }) => ({ memberId, rule: key }));
  const done = await listDoneActions(pool, shop.id, asked);
  const tiers = await readTiersNow(pool, shop, versions, [memberId], now);
  const answer = await readTags(services, shop, rules.some(asksForTags) ? [memberId] : []);
  // While Shopify does not answer, nobody knows for whom rules about tags are: they are not shown then.
  const tags = answer.ok ? (answer.data.get(memberId) ?? []) : [];
  const tier = keyOnLadder(version.program.tiers, tiers.get(memberId));
  const thing = { at: now.getTime(), isToldTooLate: false };
  return (
    rules
      .filter((rule) => answer.ok || !asksForTags(rule))
      // A member has joined: what that brought, if anything, is among what she has done.
      .filter(({ occasion }) => occasion.kind !== 'joining')
      .map((rule) => {
        const member = {
          tier,
          tags,
          done: done.get(keyOfDone({ memberId, rule: rule.key })) ?? [],
        };
        return { rule, receipt: judgeAction({ rule, version }, thing, member, shop.timezone) };
      })
      .filter(({ receipt }) => !NOT_FOR_HER.has(receipt.nothing))
  );
}

const NOT_FOR_HER: ReadonlySet<ActionReceipt['nothing']> = new Set([
  'not_begun',
  'ended',
  'missing_tag',
  'excluded_tag',
]);
