import type { Backlog } from '#app/platform/metrics/backlog-metrics.server.ts';

import type { Sql } from '../database.server.ts';

/**
 * What is still to be done, in all shops. For whoever runs the app, so it is the one look at the inbox and at the
 * effects that names no shop. It reads what is open and nothing of what is done, by the partial indexes.
 */
export async function readBacklog(sql: Sql, now: Date): Promise<Backlog> {
  const { rows: inbox } = await sql.query<Record<'received' | 'waiting' | 'oldest', string | null>>(
    `SELECT count(*) FILTER (WHERE state = 'received') AS received,
            count(*) FILTER (WHERE state = 'waiting') AS waiting,
            extract(epoch FROM $1 - min(coalesce(retry_at, received_at)) FILTER (
              WHERE state = 'received' OR retry_at <= $1)) * 1000 AS oldest
     FROM inbox WHERE state IN ('received', 'waiting')`,
    [now],
  );
  const { rows: unreadable } = await sql.query<{ count: string }>(
    `SELECT count(*) AS count FROM inbox WHERE state = 'unreadable'`,
  );
  const { rows: effects } = await sql.query<
    Record<'waiting' | 'failing' | 'oldest', string | null>
  >(
    `SELECT count(*) FILTER (WHERE attempts = 0) AS waiting,
            count(*) FILTER (WHERE attempts > 0) AS failing,
            extract(epoch FROM $1 - min(coalesce(retry_at, wanted_at)) FILTER (
              WHERE retry_at IS NULL OR retry_at <= $1)) * 1000 AS oldest
     FROM effects JOIN shops ON shops.id = effects.shop_id WHERE shops.uninstalled_at IS NULL`,
    [now],
  );
  const { rows: proofs } = await sql.query<{ drifts: string }>(
    `SELECT coalesce(sum(drifts), 0) AS drifts FROM (
       SELECT DISTINCT ON (shop_id) drifts FROM ledger_proofs WHERE state = 'done' ORDER BY shop_id, id DESC
     ) AS newest`,
  );
  return {
    ledgerDrift: Number(proofs[0]?.drifts ?? 0),
    deliveries: {
      received: Number(inbox[0]?.received ?? 0),
      waiting: Number(inbox[0]?.waiting ?? 0),
      unreadable: Number(unreadable[0]?.count ?? 0),
      oldestDueMs: Math.max(0, Number(inbox[0]?.oldest ?? 0)),
    },
    effects: {
      waiting: Number(effects[0]?.waiting ?? 0),
      failing: Number(effects[0]?.failing ?? 0),
      oldestDueMs: Math.max(0, Number(effects[0]?.oldest ?? 0)),
    },
  };
}
