import { presentTimezone } from '#app/loyalty/time/clocks.ts';
import { findActiveMember } from '#app/db/actions/customers-of-members.server.ts';
import { readFacts } from '#app/db/orders/order-chain.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { findShopByDomain } from '#app/db/shops/shops.server.ts';
import { readTieredMembers } from '#app/db/tiers/tiered-members.server.ts';
import { type ChallengeProgress, progressOf } from '#app/loyalty/earning/challenge-progress.ts';
import { referencesOfChallenges } from '#app/loyalty/catalog/program-references.ts';
import { compareMarks, History } from '#app/loyalty/history/history.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import { type Program, versionInForce } from '#app/loyalty/program/program.ts';

import { nameCatalog, type NamesOfCatalog } from '../catalog/name-catalog.server.ts';
import type { Shopper } from '../shopper.server.ts';
import type { Services } from '../services.server.ts';

/** A challenge, and how far a member is with it. */
export interface ShopperChallenge {
  readonly challenge: Challenge;
  readonly progress: ChallengeProgress;
}

/** How far a shopper is with the challenges of the program in force. */
export type ShopperChallenges =
  | { readonly state: 'signed_out' | 'not_a_member' }
  | {
      readonly state: 'member';
      /** In the order of the program, without those that are over and those for other tiers. */
      readonly challenges: readonly ShopperChallenge[];
      /** Null before the first version. */
      readonly program: Program | null;
      /** Of products and collections that the challenges speak of. */
      readonly names: NamesOfCatalog;
      readonly currency: string;
      /** The shop's IANA timezone. */
      readonly timezone: string;
    };

/** Reads how far a member is with each challenge, by what her facts are worth now. */
export async function readShopperChallenges(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  { shopDomain, customerId }: Shopper,
): Promise<ShopperChallenges> {
  if (customerId === null) return { state: 'signed_out' };
  const { pool } = services.database;
  const shop = await findShopByDomain(pool, shopDomain);
  const member = shop && (await findActiveMember(pool, shop.id, { customerId }));
  if (!member) return { state: 'not_a_member' };
  const { memberId } = member;
  const [person] = await readTieredMembers(pool, shop.id, [memberId]);
  if (!person) return { state: 'not_a_member' };
  const now = services.clock.now();
  const { timezone, currency } = shop;
  const versions = await listProgramVersions(pool, shop.id);
  const program = versionInForce(versions, now)?.program ?? null;
  const history = new History({ ...person, versions, timezone });
  const beginning = { memberId, at: -Infinity, orderId: null };
  const facts = await readFacts(pool, shop.id, [beginning]);
  for (const mark of facts.sort(compareMarks)) {
    // What is dated later, by a clock that is ahead, has not happened yet.
    if (mark.at <= now.getTime()) history.add(mark);
  }
  const before = history.before({ track: person.track, at: now.getTime() });
  const tier = before.tier()?.key;
  const challenges = (program?.earning.challenges ?? [])
    .filter(({ window, conditions: { members } }) => {
      const isOver = window.until !== null && Date.parse(window.until) <= now.getTime();
      return !isOver && (members.tiers === 'all' || members.tiers.some((key) => key === tier));
    })
    .map((challenge) => ({
      challenge,
      progress: progressOf(challenge, before, now.getTime()),
    }));
  const references = referencesOfChallenges(challenges.map(({ challenge }) => challenge));
  return {
    ...{ state: 'member', challenges, program, currency },
    names: await nameCatalog(services, shop, references),
    timezone: presentTimezone(timezone),
  };
}
