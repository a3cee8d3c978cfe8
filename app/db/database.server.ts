import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

import { type ConnectionLimits, KEEP_ALIVE, limitConnections } from './connection-limits.server.ts';
import { PrismaClient } from './generated/client.ts';

/** Anything that runs SQL: the pool for a single statement, or the client of an open transaction. */
export type Sql = Pick<pg.ClientBase, 'query'>;

/** The database as this process sees it: one pool, used by SQL and by Prisma alike. */
export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Ends every connection. Nothing may be asked of the database afterwards. */
  close(): Promise<void>;
}

/** How long a connection is waited for, a new one or one that is given back: then it is an error, not a page that hangs. */
const PATIENCE_MS = 10_000;

/**
 * Opens a pool of connections.
 * @param connectionString a `postgresql://` address
 * @param options.maxConnections most connections held at once
 * @param options.applicationName shown in `pg_stat_activity`
 * @param options.limits unless set, a statement may take as long as it does, as those of a migration
 */
export function openDatabase(
  connectionString: string,
  options: { maxConnections: number; applicationName: string; limits?: ConnectionLimits },
): Database {
  const { limits } = options;
  const pool = new pg.Pool({
    connectionString,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: PATIENCE_MS,
    ...KEEP_ALIVE,
    ...(limits && { onConnect: limitConnections(limits) }),
  });
  // An idle connection that breaks (the server restarts) is replaced by the pool; without a listener it would end the process.
  // The same goes for a connection that breaks while it is lent out: its query fails, and that is news enough.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Without the query in its errors' messages: its arguments are names, addresses and tokens.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Another transaction was first, and what this one has decided no longer holds. Doing it again decides anew. */
export class TransactionConflict extends Error {
  override name = 'TransactionConflict';
}

/** How often a transaction is tried. A conflict is rare, and two in a row are an accident. */
const ATTEMPTS_MAX = 5;

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Where another transaction got
 * in its way (a deadlock, a TransactionConflict) it is done again from the start, so `work` changes nothing outside.
 * @returns what `work` returned
 */
export async function inTransaction<Result>(
  database: Database,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryTransaction(database, work);
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isConflict(error)) throw error;
    }
  }
}

/** Class 40 of PostgreSQL's errors is "transaction rollback": deadlocks and failed serialization. */
function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflict) return true;
  return error instanceof pg.DatabaseError && (error.code ?? '').startsWith('40');
}

async function tryTransaction<Result>(
  database: Database,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
