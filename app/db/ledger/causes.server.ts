import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A cause that is carried out once. */
export interface NewCause {
  readonly kind: 'award' | 'adjustment' | 'redemption';
  readonly id: string;
  /** Of everything that the caller asked for. */
  readonly inputHash: string;
  /** What comes of it. */
  readonly result: unknown;
}

/** What noting a cause came to. */
export type CauseNews =
  | 'new'
  /** It was carried out before, and asked for the same. */
  | 'repeated'
  /** The id stands for something else: whoever asks is mistaken. */
  | 'contradictory';

/**
 * Notes causes, in the transaction that carries them out. Another transaction with the same cause waits for this one.
 * @returns what each came to, in their order; of several with one id the first may be new
 */
export async function noteCauses(
  sql: Sql,
  shopId: ShopId,
  causes: readonly NewCause[],
  now: Date,
): Promise<CauseNews[]> {
  if (causes.length === 0) return [];
  const firsts = firstOfEach(causes);
  const inserted = await insertCauses(sql, shopId, [...firsts.values()], now);
  const unknown = [...firsts].filter(([key]) => !inserted.has(key)).map(([, cause]) => cause);
  const hashes = await listInputHashes(sql, shopId, unknown);
  return causes.map((cause) => {
    const first = firsts.get(keyOf(cause));
    if (first === cause && inserted.has(keyOf(cause))) return 'new';
    const known = hashes.get(keyOf(cause)) ?? first?.inputHash;
    return known === cause.inputHash ? 'repeated' : 'contradictory';
  });
}

function keyOf({ kind, id }: Pick<NewCause, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

function firstOfEach(causes: readonly NewCause[]): Map<string, NewCause> {
  const firsts = new Map<string, NewCause>();
  for (const cause of causes) if (!firsts.has(keyOf(cause))) firsts.set(keyOf(cause), cause);
  return firsts;
}

/** @returns the keys of those that were not there */
async function insertCauses(
  sql: Sql,
  shopId: ShopId,
  causes: readonly NewCause[],
  now: Date,
): Promise<Set<string>> {
  const column = <Value>(read: (cause: NewCause) => Value) => causes.map(read);
  const { rows } = await sql.query<Pick<NewCause, 'kind' | 'id'>>({
    name: 'note-causes',
    text: `INSERT INTO causes (shop_id, kind, id, input_hash, result, at)
     SELECT $1, given.*, $6 FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) AS given (kind, id, hash, result)
     ORDER BY kind, id ON CONFLICT DO NOTHING RETURNING kind, id`,
    values: [
      shopId,
      column((cause) => cause.kind),
      column((cause) => cause.id),
      column((cause) => cause.inputHash),
      column((cause) => JSON.stringify(cause.result)),
      now,
    ],
  });
  return new Set(rows.map(keyOf));
}

async function listInputHashes(
  sql: Sql,
  shopId: ShopId,
  causes: readonly NewCause[],
): Promise<Map<string, string>> {
  if (causes.length === 0) return new Map();
  const { rows } = await sql.query<Pick<NewCause, 'kind' | 'id'> & { input_hash: string }>(
    `SELECT kind, id, input_hash FROM causes JOIN unnest($2::text[], $3::text[]) AS given (kind, id) USING (kind, id)
     WHERE shop_id = $1`,
    [shopId, causes.map((cause) => cause.kind), causes.map((cause) => cause.id)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.input_hash]));
}

/**
 * Whether a cause was noted already.
 * @returns undefined when it was not
 */
export async function findCause(
  sql: Sql,
  shopId: ShopId,
  cause: NewCause,
): Promise<Exclude<CauseNews, 'new'> | undefined> {
  const known = (await listInputHashes(sql, shopId, [cause])).get(keyOf(cause));
  if (known === undefined) return undefined;
  return known === cause.inputHash ? 'repeated' : 'contradictory';
}
