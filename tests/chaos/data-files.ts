import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { clocksByHand, type Moves } from './calendar-by-hand.ts';
import type { InstalledApp } from './installed-app.ts';
import type { Line } from './chronicle.ts';
import type { History, TrueCustomer, TrueMerge, TrueOrderState, TrueVersion } from './history.ts';
import type { ShopRecord } from './shop-record.ts';
import { birthdaysOf, givenActions, isTold, pinsOf, type ToldLine } from './told-history.ts';

/** `program.json` */
export interface ProgramFile {
  readonly currency: string;
  readonly isDevelopment: boolean;
  /** In which the shop opened; IANA name. */
  readonly timezone: string;
  /** To other time zones since. */
  readonly moves: Moves;
  /** By which moment lots have matured and expired. */
  readonly judgedAt: string;
  readonly versions: readonly TrueVersion[];
}

/** Writes what truly happened. */
export async function writeHistory(
  folder: string,
  lines: readonly Line[],
  program: ProgramFile,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'events.jsonl'), asLines(lines));
  await writeFile(path.join(folder, 'program.json'), `${JSON.stringify(program, null, 2)}\n`);
  await copyFile(path.join(import.meta.dirname, 'data-readme.md'), path.join(folder, 'README.md'));
}

/** What was recorded, read back. */
export interface RecordedHistory {
  readonly history: History;
  readonly judgedAt: Date;
  /** What the app told whoever asked it for something. */
  readonly told: readonly ToldLine[];
  readonly shop: ShopRecord;
  /** Merges whose own delivery never arrived. */
  readonly untold: readonly TrueMerge[];
}

/** Reads what truly happened. */
export async function readHistory(folder: string): Promise<RecordedHistory> {
  const text = await readFile(path.join(folder, 'events.jsonl'), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const program = JSON.parse(
    await readFile(path.join(folder, 'program.json'), 'utf8'),
  ) as ProgramFile;
  const states = new Map<string, TrueOrderState[]>();
  const customers = new Map<string, TrueCustomer>();
  const merges: (TrueMerge & { isTold: boolean })[] = [];
  const told = lines.filter(isTold);
  const approved = await readApproved(folder);
  for (const line of lines) {
    if (line.what === 'order') {
      states.set(line.orderId, [...(states.get(line.orderId) ?? []), line.state]);
    } else if (line.what === 'customer') {
      customers.set(line.customerId, changed(customers.get(line.customerId), line));
    } else if (line.what === 'merge') {
      const { absorbed, kept, isTold, at } = line;
      merges.push({ absorbed, kept, isTold, at });
    }
  }
  return {
    history: {
      ...{
        currency: program.currency,
        isDevelopment: program.isDevelopment,
        timezone: clocksByHand(program.timezone, program.moves),
      },
      versions: program.versions,
      customers: [...customers.values()],
      orders: [...states].map(([id, own]) => ({ id, states: own })),
      merges,
      actions: givenActions(told, (proof) => approved.has(proof)),
      gifts: [],
      birthdays: birthdaysOf(told),
      pins: pinsOf(told),
    },
    told,
    shop: JSON.parse(await readFile(path.join(folder, 'shop.json'), 'utf8')) as ShopRecord,
    judgedAt: new Date(program.judgedAt),
    untold: merges.filter(({ isTold }) => !isTold),
  };
}

/** A customer as she is from now on. */
function changed(
  before: TrueCustomer | undefined,
  { customerId: id, email, proven, tags, consent }: Extract<Line, { readonly what: 'customer' }>,
): TrueCustomer {
  const said = before?.consents ?? [];
  const isNew = consent !== null && said.every(({ at }) => at !== consent.at);
  return {
    ...{ id, provenEmails: proven ? [email] : [], tags },
    consents: isNew ? [...said, consent] : said,
  };
}

/** Claims that staff have approved of, by what proves them. */
async function readApproved(folder: string): Promise<Set<string>> {
  const text = await readFile(path.join(folder, 'actions.jsonl'), 'utf8');
  const actions = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly proof: string | null; readonly state: string });
  return new Set(
    actions.flatMap(({ proof, state }) => (state === 'given' && proof ? [proof] : [])),
  );
}

/** Writes what Shopify has. */
export async function writeShop(folder: string, record: ShopRecord): Promise<void> {
  await writeFile(path.join(folder, 'shop.json'), `${JSON.stringify(record, null, 2)}\n`);
}

const TRANSFERS = `
SELECT t.id, m.customer_id AS "customerId", t.source, t.destination, t.amount::float8, t.lot_id AS "lotId",
  t.cause_kind AS "causeKind", t.cause_id AS "causeId", t.ordinal, t.leg, t.corrects,
  t.occurred_at AS "occurredAt", t.posted_at AS "postedAt"
FROM transfers t JOIN members m ON m.shop_id = t.shop_id AND m.id = t.member_id
WHERE t.shop_id = $1 ORDER BY t.id`;

const BALANCES = `
SELECT m.customer_id AS "customerId", kept.customer_id AS "mergedInto", m.joined_at AS "joinedAt",
  a.pending::float8, a.available::float8, a.held::float8, a.owed::float8, a.earned::float8, s.tier
FROM accounts a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
LEFT JOIN standings s ON s.shop_id = m.shop_id AND s.member_id = m.id
LEFT JOIN members kept ON kept.shop_id = m.shop_id AND kept.id = m.merged_into
WHERE a.shop_id = $1 ORDER BY m.customer_id`;

const ORDERS = `
SELECT o.order_id AS "orderId", o.customer_id AS "customerId", m.customer_id AS "earnedBy",
  o.settled_points::float8 AS points, o.chain_at AS "place", o.track, o.claimed_at AS "claimedAt",
  o.charged_back AS "chargedBack", o.tier, o.receipt ->> 'nothing' AS nothing,
  (o.receipt ->> 'programVersion')::int AS version, (o.receipt ->> 'counted')::float8 AS counted
FROM orders o LEFT JOIN members m ON m.shop_id = o.shop_id AND m.id = o.member_id
WHERE o.shop_id = $1 ORDER BY o.order_id`;

const REDEMPTIONS = `
SELECT r.id, m.customer_id AS "customerId", r.reward_key AS reward, r.kind, r.program_version AS version,
  r.points::float8, r.amount::float8, r.state, r.code, r.valid_until AS "validUntil", r.created_at AS "createdAt",
  r.order_id AS "orderId", r.problem, r.cause_kind AS "causeKind", r.cause_id AS "causeId"
FROM redemptions r JOIN members m ON m.shop_id = r.shop_id AND m.id = r.member_id
WHERE r.shop_id = $1 ORDER BY r.id`;

const ACTIONS = `
SELECT m.customer_id AS "customerId", coalesce(doer.customer_id, m.customer_id) AS "doneBy", a.rule_key AS rule, a.occasion, a.at AS done, a.noted_at AS noted, a.state,
  a.points::float8, a.proof
FROM actions a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
LEFT JOIN members doer ON doer.shop_id = a.shop_id AND doer.id = a.done_by WHERE a.shop_id = $1 ORDER BY a.id`;

const PERKS = `
SELECT u.id, m.customer_id AS "customerId", u.perk, u.period_start AS "periodStart", u.at, u.undone_at AS "undoneAt"
FROM perk_uses u JOIN members m ON m.shop_id = u.shop_id AND m.id = u.member_id WHERE u.shop_id = $1 ORDER BY u.at`;

/** Writes what the ledger says. */
export async function writeLedger(folder: string, { services, shop }: InstalledApp): Promise<void> {
  const { pool } = services.database;
  for (const [name, statement] of [
    ['transfers.jsonl', TRANSFERS],
    ['balances.jsonl', BALANCES],
    ['orders.jsonl', ORDERS],
    ['redemptions.jsonl', REDEMPTIONS],
    ['actions.jsonl', ACTIONS],
    ['perk_uses.jsonl', PERKS],
  ] as const) {
    const { rows } = await pool.query<object>(statement, [shop.id]);
    await writeFile(path.join(folder, name), asLines(rows));
  }
}

function asLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
