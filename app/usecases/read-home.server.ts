import { countOpenDataRequests } from '#app/db/data-request-list.server.ts';
import { countOpenDeliveries, countRecentDeliveries } from '#app/db/delivery-figures.server.ts';
import {
  countMembers,
  listRecentPostings,
  sumHoldings,
  sumPointFlows,
} from '#app/db/home-figures.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { TEST_TOPIC } from '#app/loyalty/test-event.ts';

import type { Services } from './services.server.ts';

const PERIOD_MS = 30 * 24 * 60 * 60 * 1000;
const RECENT_POSTINGS_MAX = 6;
const RECENT_DELIVERIES_MS = 24 * 60 * 60 * 1000;

/**
 * What the merchant sees first: her figures, each with what it is compared to, and what happened last.
 * @returns times as ISO 8601, points as integers; `period` is the last 30 days, `periodBefore` the 30 before;
 *   deliveries as processed in the last 24 hours
 */
export async function readHome(services: Pick<Services, 'database' | 'clock'>, shopId: ShopId) {
  const now = services.clock.now();
  const since = new Date(now.getTime() - PERIOD_MS);
  const periods = { since, before: new Date(since.getTime() - PERIOD_MS) };
  const { pool } = services.database;
  const lately = new Date(now.getTime() - RECENT_DELIVERIES_MS);
  const [members, flows, holdings, open, inbox, dataRequests, recent] = await Promise.all([
    countMembers(pool, shopId, periods),
    sumPointFlows(pool, shopId, periods),
    sumHoldings(pool, shopId),
    countOpenDeliveries(pool, shopId),
    countRecentDeliveries(pool, shopId, lately, TEST_TOPIC),
    countOpenDataRequests(pool, shopId),
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
    recent: recent.map((posting) => ({ ...posting, occurredAt: posting.occurredAt.toISOString() })),
  };
}
