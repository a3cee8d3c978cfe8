import pg from 'pg';

import { giveUpInSilence, KEEP_ALIVE } from '../connection-limits.server.ts';

/** Class of the advisory locks by which a worker shows that it lives. Any number; it only must not be used elsewhere. */
export const LIFE_SIGN = 20_261_122;

/** How often a worker makes itself heard. */
const BEAT_MS = 5_000;

/** How long it waits for an answer before it knows that its sign is gone. */
const PATIENCE_MS = 5_000;

/** The server takes a worker for dead of which it has not heard for so long: it was cut off, and could not say so. */
const SILENCE_MS_MAX = 30_000;

/** Shows, for as long as it is held, that a worker lives. */
export interface LifeSign {
  /** Whether the connection that shows it is still there. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/**
 * Shows that a worker lives, by a lock that the server gives back when the connection ends, however it ends: also where
 * the network between them fell silent, which neither side is told of.
 * @param connectionString a `postgresql://` address; poolers that share connections between transactions will not do
 * @param workerId as the queue notes it on the jobs that this worker holds
 */
export async function showLifeSign(
  connectionString: string,
  workerId: string,
  { beatMs = BEAT_MS, patienceMs = PATIENCE_MS, silenceMsMax = SILENCE_MS_MAX } = {},
): Promise<LifeSign> {
  const client = new pg.Client({
    connectionString,
    application_name: 'evergreen-life-sign',
    connectionTimeoutMillis: PATIENCE_MS,
    ...KEEP_ALIVE,
  });
  let held = true;
  const lose = () => {
    held = false;
  };
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
    giveUpInSilence(client, patienceMs);
    await client.query(`SET idle_session_timeout = ${silenceMsMax}`);
    await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [LIFE_SIGN, workerId]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  // An answer that does not come ends the connection, and that is heard of above.
  const beating = setTimeout(() => {
    client.query('SELECT').then(
      () => held && beating.refresh(),
      () => undefined,
    );
  }, beatMs);
  return {
    isHeld: () => held,
    release: async () => {
      held = false;
      clearTimeout(beating);
      await client.end().catch(() => undefined);
    },
  };
}
