import { countAwaitingActions } from '#app/db/actions/awaiting-actions.server.ts';
import { countOpenDataRequests } from '#app/db/privacy/data-request-list.server.ts';
import {
  countOpenDeliveries,
  countRecentDeliveries,
} from '#app/db/deliveries/delivery-figures.server.ts';
import {
  countMembers,
  listRecentPostings,
  sumHoldings,
} from '#app/db/shops/home-figures.server.ts';
import { keepPointFlows, sumPointFlows } from '#app/db/shops/point-flows.server.ts';
import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import { countOpenRedemptions } from '#app/db/redemptions/redemption-figures.server.ts';
import { listRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { pausedRewards } from '#app/loyalty/rewards/references.ts';
import { READ_ORDER_TOPIC } from '#app/loyalty/deliveries/read-order-event.ts';
import { TEST_TOPIC } from '#app/loyalty/deliveries/test-event.ts';

import type { Services } from '../services.server.ts';

const HOUR_MS = 60 * 60 * 1000;
const PERIOD_MS = 30 * 24 * HOUR_MS;
/** Transfers that are read one by one; beyond, their sums are worth keeping. */
const UNSUMMED_MAX = 5_000;
const RECENT_POSTINGS_MAX = 6;
const RECENT_DELIVERIES_MS = 24 * 60 * 60 * 1000;

/**
 * What the merchant sees first: her figures, each with what it is compared to, and what happened last.
 * @returns times as ISO 8601, points as integers; `period` is the last 30 days, `periodBefore` the 30 before;
 *   deliveries as processed in the last 24 hours
 */
export async function readHome(services: Pick<Services, 'database' | 'clock'>, shopId: ShopId) {
  const now = services.clock.now();
  // From a full hour on, for sums are kept by the hour.
  const since = new Date(Math.floor((now.getTime() - PERIOD_MS) / HOUR_MS) * HOUR_MS);
  const periods = { since, before: new Date(since.getTime() - PERIOD_MS) };
  const { pool } = services.database;
  const lately = new Date(now.getTime() - RECENT_DELIVERIES_MS);
  const [members, flows, holdings, open, inbox, dataRequests, recent, program, claims] =
    await Promise.all([
      countMembers(pool, shopId, periods),
      sumPointFlows(pool, shopId, periods),
      sumHoldings(pool, shopId),
      countOpenDeliveries(pool, shopId),
      countRecentDeliveries(pool, shopId, lately, [TEST_TOPIC, READ_ORDER_TOPIC]),
      countOpenDataRequests(pool, shopId),
      listRecentPostings(pool, shopId, RECENT_POSTINGS_MAX),
      readProgram(pool, shopId, now),
      countAwaitingActions(pool, shopId),
    ]);
  if (flows.unsummed > UNSUMMED_MAX) await keepPointFlows(services.database, shopId);
  const outstanding = holdings.available + holdings.pending + holdings.held;
  return {
    now: now.toISOString(),
    members,
    issued: {
      period: flows.issued,
      periodBefore: flows.issuedBefore,
      total: flows.issuedTotal,
      takenBack: flows.takenBackTotal,
    },
    outstanding: {
      now: outstanding,
      change: flows.outstandingChange,
      owed: holdings.owed,
    },
    webhooks: {
      processed: inbox.processed,
      waiting: open.waiting,
      unreadable: open.unreadable,
      lastReceivedAt: inbox.lastReceivedAt?.toISOString() ?? null,
    },
    dataRequests: {
      open: dataRequests.count,
      nextDueAt: dataRequests.nextDueAt?.toISOString() ?? null,
    },
    ...program,
    claims,
    recent: recent.map((posting) => ({ ...posting, occurredAt: posting.occurredAt.toISOString() })),
  };
}

/** What of rewards waits for the merchant. */
async function readProgram(sql: Sql, shopId: ShopId, now: Date) {
  const version = await findVersionInForce(sql, shopId, now);
  const offered = (version?.program.rewards ?? []).filter((reward) => reward.offered !== 'no');
  const [{ doubtful }, gaps] = await Promise.all([
    countOpenRedemptions(sql, shopId),
    listRewardGaps(sql, shopId),
  ]);
  return {
    rewards: {
      doubtful,
      paused: pausedRewards(offered, gaps).size,
      /** Whether points buy anything: what can only be won is not meant. */
      canBeRedeemed: offered.some((reward) => reward.offered === 'yes'),
    },
    /** Whether the shop has published one of its own: it begins with version 1. */
    isProgramChosen: (version?.version ?? 1) > 1,
  };
}
