import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The way from the app's processes to PostgreSQL, as a network is that may fail. */
export interface DatabaseLine {
  /** Of the database, by this way. */
  readonly url: string;
  /** How many connections have suffered so far, by what. */
  readonly cuts: Readonly<Record<Cut, number>>;
  /** Disturbs some of the connections now and then, until it is to be calm. Resolves once nothing is disturbed any more. */
  disturb(chance: { next(): number }, calm: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * What may happen to a connection:
 * - `broken`: both ends are told that it is gone;
 * - `deaf`: what is said still arrives, and no answer comes back, until it breaks: what was committed then, nobody knows;
 * - `forgotten`: the app is told that it is gone, and PostgreSQL only later, with its locks held meanwhile;
 * - `stalled`: nothing passes for a while, then everything goes on.
 */
type Cut = 'broken' | 'deaf' | 'forgotten' | 'stalled';

const KINDS: readonly Cut[] = ['broken', 'deaf', 'deaf', 'forgotten', 'stalled'];
/** Longest time between two disturbances, and how long one lasts. */
const PEACE_MS_MAX = 15_000;
const TROUBLE_MS_MAX = 1_500;
/** How likely a connection is to be one of those that are disturbed. */
const SHARE = 0.4;

interface Connection {
  readonly app: Socket;
  readonly database: Socket;
}

/** Opens a way to the database at this address. */
export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const { hostname: host, port } = new URL(databaseUrl);
  const connections = new Set<Connection>();
  const cuts = { broken: 0, deaf: 0, forgotten: 0, stalled: 0 };
  const server = createServer((app) => {
    const database = connect({ host, port: Number(port) });
    const connection = { app, database };
    connections.add(connection);
    for (const [end, other] of [
      [app, database],
      [database, app],
    ] as const) {
      end.setNoDelay(true);
      end.on('error', () => end.destroy());
      end.once('close', () => {
        connections.delete(connection);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cuts,
    async disturb(chance, calm) {
      for (;;) {
        await sleep(chance.next() * PEACE_MS_MAX, undefined, { signal: calm }).catch(
          () => undefined,
        );
        if (calm.aborted) return;
        const kind = KINDS[Math.floor(chance.next() * KINDS.length)] ?? 'broken';
        const chosen = [...connections].filter(() => chance.next() < SHARE);
        cuts[kind] += chosen.length;
        const forMs = chance.next() * TROUBLE_MS_MAX;
        await Promise.all(chosen.map((connection) => suffer(connection, kind, forMs)));
      }
    },
    async close() {
      for (const { app, database } of connections) {
        app.destroy();
        database.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function suffer({ app, database }: Connection, kind: Cut, forMs: number): Promise<void> {
  switch (kind) {
    case 'broken':
      app.resetAndDestroy();
      return;
    case 'deaf':
      database.unpipe(app);
      // What is not read would hold up the server, which must come to its end.
      database.resume();
      await sleep(forMs);
      app.resetAndDestroy();
      return;
    case 'forgotten':
      database.unpipe(app);
      app.unpipe(database);
      app.removeAllListeners('close');
      app.resetAndDestroy();
      database.resume();
      await sleep(forMs);
      database.destroy();
      return;
    case 'stalled':
      app.unpipe(database);
      database.unpipe(app);
      app.pause();
      database.pause();
      await sleep(forMs);
      app.pipe(database).pipe(app);
  }
}
