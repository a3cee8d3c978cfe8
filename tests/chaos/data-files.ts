import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { InstalledApp } from './installed-app.ts';
import type { Line } from './chronicle.ts';
import type { History, TrueCustomer, TrueMerge, TrueOrderState, TrueVersion } from './history.ts';

/** `program.json` */
export interface ProgramFile {
  readonly currency: string;
  readonly isDevelopment: boolean;
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
  for (const line of lines) {
    if (line.what === 'order') {
      states.set(line.orderId, [...(states.get(line.orderId) ?? []), line.state]);
    } else if (line.what === 'customer') {
      const { customerId: id, email, proven } = line;
      customers.set(id, { id, provenEmails: proven ? [email] : [] });
    } else if (line.what === 'merge') {
      const { absorbed, kept, isTold, at } = line;
      merges.push({ absorbed, kept, isTold, at });
    }
  }
  return {
    history: {
      ...{ currency: program.currency, isDevelopment: program.isDevelopment },
      versions: program.versions,
      customers: [...customers.values()],
      orders: [...states].map(([id, own]) => ({ id, states: own })),
      merges,
    },
    judgedAt: new Date(program.judgedAt),
    untold: merges.filter(({ isTold }) => !isTold),
  };
}

const TRANSFERS = `
SELECT t.id, m.customer_id AS "customerId", t.source, t.destination, t.amount::float8, t.lot_id AS "lotId",
  t.cause_kind AS "causeKind", t.cause_id AS "causeId", t.ordinal, t.leg, t.corrects,
  t.occurred_at AS "occurredAt", t.posted_at AS "postedAt"
FROM transfers t JOIN members m ON m.shop_id = t.shop_id AND m.id = t.member_id
WHERE t.shop_id = $1 ORDER BY t.id`;

const BALANCES = `
SELECT m.customer_id AS "customerId", kept.customer_id AS "mergedInto", m.joined_at AS "joinedAt",
  a.pending::float8, a.available::float8, a.held::float8, a.owed::float8, a.earned::float8
FROM accounts a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
LEFT JOIN members kept ON kept.shop_id = m.shop_id AND kept.id = m.merged_into
WHERE a.shop_id = $1 ORDER BY m.customer_id`;

const ORDERS = `
SELECT o.order_id AS "orderId", o.customer_id AS "customerId", m.customer_id AS "earnedBy",
  o.settled_points::float8 AS points, o.chain_at AS "place", o.track, o.claimed_at AS "claimedAt",
  o.charged_back AS "chargedBack", o.tier, o.receipt ->> 'nothing' AS nothing,
  (o.receipt ->> 'programVersion')::int AS version, (o.receipt ->> 'counted')::float8 AS counted
FROM orders o LEFT JOIN members m ON m.shop_id = o.shop_id AND m.id = o.member_id
WHERE o.shop_id = $1 ORDER BY o.order_id`;

/** Writes what the ledger says. */
export async function writeLedger(folder: string, { services, shop }: InstalledApp): Promise<void> {
  const { pool } = services.database;
  for (const [name, statement] of [
    ['transfers.jsonl', TRANSFERS],
    ['balances.jsonl', BALANCES],
    ['orders.jsonl', ORDERS],
  ] as const) {
    const { rows } = await pool.query<object>(statement, [shop.id]);
    await writeFile(path.join(folder, name), asLines(rows));
  }
}

function asLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
