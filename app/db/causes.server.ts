import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

/** A cause that is carried out once. */
export interface NewCause {
  readonly kind: 'award' | 'redemption';
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
 * @param causes with different ids
 * @returns what each came to, by id
 */
export async function noteCauses(
  sql: Sql,
  shopId: ShopId,
  causes: readonly NewCause[],
  now: Date,
): Promise<Map<string, CauseNews>> {
  const column = <Value>(read: (cause: NewCause) => Value) => causes.map(read);
  const kinds = column((cause) => cause.kind);
  const ids = column((cause) => cause.id);
  const { rows: inserted } = await sql.query<{ id: string }>({
    name: 'note-causes',
    text: `INSERT INTO causes (shop_id, kind, id, input_hash, result, at)
     SELECT $1, given.*, $6 FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) AS given (kind, id, hash, result)
     ORDER BY kind, id ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      shopId,
      kinds,
      ids,
      column((cause) => cause.inputHash),
      column((cause) => JSON.stringify(cause.result)),
      now,
    ],
  });
  const news = new Map<string, CauseNews>(inserted.map(({ id }) => [id, 'new']));
  if (news.size === causes.length) return news;
  const { rows: known } = await sql.query<{ id: string; input_hash: string }>(
    `SELECT id, input_hash FROM causes JOIN unnest($2::text[], $3::text[]) AS given (kind, id) USING (kind, id)
     WHERE shop_id = $1`,
    [shopId, kinds, ids],
  );
  const hashes = new Map(known.map((cause) => [cause.id, cause.input_hash]));
  for (const cause of causes) {
    if (news.has(cause.id)) continue;
    news.set(cause.id, hashes.get(cause.id) === cause.inputHash ? 'repeated' : 'contradictory');
  }
  return news;
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
  const { rows } = await sql.query<{ input_hash: string }>(
    `SELECT input_hash FROM causes WHERE shop_id = $1 AND kind = $2 AND id = $3`,
    [shopId, cause.kind, cause.id],
  );
  const [known] = rows;
  return known && (known.input_hash === cause.inputHash ? 'repeated' : 'contradictory');
}
