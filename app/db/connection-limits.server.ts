import { Socket } from 'node:net';

import pg from 'pg';

/**
 * An idle connection whose other end has vanished without a word is noticed this long after it was used last, by the
 * operating system. Its own default is two hours.
 */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

/** What a connection may take its time for, in milliseconds. */
export interface ConnectionLimits {
  /** Longest statement; the server breaks it off. */
  readonly statementMsMax: number;
  /** Longest pause within a transaction; the server ends the session then, and with it the locks of who has vanished. */
  readonly pauseMsMax?: number;
}

/** How much longer an answer is waited for than its statement may take. */
const ROUND_TRIP_MS_MAX = 5_000;

/**
 * Sets the limits of each new connection of a pool, on both sides: the server breaks off what takes too long, and where
 * not even that is heard of, the connection is given up. Set by a statement, because poolers refuse settings at the start
 * that they do not know.
 * @returns a pool's `onConnect`, which waits for what it returns (its types do not say so)
 */
export function limitConnections({
  statementMsMax,
  pauseMsMax = 0,
}: ConnectionLimits): (client: pg.ClientBase) => unknown {
  const settings = `SET statement_timeout = ${statementMsMax};
    SET idle_in_transaction_session_timeout = ${pauseMsMax}`;
  return (client) => {
    giveUpInSilence(client, statementMsMax + ROUND_TRIP_MS_MAX);
    return client.query(settings);
  };
}

/**
 * Ends a connection on which something was asked and nothing has been heard since, as one that breaks. A network that
 * loses connections without a word (a firewall that forgets them, a server that is cut off) is otherwise waited for until
 * the operating system gives up, which takes a quarter of an hour, or for ever where something in between keeps answering.
 * pg's own `query_timeout` will not do: it tells the caller, and leaves the connection in the pool for the next.
 * @param client which is connected
 */
export function giveUpInSilence(client: pg.ClientBase, silenceMsMax: number): void {
  if (!(client instanceof pg.Client)) return;
  const { connection } = client;
  const { stream } = connection;
  if (!(stream instanceof Socket)) return;
  let answered = stream.bytesWritten;
  // Before the client's own listener, which sends the next statement.
  connection.prependListener('readyForQuery', () => {
    answered = stream.bytesWritten;
  });
  stream.setTimeout(silenceMsMax);
  stream.on('timeout', () => {
    if (stream.bytesWritten === answered) return;
    stream.destroy(new Error(`Connection terminated: no answer for ${silenceMsMax} ms`));
  });
}
