import {
  countDeliveries,
  countMembers,
  listRecentPostings,
  sumHoldings,
  sumPointFlows,
} from '#app/db/home-figures.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from './services.server.ts';

const PERIOD_MS = 30 * 24 * 60 * 60 * 1000;
const RECENT_POSTINGS_MAX = 6;

/**
 * What the merchant sees first: her figures, each with what it is compared to, and what happened last.
 * @returns times as ISO 8601, points as integers; `period` is the last 30 days, `periodBefore` the 30 before
 */
export async function readHome(services: Pick<Services, 'database' | 'clock'>, shopId: ShopId) {
  const now = services.clock.now();
  const since = new Date(now.getTime() - PERIOD_MS);
  const periods = { since, before: new Date(since.getTime() - PERIOD_MS) };
  const { pool } = services.database;
  const [members, flows, holdings, inbox, recent] = await Promise.all([
    countMembers(pool, shopId, periods),
    sumPointFlows(pool, shopId, periods),
    sumHoldings(pool, shopId),
    countDeliveries(pool, shopId),
    listRecentPostings(pool, shopId, RECENT_POSTINGS_MAX),
  ]);
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
    webhooks: { ...inbox, lastReceivedAt: inbox.lastReceivedAt?.toISOString() ?? null },
    recent: recent.map((posting) => ({ ...posting, occurredAt: posting.occurredAt.toISOString() })),
  };
}
