import type { Database } from '#app/db/database.server.ts';
import { proveMembers, proveOrders } from '#app/db/checking/ledger-proof.server.ts';
import { proveLots, proveRest } from '#app/db/checking/ledger-proof-rest.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';

/** What a member has. */
export interface FoundMember {
  readonly customerId: string;
  readonly isMerged: boolean;
  /** Her personal data were erased: she is assessed and shown no more. */
  readonly isErased: boolean;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly owed: number;
  /** Lost because nobody spent them in time; and what she does not owe although it was to be taken back. */
  readonly expired: number;
  readonly forgiven: number;
  /** Points whose last day is over and that are there all the same. */
  readonly overdue: number;
  /** Key of her tier; null where she was never assessed. */
  readonly tier: string | null;
}

/** A redemption, by the customer whose it is now. */
export interface FoundRedemption {
  readonly id: string;
  readonly customerId: string;
  readonly reward: string;
  readonly kind: string;
  /** The version that promised it. */
  readonly version: number;
  readonly points: number;
  readonly amount: number | null;
  readonly state: string;
  readonly code: string | null;
  /** That she had before, until staff deleted them. */
  readonly formerCodes: readonly string[];
  readonly validUntil: Date | null;
  /** What it was won by, as `challenge`; else how it was asked for. */
  readonly causeKind: string;
  readonly causeId: string;
  readonly problem: string | null;
}

/** Points that were given for something else than an order, by the customer whose they are now. */
export interface FoundAction {
  readonly customerId: string;
  /** The customer who she was when they were given. */
  readonly track: string;
  readonly rule: string;
  readonly occasion: string;
  readonly done: Date;
  readonly given: Date;
  readonly points: number;
}

/** Points that were given for reaching a tier, by the customer whose they are now. */
export interface FoundGift {
  readonly customerId: string;
  readonly tier: string;
  readonly points: number;
  readonly given: Date;
}

/** A perk that staff ticked off, by the customer whose it was. */
export interface FoundPerkUse {
  readonly id: string;
  readonly customerId: string;
  readonly perk: string;
  readonly periodStart: Date;
  readonly at: Date;
  /** Whether staff said later that it was none. */
  readonly isUndone: boolean;
  /** How often it stands in the activity of staff. */
  readonly logged: number;
}

/** A line of a file of adjustments. */
export interface FoundRow {
  readonly importId: string;
  readonly customerId: string;
  /** What was really given or taken. */
  readonly adjusted: number;
}

/** What the ledger says, straight from its tables. */
export interface FoundLedger {
  readonly members: readonly FoundMember[];
  /** What is posted for each order. */
  readonly posted: ReadonlyMap<string, number>;
  readonly redemptions: readonly FoundRedemption[];
  readonly actions: readonly FoundAction[];
  readonly gifts: readonly FoundGift[];
  readonly perks: readonly FoundPerkUse[];
  readonly rows: readonly FoundRow[];
  /** Everything that does not agree with the transfers. */
  readonly drifts: readonly object[];
}

const MEMBERS = `
SELECT m.customer_id AS "customerId", m.merged_into IS NOT NULL AS "isMerged",
  m.redacted_at IS NOT NULL AS "isErased",
  a.pending::float8, a.available::float8, a.held::float8, a.owed::float8, s.tier,
  coalesce(l.expired, 0)::float8 AS expired, coalesce(l.forgiven, 0)::float8 AS forgiven,
  coalesce(l.overdue, 0)::float8 AS overdue
FROM accounts a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
LEFT JOIN standings s ON s.shop_id = a.shop_id AND s.member_id = a.member_id
LEFT JOIN (
  SELECT owner_id, sum(expired) AS expired, sum(forgiven) AS forgiven, sum(remaining) FILTER (
      WHERE expires_at <= $2 AND (graced_until IS NULL OR graced_until <= $2)) AS overdue
  FROM lots WHERE shop_id = $1 GROUP BY owner_id) AS l ON l.owner_id = a.member_id
WHERE a.shop_id = $1`;

const OF_ROOT = `JOIN members m ON m.shop_id = found.shop_id AND m.id = found.member_id
JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
WHERE found.shop_id = $1`;

const REDEMPTIONS = `
SELECT found.id, root.customer_id AS "customerId", found.reward_key AS reward, found.kind,
  found.program_version AS version, found.points::float8, found.amount::float8, found.state, found.code, found.former_codes AS "formerCodes",
  found.valid_until AS "validUntil", found.problem, found.cause_kind AS "causeKind",
  found.cause_id AS "causeId"
FROM redemptions found ${OF_ROOT}`;

const ACTIONS = `
SELECT root.customer_id AS "customerId", coalesce(doer.customer_id, posted.customer_id, root.customer_id) AS track,
  found.rule_key AS rule, found.occasion, found.at AS done, coalesce(posted.posted_at, found.noted_at) AS given,
  found.points::float8
FROM actions found LEFT JOIN LATERAL (
  SELECT own.customer_id, t.posted_at FROM transfers t
  JOIN members own ON own.shop_id = t.shop_id AND own.id = t.member_id
  WHERE t.shop_id = found.shop_id AND t.cause_kind = 'action' AND t.cause_id = found.id::text
  ORDER BY t.id LIMIT 1) AS posted ON true
LEFT JOIN members doer ON doer.shop_id = found.shop_id AND doer.id = found.done_by
${OF_ROOT} AND found.state = 'given'`;

const GIFTS = `
SELECT root.customer_id AS "customerId", split_part(found.cause_id, ':', 3) AS tier, sum(found.amount)::float8 AS points,
  min(found.posted_at) AS given
FROM transfers found ${OF_ROOT} AND found.cause_kind = 'award' AND found.cause_id LIKE 'tier-entry:%'
  AND found.source = 'issued'
GROUP BY root.customer_id, found.cause_id`;

const ROWS = `
SELECT found.import_id AS "importId", root.customer_id AS "customerId", found.adjusted::float8
FROM adjustment_rows found ${OF_ROOT} AND found.adjusted IS NOT NULL`;

const PERKS = `
SELECT used.id, m.customer_id AS "customerId", used.perk, used.period_start AS "periodStart", used.at,
  used.undone_at IS NOT NULL AS "isUndone",
  (SELECT count(*)::int FROM audit_log log WHERE log.shop_id = $1 AND log.action = 'perk.used' AND log.at = used.at
     AND log.subject = 'member:' || used.member_id AND log.detail ->> 'perk' = used.perk) AS logged
FROM perk_uses used JOIN members m ON m.shop_id = used.shop_id AND m.id = used.member_id WHERE used.shop_id = $1`;

const POSTED = `
SELECT cause_id AS id, sum(CASE WHEN source = 'issued' THEN amount WHEN destination = 'revoked' THEN -amount ELSE 0 END)::float8
  AS points FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' GROUP BY cause_id`;

const EVERYTHING = 1_000_000;

/** Reads what the ledger says, and proves it in itself. */
export async function readLedger(
  { pool }: Database,
  shop: Shop,
  judgedAt: Date,
): Promise<FoundLedger> {
  const members = await pool.query<FoundMember>(MEMBERS, [shop.id, judgedAt]);
  const redemptions = await pool.query<FoundRedemption>(REDEMPTIONS, [shop.id]);
  const actions = await pool.query<FoundAction>(ACTIONS, [shop.id]);
  const gifts = await pool.query<FoundGift>(GIFTS, [shop.id]);
  const adjusted = await pool.query<FoundRow>(ROWS, [shop.id]);
  const perks = await pool.query<FoundPerkUse>(PERKS, [shop.id]);
  const posted = await pool.query<{ id: string; points: number }>(POSTED, [shop.id]);
  const proofs = [
    (await proveMembers(pool, shop.id, '0', EVERYTHING)).drifts,
    (await proveOrders(pool, shop.id, '0', EVERYTHING)).drifts,
    (await proveLots(pool, shop.id, '0', EVERYTHING)).drifts,
    await proveRest(pool, shop.id),
  ];
  return {
    members: members.rows,
    redemptions: redemptions.rows,
    actions: actions.rows,
    gifts: gifts.rows,
    perks: perks.rows,
    rows: adjusted.rows,
    posted: new Map(posted.rows.map(({ id, points }) => [id, points])),
    drifts: proofs.flat(),
  };
}
