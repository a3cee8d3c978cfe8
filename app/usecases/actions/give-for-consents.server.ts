import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import {
  finishConsents,
  listUnjudgedConsents,
  type UnjudgedConsent,
} from '#app/db/actions/email-consents.server.ts';
import { listGivenActions, type StoredAction } from '#app/db/actions/actions.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { findMembersById } from '#app/db/members/enrolment.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

import type { Services } from '../services.server.ts';
import { decideWithTags, type UntaggedWish } from './decide-with-tags.server.ts';
import type { OccasionStep } from './occasion-step.server.ts';
import { type SpokenConsent, withSpeakers } from './spoken-consents.server.ts';
import { takeBackAction } from './take-back-actions.server.ts';

const BATCH_SIZE = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Gives the next members points who have agreed to the newsletter, as of when they did, or when they joined after that;
 * and takes them back from who has withdrawn within the days that the rule says.
 */
export async function giveForConsents(
  services: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
): Promise<OccasionStep> {
  const { database, clock } = services;
  const consents = await listUnjudgedConsents(database.pool, shop.id, BATCH_SIZE);
  if (consents.length === 0) return { kind: 'done' };
  const versions = await listProgramVersions(database.pool, shop.id);
  const wishes = (await withSpeakers(database.pool, shop.id, consents)).flatMap((consent) =>
    wishesOf(consent, versions),
  );
  const decided = await decideWithTags(services, shop, wishes);
  if (!decided.ok) return { kind: 'no_answer', failure: decided.failure };
  // Each is decided once, so whoever is interrupted here begins anew.
  await inTransaction(database, async (sql) => {
    await lockForJudging(sql, shop.id);
    // Anew, now that nobody is merged: whose points these are may be another by now.
    const current = await listUnjudgedConsents(sql, shop.id, BATCH_SIZE);
    const seen = current.filter((each) => consents.some((consent) => isSame(consent, each)));
    await takeBackFrom(sql, shop, { consents: seen, versions }, clock.now());
    await finishConsents(sql, shop.id, seen);
  });
  return { kind: 'more' };
}

function isSame(one: UnjudgedConsent, other: UnjudgedConsent): boolean {
  return (
    one.customerId === other.customerId &&
    one.isSubscribed === other.isSubscribed &&
    one.at.getTime() === other.at.getTime()
  );
}

function wishesOf(
  { member, isSubscribed, at: agreedAt }: SpokenConsent,
  versions: readonly ProgramVersion[],
): UntaggedWish[] {
  if (!isSubscribed) return [];
  const { ownId, joinedAt } = member;
  const at = agreedAt > joinedAt ? agreedAt : joinedAt;
  const rules = versionInForce(versions, at)?.program.earning.actions ?? [];
  return rules
    .filter(({ occasion }) => occasion.kind === 'newsletter')
    .map(({ key }) => ({
      externalId: `newsletter:${key}:${ownId}:${agreedAt.getTime()}`,
      memberId: ownId,
      rule: key,
      occasion: 'newsletter',
      at,
      proof: null,
      isToldTooLate: false,
      isFinal: true,
      input: [ownId, agreedAt.getTime()],
    }));
}

/** Who had agreed, and when, by the name of what it brought her. Milliseconds since 1970. */
function agreementNamed({ externalId }: Pick<StoredAction, 'externalId'>) {
  const [, , ownId, at] = externalId.split(':');
  return { ownId: MemberId.parse(ownId), at: Number(at) };
}

async function takeBackFrom(
  sql: Sql,
  shop: Shop,
  found: {
    readonly consents: readonly UnjudgedConsent[];
    readonly versions: readonly ProgramVersion[];
  },
  now: Date,
): Promise<void> {
  const spoken = await withSpeakers(sql, shop.id, found.consents);
  const withdrawn = spoken.filter(({ isSubscribed }) => !isSubscribed);
  if (withdrawn.length === 0) return;
  const memberIds = withdrawn.map(({ member }) => member.memberId);
  const given = await listGivenActions(sql, shop.id, memberIds, 'newsletter');
  await lockAccounts(
    sql,
    shop.id,
    given.map(({ memberId }) => memberId),
  );
  const agreed = await findMembersById(
    sql,
    shop.id,
    given.map((action) => agreementNamed(action).ownId),
  );
  const customerOf = new Map(agreed.map(({ memberId, customerId }) => [memberId, customerId]));
  for (const action of given) {
    const customerId = customerOf.get(agreementNamed(action).ownId);
    const said = withdrawn.find(
      ({ member, speaksFor, at }) =>
        member.memberId === action.memberId &&
        customerId !== undefined &&
        speaksFor.has(customerId) &&
        isInTime(action, at, found.versions),
    );
    if (said) await takeBackAction(sql, shop, action, said.at, now);
  }
}

/**
 * Whether she has withdrawn within the days of the rule by which she was given the points. Who had withdrawn already when
 * she joined, which was heard of too late, was to be given nothing.
 */
function isInTime(
  action: StoredAction,
  withdrawnAt: Date,
  versions: readonly ProgramVersion[],
): boolean {
  const { at, receipt } = action;
  const version = versions.find((each) => each.version === receipt.programVersion);
  const rule = version?.program.earning.actions.find(({ key }) => key === receipt.rule);
  if (rule?.occasion.kind !== 'newsletter') return false;
  if (withdrawnAt < at) return agreementNamed(action).at <= withdrawnAt.getTime();
  const sinceMs = withdrawnAt.getTime() - at.getTime();
  return sinceMs < rule.occasion.takenBackWithinDays * DAY_MS;
}
